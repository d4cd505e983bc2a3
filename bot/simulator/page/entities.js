/** Telegram message entities -> DOM. Offsets count UTF-16 units, as JavaScript strings do. */
import { el } from "./dom.js";

/**
 * A text with its entities as a list of nodes.
 * `actions` has openUrl(url), sendCommand(text) and copy(text).
 * Entities nest; one that runs over the end of the one around it is cut there.
 */
export function renderText(text, entities = [], actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return renderRange(text, 0, text.length, sorted, actions);
}

function renderRange(text, start, end, entities, actions) {
  const nodes = [];
  let position = start;
  let afterBlock = false;
  for (let index = 0; index < entities.length;) {
    const entity = entities[index];
    const from = Math.max(entity.offset, position);
    const to = Math.min(entity.offset + entity.length, end);
    let next = index + 1;
    while (next < entities.length && entities[next].offset < to) next += 1;
    if (from < to) {
      if (from > position) nodes.push(withoutLineEnds(text.slice(position, from), afterBlock, BLOCKS.has(entity.type)));
      const inner = renderRange(text, from, to, entities.slice(index + 1, next), actions);
      nodes.push(wrap(entity, text.slice(from, to), inner, actions));
      position = to;
      afterBlock = BLOCKS.has(entity.type);
    }
    index = next;
  }
  if (position < end) nodes.push(withoutLineEnds(text.slice(position, end), afterBlock, false));
  return nodes;
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** A block has lines of its own: the line ends that part it from the text around would be empty lines. */
function withoutLineEnds(text, first, last) {
  const rest = first && text.startsWith("\n") ? text.slice(1) : text;
  return last && rest.endsWith("\n") ? rest.slice(0, -1) : rest;
}

function wrap(entity, text, inner, actions) {
  const make = WRAPPERS[entity.type];
  return make ? make(inner, text, actions, entity) : el("span", {}, inner);
}

const simple = (tag) => (inner) => el(tag, {}, inner);

const WRAPPERS = {
  bold: simple("strong"),
  italic: simple("em"),
  underline: simple("u"),
  strikethrough: simple("s"),
  code: (inner, text, actions) =>
    el("button", { type: "button", class: "code", title: "Copy", onclick: () => actions.copy(text) }, inner),
  pre: (inner, text, actions, entity) =>
    el("div", { class: "pre" },
      el("button", { type: "button", class: "pre-copy", "aria-label": "Copy this block", onclick: () => actions.copy(text) },
        entity.language ?? "", " Copy"),
      el("pre", { tabindex: "0" }, el("code", {}, inner))),
  blockquote: (inner) => el("blockquote", {}, inner),
  expandable_blockquote: expandable,
  spoiler: (inner) => {
    const reveal = el("button", { type: "button", class: "spoiler", "aria-label": "Hidden text, press to show" },
      el("span", { class: "spoiler-text", "aria-hidden": "true" }, inner));
    reveal.addEventListener("click", () => reveal.replaceWith(el("span", { class: "revealed" }, inner)), { once: true });
    return reveal;
  },
  text_link: (inner, text, actions, entity) => link(inner, entity.url, actions),
  url: (inner, text, actions) => link(inner, /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`, actions),
  mention: (inner, text, actions) => link(inner, `https://t.me/${text.slice(1)}`, actions),
  text_mention: (inner) => el("span", { class: "mention" }, inner),
  email: (inner, text) => el("a", { href: `mailto:${text}` }, inner),
  phone_number: (inner, text) => el("a", { href: `tel:${text.replace(/[^\d+*#]/g, "")}` }, inner),
  bot_command: (inner, text, actions) =>
    el("button", { type: "button", class: "link", onclick: () => actions.sendCommand(text) }, inner),
  hashtag: (inner) => el("span", { class: "mention" }, inner),
  cashtag: (inner) => el("span", { class: "mention" }, inner),
};

function link(inner, url, actions) {
  const open = (event) => { event.preventDefault(); actions.openUrl(url); };
  return el("a", { href: safeUrl(url), rel: "noopener noreferrer", title: url, onclick: open }, inner);
}

/** An address that cannot run a script in this page. */
export function safeUrl(url) {
  return /^(https?|tg|tel|mailto):/i.test(url) ? url : "#";
}

function expandable(inner) {
  const quote = el("blockquote", { class: "expandable" }, inner);
  const toggle = el("button", { type: "button", class: "quote-toggle", "aria-expanded": "false", hidden: true }, "Show more");
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Show less" : "Show more";
  });
  // Only once it is drawn is known whether there is more than fits.
  new ResizeObserver(() => {
    if (quote.classList.contains("open")) return;
    const more = quote.scrollHeight > quote.clientHeight + 2;
    quote.classList.toggle("cut", more);
    toggle.hidden = !more;
  }).observe(quote);
  return el("div", { class: "quote-box" }, quote, toggle);
}

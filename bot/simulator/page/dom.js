/** Builds elements and draws the page's icons. */

/**
 * Make an element: `el("button", {class: "send", onclick: send}, "Send")`.
 * Attributes that are null, undefined or false are left out; functions become listeners.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A button that shows only an icon; `label` is what a screen reader says. */
export function iconButton(name, label, onclick, attributes = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes },
    icon(name));
}

const PATHS = {
  attach: "M20 11l-8.5 8.5a5 5 0 01-7-7l9-9a3.3 3.3 0 014.7 4.7l-8.7 8.7a1.6 1.6 0 01-2.3-2.3l7.8-7.8",
  block: "M12 3a9 9 0 100 18 9 9 0 000-18zM6 6l12 12",
  chats: "M4 6h16M4 12h16M4 18h10",
  close: "M6 6l12 12M18 6L6 18",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 4.5l-3 15",
  contact: "M12 4a4 4 0 100 8 4 4 0 000-8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  down: "M6 9l6 6 6-6",
  edit: "M4 20l1-4L16.5 4.5l3 3L8 19z",
  external: "M8 16L17 7M10 7h7v7",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  forward: "M14 6l6 6-6 6M20 12H11c-4 0-7 2-7 7",
  group: "M9 5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM3 19c.5-3 3-4.5 6-4.5s5.5 1.5 6 4.5M16 5.5a3 3 0 010 6M18 15c1.7.6 2.7 2 3 4",
  keyboard: "M3 6h18v12H3zM7 10h.1M12 10h.1M17 10h.1M8 14h8",
  location: "M12 21c4-4.5 6.5-8 6.5-11a6.5 6.5 0 10-13 0c0 3 2.5 6.5 6.5 11zM12 7.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5z",
  more: "M12 5v.1M12 12v.1M12 19v.1",
  photo: "M4 5h16v14H4zM4 16l4.5-4.5 4 4L15 13l5 5M15.5 8.5v.1",
  pin: "M9 4h6l-.5 6 3 3.5h-11l3-3.5zM12 13.5V20",
  play: "M8 5l11 7-11 7z",
  plus: "M12 5v14M5 12h14",
  reply: "M10 6l-6 6 6 6M4 12h9c4 0 7 2 7 7",
  send: "M4 12l16-7-5.5 15-3-6.5zM11.5 13.5L20 5",
  sticker: "M5 4h14v10l-5 6H5zM14 20v-6h5M9 9v.1M15 9v.1M9 12.5c1.5 1.5 4.5 1.5 6 0",
  slash: "M15.5 4l-7 16",
  voice: "M12 4a3 3 0 00-3 3v5a3 3 0 006 0V7a3 3 0 00-3-3zM6 12a6 6 0 0012 0M12 18v3",
};

/** An icon drawn with the text's colour; hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A round picture made of a name's first letter; the colour follows from the id. */
export function avatar(name, id) {
  const letter = Array.from(new Intl.Segmenter().segment(name.trim() || "?"))[0].segment;
  return el("span", { class: "avatar", "aria-hidden": "true", style: `--hue: ${(id * 67) % 360}` }, letter.toUpperCase());
}

/** The language tag for a text, so that Chromium breaks Lao and Thai lines between words. */
export function languageOf(text) {
  if (/[\u0e80-\u0eff]/.test(text)) return "lo";
  if (/[\u0e00-\u0e7f]/.test(text)) return "th";
  return null;
}

/** A Unix time in seconds as 24-hour clock, "14:05". */
export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

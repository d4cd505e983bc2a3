/** One message, or the messages of one album, as an element. */
import { clock, el, icon, languageOf } from "./dom.js";
import { renderText } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { media, summary } from "./media.js";

/**
 * `messages`: one message, or all of an album. `view`: {mine(message), inGroup, actions, requests, reactions,
 * developer}; `actions` answers to what a person does with it (see actions.js), `requests` and `reactions` are
 * Maps from message id to the API request behind it and to what people and bots reacted with.
 */
export function bubble(messages, view) {
  const message = messages[0];
  const service = serviceText(message);
  if (service) return el("p", { class: "service", "data-message-id": message.message_id }, service);
  const mine = view.mine(message);
  const sender = message.from?.first_name ?? message.sender_chat?.title ?? "";
  const last = messages[messages.length - 1];
  const captioned = messages.find((one) => one.caption !== undefined);
  const text = message.text ?? captioned?.caption ?? "";
  const entities = message.text !== undefined ? message.entities : captioned?.caption_entities;
  const attached = messages.map(media).filter(Boolean);
  const bare = message.sticker !== undefined || message.dice !== undefined;
  const look = bare ? " bare" : message.photo ? " with-media with-photo" : attached.length ? " with-media" : "";
  const box = el("div", { class: `bubble${look}`, lang: languageOf(text) },
    view.inGroup && !mine ? el("p", { class: "sender" }, sender) : null,
    forwarded(message),
    quote(message, view),
    attached.length > 1 ? el("div", { class: "album" }, attached) : attached,
    el("div", { class: `text${attached.length && !text ? " captionless" : ""}` }, renderText(text, entities, view.actions), meta(last, view)));
  return el("article", {
    class: `message ${mine ? "out" : "in"}${message.reply_markup?.inline_keyboard ? " with-keyboard" : ""}`,
    "data-message-id": message.message_id,
    "aria-label": `${mine ? "You" : sender}, ${clock(message.date)}`,
    oncontextmenu: (event) => {
      if (event.target.closest("a, button") || getSelection().toString()) return;
      event.preventDefault();
      view.actions.openMenu(last);
    },
  },
  box,
  messages.map((one) => reactions(view.reactions.get(one.message_id))),
  message.reply_markup?.inline_keyboard ? inlineKeyboard(message, view.actions) : null,
  view.developer ? messages.map((one) => requestChip(view.requests.get(one.message_id), view)) : null);
}

function meta(message, view) {
  const edited = message.edit_date ? el("span", { class: "edited" }, "edited ") : null;
  return el("button", {
    type: "button", class: "meta", title: "Reply, copy and more",
    "aria-label": `${edited ? "Edited, " : ""}${clock(message.date)}, what to do with this message`,
    onclick: () => view.actions.openMenu(message),
  }, edited, clock(message.date), icon("down"));
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.chat?.title ?? origin.sender_chat?.title ?? "somebody";
  return el("p", { class: "forwarded" }, icon("forward"), `Forwarded from ${name}`);
}

function quote(message, view) {
  const original = message.reply_to_message;
  if (!original) return null;
  return el("button", { type: "button", class: "quote", onclick: () => view.actions.showMessage(original.message_id) },
    el("b", {}, view.mine(original) ? "You" : original.from?.first_name ?? "Reply"),
    el("span", { lang: languageOf(summary(original)) }, summary(original)));
}

function reactions(list) {
  if (!list?.length) return null;
  return el("p", { class: "reactions", "aria-label": "Reactions" },
    list.map((one) => el("span", {}, one.emoji ?? "★")));
}

function requestChip(request, view) {
  if (!request) return null;
  return el("button", { type: "button", class: "request-chip", onclick: () => view.actions.inspect(request.seq) },
    icon("code"), `request ${request.seq}`);
}

const names = (users) => users.map((one) => one.first_name).join(", ");

function serviceText(message) {
  if (message.new_chat_members) return `${names(message.new_chat_members)} joined the group`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left the group`;
  if (message.group_chat_created || message.supergroup_chat_created) return "The group was made";
  if (message.new_chat_title) return `The group is now called ${message.new_chat_title}`;
  if (message.migrate_to_chat_id) return "The group became a supergroup";
  if (message.migrate_from_chat_id) return "This supergroup was a group before";
  if (message.pinned_message) return `Pinned: ${summary(message.pinned_message)}`;
  return null;
}

/** What a person does in the open chat: write, press, answer, edit, pass on. */
import { base64, control, fileUrl } from "./api.js";
import { openChat, openUrl, pickChat } from "./links.js";
import { FILE_KINDS } from "./media.js";
import { bot, emit, group, here, session, user } from "./session.js";
import { alertSheet, complain, copy, menu, toast } from "./sheet.js";

const PATIENCE_SECONDS = 30; // after that a pressed button stops spinning, as in Telegram

/** Send something as the chosen person to the open chat; `content` is what /control/send takes. */
export async function say(content) {
  try {
    return await control.send({ ...here(), ...content });
  } catch (error) {
    complain(error);
    return null;
  }
}

/** Press START, with the payload of a start link or without. */
export const start = (payload) =>
  (payload ? say({ via_deep_link: payload, chat_id: session.userId }) : say({ text: "/start" }));

export const follow = (url) => openUrl(url, start);

const waiting = new Map(); // callback_query_id -> the pressed button
const early = new Map(); // answers that came before the press was confirmed

async function pressCallback(message, button, element) {
  element.classList.add("busy");
  element.setAttribute("aria-busy", "true");
  try {
    const pressed = await control.press({ ...here(), message_id: message.message_id, data: button.callback_data });
    waiting.set(pressed.callback_query_id, element);
    setTimeout(() => finish(pressed.callback_query_id), PATIENCE_SECONDS * 1000);
    if (early.has(pressed.callback_query_id)) answered(early.get(pressed.callback_query_id));
  } catch (error) {
    calm(element);
    complain(error);
  }
}

/** Take a callback_answer event; only answers to this page's own presses are shown. */
export function answered(event) {
  if (!waiting.has(event.callback_query_id)) {
    early.set(event.callback_query_id, event);
    return;
  }
  finish(event.callback_query_id);
  if (event.text && event.show_alert) alertSheet(event.text);
  else if (event.text) toast(event.text);
  if (event.url) follow(event.url);
}

function finish(callbackQueryId) {
  if (waiting.has(callbackQueryId)) calm(waiting.get(callbackQueryId));
  waiting.delete(callbackQueryId);
  early.delete(callbackQueryId);
}

function calm(element) {
  element.classList.remove("busy");
  element.removeAttribute("aria-busy");
}

/** Do what an InlineKeyboardButton says. */
export function pressButton(message, button, element) {
  const address = button.url ?? button.login_url?.url ?? button.web_app?.url;
  const query = button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query;
  if (button.callback_data !== undefined) pressCallback(message, button, element);
  else if (address) follow(address);
  else if (button.copy_text) copy(button.copy_text.text);
  else if (button.switch_inline_query_current_chat !== undefined) draftInline(button.switch_inline_query_current_chat);
  else if (query !== undefined || button.switch_inline_query_chosen_chat) {
    const name = bot().username;
    pickChat("Choose a chat", (chat) => { openChat(chat); emit("draft", { text: `@${name} ${query ?? ""}` }); });
  } else toast("This page does not know what this button does.");
}

const draftInline = (query) => emit("draft", { text: `@${bot().username} ${query}` });

/** Do what a KeyboardButton says. */
export function pressKey(button) {
  if (button.request_location) emit("location");
  else if (button.request_contact) shareOwnContact();
  else say({ text: button.text });
}

/** Send the chosen person's own number, as the button "share my number" does. */
export function shareOwnContact() {
  const person = user();
  return say({ contact: { phone_number: `+85620${String(10000000 + (person.id % 90000000))}`, first_name: person.first_name } });
}

/** The choices for one message. */
export function openMenu(message) {
  const own = message.from?.id === session.userId;
  const text = message.text ?? message.caption;
  const request = view.requests.get(message.message_id);
  menu("Message", [
    { icon: "reply", label: "Reply", act: () => emit("reply", message) },
    own && message.text !== undefined && { icon: "edit", label: "Edit", act: () => emit("edit", message) },
    { icon: "forward", label: "Forward", act: () => pickChat("Forward to…", (chat) => forward(message, chat)) },
    text && { icon: "copy", label: "Copy text", act: () => copy(text) },
    request && { icon: "code", label: "Request behind it", act: () => emit("inspect", request.seq) },
  ]);
}

async function forward(message, chat) {
  const content = { forward_from_name: message.from?.first_name ?? "Somebody" };
  for (const field of ["text", "caption", "location", "contact"]) if (message[field] !== undefined) content[field] = message[field];
  try {
    for (const kind of FILE_KINDS) if (message[kind]) content[kind] = await fileAgain(message[kind]);
    openChat(chat);
    await say(content);
  } catch (error) {
    complain(error);
  }
}

async function fileAgain(file) {
  const one = Array.isArray(file) ? file[file.length - 1] : file;
  const response = await fetch(fileUrl(one.file_id));
  if (!response.ok) throw new Error("The file of this message is gone; it cannot be forwarded.");
  return { file_name: one.file_name, base64: await base64(await response.blob()) };
}

/** What bubbles need to know; conversation.js fills the maps, main.js sets showMessage. */
export const view = {
  requests: new Map(),
  reactions: new Map(),
  mine: (message) => message.from?.id === session.userId,
  get inGroup() { return Boolean(group()); },
  get developer() { return session.developer; },
  actions: {
    openUrl: follow, sendCommand: (text) => say({ text }), copy, openMenu, pressButton,
    inspect: (seq) => emit("inspect", seq), showMessage: (id) => emit("show", id),
  },
};

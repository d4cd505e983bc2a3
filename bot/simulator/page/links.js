/** Addresses in messages and buttons: bots and shares open inside the page, the rest only after asking. */
import { el } from "./dom.js";
import { choose, chatsOf, emit, session } from "./session.js";
import { copy, menu, sheet, toast } from "./sheet.js";
import { safeUrl } from "./entities.js";

/** What an address means to Telegram: {kind: "bot"|"share"|"outside", …}. */
export function meaning(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return { kind: "outside" };
  }
  const parameters = url.searchParams;
  if (url.protocol === "tg:") {
    const verb = url.hostname || url.pathname.replace(/\//g, "");
    if (verb === "resolve" && parameters.get("domain")) return botLink(parameters.get("domain"), parameters);
    if (verb === "msg_url" || verb === "msg") return shareLink(parameters);
    return { kind: "outside" };
  }
  if (/^https?:$/.test(url.protocol) && /^(t\.me|telegram\.me|telegram\.dog)$/i.test(url.hostname)) {
    const path = url.pathname.slice(1).replace(/\/$/, "");
    if (path === "share/url" || path === "share") return shareLink(parameters);
    if (/^\w+$/.test(path)) return botLink(path, parameters);
  }
  return { kind: "outside" };
}

const botLink = (username, parameters) => ({
  kind: "bot", username, payload: parameters.get("start"), group: parameters.has("startgroup"),
});
const shareLink = (parameters) => ({
  kind: "share", text: [parameters.get("url"), parameters.get("text")].filter(Boolean).join("\n"),
});

/** Follow an address as a Telegram client would; `start(payload)` sends /start to the bot of the open chat. */
export function openUrl(address, start) {
  const link = meaning(address);
  if (link.kind === "share") return pickChat("Share with…", (chat) => {
    openChat(chat);
    emit("draft", { text: link.text });
  });
  const known = link.kind === "bot"
    && session.bots.find((one) => one.username.toLowerCase() === link.username.toLowerCase());
  if (!known) return askOutside(address);
  if (link.group) return toast("Adding a bot to a group: make a new group in the chat list.");
  choose({ botId: known.id, chatId: session.userId });
  if (link.payload !== null) start(link.payload);
  return undefined;
}

export function openChat(chat) {
  choose({ botId: chat.botId, chatId: chat.chatId });
}

/** Let the person choose one of the own chats. */
export function pickChat(title, act) {
  menu(title, chatsOf(session.userId).map((chat) =>
    ({ icon: chat.group ? "group" : "chats", label: chat.title, act: () => act(chat) })));
}

function askOutside(address) {
  const dialog = sheet("Open this address?",
    el("p", { class: "address" }, address),
    el("p", {}, "It leads out of this page."),
    el("div", { class: "choices" },
      el("button", { type: "button", onclick: () => { copy(address); dialog.close(); } }, "Copy"),
      el("a", { class: "primary", href: safeUrl(address), target: "_blank", rel: "noopener noreferrer", onclick: () => dialog.close() }, "Open")));
}

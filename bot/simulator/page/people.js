/** Who the person at the screen plays: people in tabs, the list of their chats, new people and groups. */
import { complain, form, sheet } from "./sheet.js";
import { control } from "./api.js";
import { avatar, el, icon } from "./dom.js";
import { openChat } from "./links.js";
import { chatsOf, choose, emit, on, refresh, session } from "./session.js";

const LANGUAGES = [["lo", "Lao (lo)"], ["en", "English (en)"], ["th", "Thai (th)"], ["vi", "Vietnamese (vi)"],
  ["ko", "Korean (ko)"], ["", "not told to the bot"]];

const unread = new Map(); // chat key -> messages that came while the chat was not open

const keyOf = (botId, chatId) => (chatId < 0 ? `group/${chatId}` : `${botId}/${chatId}`);

/** Count a message event for the badges. */
export function countUnread(event) {
  const open = event.chat_id === session.chatId && (event.chat_id < 0 || event.bot_id === session.botId);
  if (open || !event.message.from?.is_bot) return;
  const key = keyOf(event.bot_id, event.chat_id);
  unread.set(key, (unread.get(key) ?? 0) + 1);
  drawTabs();
  emit("unread", unreadOf(session.userId));
}

function unreadOf(userId) {
  return chatsOf(userId).reduce((sum, chat) => sum + (unread.get(chat.key) ?? 0), 0);
}

const badge = (count) => (count ? el("span", { class: "badge", "aria-label": `${count} new` }, count) : null);

/** Draw the row of people; it shows itself when there are two or more. */
export function drawTabs() {
  const root = document.getElementById("people");
  root.hidden = session.users.length < 2;
  root.replaceChildren(
    ...session.users.map((one) => el("button", {
      type: "button", "aria-current": one.id === session.userId ? "true" : null, onclick: () => choose({ userId: one.id }),
    }, avatar(one.first_name, one.id), el("span", {}, one.first_name),
    one.language_code ? el("small", {}, one.language_code) : null,
    one.id === session.userId ? null : badge(unreadOf(one.id)))),
    el("button", { type: "button", "aria-label": "Add a person", title: "Add a person", onclick: addPerson }, icon("plus")),
  );
}

export function addPerson() {
  form("Add a person", [
    { name: "first_name", label: "First name", required: true, maxlength: 64 },
    { name: "username", label: "User name (may be empty)", pattern: "[A-Za-z][A-Za-z0-9_]{3,31}", title: "4 to 32 Latin letters, digits and _" },
    { name: "language_code", label: "Language of the person's Telegram", options: LANGUAGES, value: "lo" },
  ], "Add", async (values) => {
    const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
    const added = await control.addUser(filled);
    await refresh();
    choose({ userId: added.id });
  });
}

function addGroup() {
  form("New group", [
    { name: "title", label: "Name of the group", required: true, maxlength: 128 },
    { name: "type", label: "Kind", options: [["group", "Group"], ["supergroup", "Supergroup"]] },
    { name: "users", label: "People", multiple: true, options: session.users.map((one) => [one.id, one.first_name, one.id === session.userId]) },
    { name: "bots", label: "Bots", multiple: true, options: session.bots.map((one) => [one.id, one.first_name, true]) },
  ], "Make the group", async ({ title, type, users, bots }) => {
    const added = await control.addGroup({ title, type, user_ids: users.map(Number), bot_ids: bots.map(Number) });
    await refresh();
    choose({ chatId: added.id, botId: added.bot_ids?.[0] ?? session.botId });
  });
}

/** "group, 3 people" */
export function groupLine(group) {
  const count = group.member_ids.length;
  return `${group.type}, ${count} ${count === 1 ? "person" : "people"}`;
}

/** The list of the person's chats. */
export async function openChats() {
  await refresh().catch(complain);
  const dialog = sheet("Chats",
    el("div", { class: "menu" }, chatsOf(session.userId).map((chat) =>
      el("button", { type: "button", onclick: () => { dialog.close(); openChat(chat); } },
        avatar(chat.title, chat.group ? -chat.chatId : chat.botId),
        el("span", { class: "menu-text" }, el("span", {}, chat.title),
          el("small", {}, chat.group ? groupLine(chat.group) : "bot")),
        badge(unread.get(chat.key)))),
    el("button", { type: "button", onclick: () => { dialog.close(); addGroup(); } }, icon("group"), el("span", { class: "menu-text" }, "New group")),
    el("button", { type: "button", onclick: () => { dialog.close(); addPerson(); } }, icon("contact"), el("span", { class: "menu-text" }, "Add a person"))));
}

on("chat", () => {
  unread.delete(keyOf(session.botId, session.chatId));
  emit("unread", unreadOf(session.userId));
  drawTabs();
});
on("people", drawTabs);

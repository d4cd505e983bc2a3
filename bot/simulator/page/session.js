/**
 * Who is talking to whom: the simulator's users, bots and groups, and the open chat.
 * The open chat is kept in the address (#user=1&bot=2&chat=3&dev=1), so that a reload
 * or a second browser tab shows it again.
 */
import { control } from "./api.js";

export const session = {
  users: [],
  bots: [],
  chats: [],
  userId: null,
  botId: null,
  chatId: null,
  developer: false,
};

const listeners = new Map();

/** Call `listener` whenever `emit(name)` is called; names are listed in main.js. */
export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

export function emit(name, detail) {
  for (const listener of listeners.get(name) ?? []) listener(detail);
}

export const user = () => session.users.find((one) => one.id === session.userId);
export const bot = () => session.bots.find((one) => one.id === session.botId);
export const group = (chatId = session.chatId) =>
  session.chats.find((one) => one.id === chatId && one.type !== "private");

/** The chats that a person sees: one per bot, then the groups the person is in. */
export function chatsOf(userId) {
  const privates = session.bots.map((one) => ({ key: `${one.id}/${userId}`, botId: one.id, chatId: userId, title: one.first_name }));
  const groups = session.chats
    .filter((chat) => chat.type !== "private" && chat.member_ids.includes(userId))
    .map((chat) => ({ key: `group/${chat.id}`, botId: chat.bot_ids[0], chatId: chat.id, title: chat.title, group: chat }));
  return [...privates, ...groups];
}

/** The parameters that every request for the open chat carries. */
export const here = () => ({ bot_id: session.botId, from: session.userId, chat_id: session.chatId });

/** Ask the simulator again who there is; a first person is made when there is none. */
export async function refresh() {
  let state = await control.state();
  if (state.users.length === 0) {
    await control.addUser({ first_name: "Noy", language_code: navigator.language.startsWith("en") ? "en" : "lo" });
    state = await control.state();
  }
  const before = JSON.stringify([session.users, session.bots, session.chats]);
  Object.assign(session, { users: state.users, bots: state.bots, chats: state.chats });
  settle();
  if (before !== JSON.stringify([session.users, session.bots, session.chats])) emit("people");
}

/** Open a chat; what is left out stays as it is, an impossible choice becomes the nearest possible. */
export function choose(choice) {
  if (choice.userId !== undefined && choice.chatId === undefined && session.chatId === session.userId) {
    choice = { ...choice, chatId: choice.userId };
  }
  Object.assign(session, choice);
  settle();
  writeHash();
  emit("people");
  emit("chat");
}

export function setDeveloper(on) {
  session.developer = on;
  writeHash();
  emit("developer");
}

function settle() {
  if (!user()) session.userId = session.users[0]?.id ?? null;
  const chats = chatsOf(session.userId);
  const chat = chats.find((one) => one.chatId === session.chatId && (one.group || one.botId === session.botId))
    ?? chats.find((one) => !one.group && one.botId === session.botId)
    ?? chats[0];
  session.botId = chat?.botId ?? null;
  session.chatId = chat?.chatId ?? null;
}

function writeHash() {
  const parts = { user: session.userId, bot: session.botId, chat: session.chatId };
  if (session.developer) parts.dev = 1;
  const hash = `#${new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== null))}`;
  if (location.hash !== hash) history.replaceState(null, "", hash);
}

/** Take the open chat from the address. */
export function readHash() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const number = (name) => (parts.has(name) ? Number(parts.get(name)) : null);
  Object.assign(session, {
    userId: number("user"), botId: number("bot"), chatId: number("chat"), developer: parts.has("dev"),
  });
}

/** The text for a person's language from a table keyed by language code; "" is for everybody else. */
export function inLanguage(table) {
  return table?.[user()?.language_code] ?? table?.[""];
}

/** The head of the page and what is known about the bot or group that one talks to. */
import { say } from "./actions.js";
import { control } from "./api.js";
import { avatar, el, languageOf } from "./dom.js";
import { addPerson, groupLine, openChats } from "./people.js";
import { bot, choose, group, inLanguage, refresh, session, setDeveloper, user } from "./session.js";
import { complain, menu, sheet, toast } from "./sheet.js";

const byId = (id) => document.getElementById(id);
let blocked = false;

/** Title, picture and state of the open chat. */
export function drawHeader() {
  const one = group();
  const title = one?.title ?? bot()?.first_name ?? "No bot yet";
  byId("chat-avatar").replaceChildren(avatar(title, one?.id ?? session.botId ?? 0));
  byId("chat-title").textContent = title;
  document.title = `${title} – try the bot`;
  status(null);
}

/** The small line under the title; null brings back what is usually there. */
export function status(text) {
  byId("chat-status").textContent = text ?? usualStatus();
  byId("chat-status").classList.toggle("busy", text !== null);
}

function usualStatus() {
  if (!bot()) return "start it, this page waits for it";
  const one = group();
  return one ? groupLine(one) : `bot · you are ${user()?.first_name}`;
}

/** New messages in other chats, beside the chats button. */
export function drawUnread(count) {
  byId("open-chats").dataset.count = count || "";
  byId("open-chats").setAttribute("aria-label", count ? `Chats, ${count} new` : "Chats");
}

/** Show whether the person has blocked the bot: no text field then. */
export function setBlocked(value) {
  blocked = value;
  byId("unblock").hidden = !blocked;
  byId("composer").hidden = blocked;
  byId("phone").classList.toggle("blocked", blocked);
}

async function block(value) {
  try {
    await control.block({ bot_id: session.botId, user_id: session.userId, blocked: value });
    setBlocked(value);
    toast(value ? "The bot is blocked." : "The bot is not blocked any more.");
  } catch (error) {
    complain(error);
  }
}

byId("unblock").addEventListener("click", () => block(false));

export function openMenu() {
  const one = group();
  menu("More", [
    { icon: "chats", label: "Chats and groups", act: openChats },
    { icon: "contact", label: "Add a person", note: "Try the bot as somebody else, in another language", act: addPerson },
    !one && { icon: "block", label: blocked ? "Unblock the bot" : "Block the bot", act: () => block(!blocked) },
    one?.type === "group" && { icon: "group", label: "Make it a supergroup", act: () => upgrade(one) },
    { icon: "code", label: session.developer ? "Close developer view" : "Developer view",
      note: "The request behind each message", act: () => setDeveloper(!session.developer) },
  ]);
}

async function upgrade(one) {
  try {
    const { migrate_to_chat_id: chatId } = await control.upgradeGroup(one.id);
    await refresh();
    choose({ chatId });
  } catch (error) {
    complain(error);
  }
}

/** What a client shows about the bot: name, short description, commands. */
export function openProfile(profile) {
  const one = group();
  if (one) {
    const people = session.users.filter((person) => one.member_ids.includes(person.id));
    sheet(one.title, el("ul", { class: "members" }, people.map((person) => el("li", {}, avatar(person.first_name, person.id), person.first_name))));
    return;
  }
  if (!profile) return;
  const about = textOf(inLanguage(profile.short_descriptions)) || textOf(inLanguage(profile.descriptions));
  const commands = inLanguage(profile.commands) ?? [];
  const dialog = sheet(profile.user.first_name,
    el("p", { class: "address" }, `@${profile.user.username}`),
    about ? el("p", { lang: languageOf(about) }, about) : null,
    commands.length ? el("div", { class: "menu" }, commands.map((command) =>
      el("button", { type: "button", onclick: () => { dialog.close(); say({ text: `/${command.command}` }); } },
        el("span", { class: "menu-text" }, el("span", {}, `/${command.command}`),
          el("small", { lang: languageOf(command.description) }, command.description))))) : null);
}

/** A description is a text, or the Bot API's object around it. */
const textOf = (value) => (typeof value === "string" ? value : value?.description ?? value?.short_description ?? "");

/** What is in an empty chat: the bot's description and START. */
export function welcome(profile, start) {
  const about = textOf(inLanguage(profile?.descriptions));
  return el("section", { class: "welcome" },
    avatar(bot().first_name, session.botId),
    el("h1", {}, group()?.title ?? bot().first_name),
    about ? el("p", { lang: languageOf(about), class: "description" }, about) : null,
    el("p", { class: "small" }, "A trial on this computer: nothing that you write leaves it."),
    group() ? null : el("button", { type: "button", class: "primary start", onclick: () => start(null) }, "START"));
}

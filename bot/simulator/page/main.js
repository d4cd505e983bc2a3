/**
 * Puts the page together and keeps it up to date with the simulator's events.
 *
 * Events inside the page (session.js: on, emit): `people` users, bots or groups changed; `chat` another chat was
 * opened; `unread` {count}; `developer` the view was switched; `draft` {text}; `reply`, `edit` message;
 * `location` the person was asked for a place; `inspect` request number; `show` message id;
 * `inline_answer` event; `commands` the list of commands was opened; `profile` the bot's profile came;
 * `restart` the simulator was started again.
 */
import { answered, pressKey, say, start, view } from "./actions.js";
import { control } from "./api.js";
import { Attach } from "./attach.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Developer } from "./developer.js";
import { el, icon } from "./dom.js";
import { ReplyKeyboard } from "./keyboards.js";
import { summary } from "./media.js";
import { countUnread, drawTabs, openChats } from "./people.js";
import { drawHeader, drawUnread, openMenu, openProfile, setBlocked, status, welcome } from "./profile.js";
import { bot, choose, emit, on, readHash, refresh, session } from "./session.js";
import { complain } from "./sheet.js";

const WAIT = 25; // seconds that the simulator may hold a poll
const RETRY = 1000; // milliseconds between attempts while the simulator is away

const byId = (id) => document.getElementById(id);
let profile = null; // GET /control/bots/{id} of the open chat's bot
let cursor = 0; // the last event seen

const keyboard = new ReplyKeyboard(byId("reply-keyboard"), pressKey, () => composer?.keyboardChanged());
const composer = new Composer(keyboard, () => profile);
const attach = new Attach(() => composer.takeReply());
const developer = new Developer(byId("developer"));
const conversation = new Conversation(byId("log"), view, {
  keyboard: (markup) => keyboard.set(markup),
  status,
  pinned: drawPinned,
  welcome: () => welcome(profile, start),
  arrived: (atEnd) => { byId("to-end").hidden = atEnd; },
});

function drawPinned(message) {
  const bar = byId("pinned");
  bar.hidden = !message;
  bar.replaceChildren(...(message ? [icon("pin"), el("span", {}, summary(message))] : []));
  bar.onclick = () => conversation.show(message.message_id);
}

/** Ask for the profile of the open chat's bot; gives null when another chat was opened meanwhile. */
async function loadProfile() {
  const botId = session.botId;
  if (profile?.user.id !== botId) profile = null; // another bot's commands are worse than none
  const loaded = await control.bot(botId);
  if (botId !== session.botId) return null;
  profile = loaded;
  emit("profile");
  return loaded;
}

async function open() {
  drawHeader();
  if (!bot()) return;
  const loaded = await loadProfile();
  if (!loaded) return;
  setBlocked(loaded.blocked_by?.includes(session.userId) ?? false);
  cursor = Math.max(cursor, await conversation.open());
}

const isOpen = (event) => event.chat_id === session.chatId && (event.chat_id < 0 || event.bot_id === session.botId);

function take(events) {
  developer.record(events);
  for (const event of events) {
    if (event.type === "callback_answer") answered(event);
    else if (event.type === "inline_answer") emit("inline_answer", event);
    else if (event.type === "message") countUnread(event);
    if (!isOpen(event)) continue;
    conversation.apply(event);
    if (event.type === "message" && event.message.reply_markup?.force_reply) emit("reply", event.message);
  }
}

/** Wait until somebody looks: a hidden tab holds no connection, browsers allow only six of them to one host. */
function visible() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function listen() {
  for (;;) {
    await visible();
    try {
      const answer = await control.events(cursor, WAIT);
      cursor = answer.next;
      take(answer.events);
    } catch (error) {
      console.error(error);
      await reconnect();
    }
  }
}

async function reconnect() {
  status("The simulator does not answer; trying again…");
  for (;;) {
    await pause(RETRY);
    try {
      await refresh();
      break;
    } catch {
      // Still away; the line under the title says so.
    }
  }
  status(null);
  cursor = 0;
  emit("restart");
  await open();
}

async function waitForBot() {
  for (;;) {
    await refresh().catch(complain);
    if (bot()) return;
    drawHeader();
    await pause(RETRY);
  }
}

byId("open-chats").append(icon("chats"));
byId("open-menu").append(icon("more"));
byId("attach").append(icon("attach"));
byId("to-end").append(icon("down"));
byId("open-chats").addEventListener("click", openChats);
byId("open-menu").addEventListener("click", () => openMenu());
byId("open-profile").addEventListener("click", () => openProfile(profile));
byId("attach").addEventListener("click", () => attach.open());
byId("to-end").addEventListener("click", () => conversation.toEnd("smooth"));
on("commands", () => loadProfile().catch(complain));
on("chat", () => open().catch(complain));
on("developer", () => open().catch(complain));
on("show", (id) => conversation.show(id));
on("unread", drawUnread);
window.addEventListener("hashchange", () => { readHash(); choose({}); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh().catch(complain); });

readHash();
await waitForBot();
choose({});
emit("developer");
drawTabs();
byId("phone").removeAttribute("aria-busy");
byId("composer").inert = false; // until a chat is open, words would have nowhere to go and be lost
listen();

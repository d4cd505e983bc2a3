/** The open chat: its messages and what happens to them. */
import { control } from "./api.js";
import { bubble } from "./bubble.js";
import { el } from "./dom.js";
import { session } from "./session.js";

const NEAR_END = 120; // pixels from the end within which a new message pulls the view along
const TYPING_SECONDS = 5; // how long Telegram shows an action

export class Conversation {
  /** `view` is what bubble.js needs; `hooks` are {keyboard(markup), status(text), pinned(message), welcome(), arrived()}. */
  constructor(root, view, hooks) {
    this.root = root;
    this.view = view;
    this.hooks = hooks;
    this.backlog = null;
    this.#clear();
    root.addEventListener("scroll", () => hooks.arrived(this.nearEnd), { passive: true });
  }

  #clear() {
    this.messages = new Map();
    this.elements = new Map();
    this.lastDay = null;
    this.view.requests.clear();
    this.view.reactions.clear();
    this.root.replaceChildren();
    this.#stopTyping();
    this.hooks.pinned(null);
  }

  /** Load the chat anew; gives the number of the last event that it contains. */
  async open() {
    const backlog = [];
    this.backlog = backlog;
    const { botId, chatId } = session;
    // A message tells nothing of its pin, its reactions and the request behind it: the journal does.
    const [chat, past] = await Promise.all([control.history(botId, chatId), control.events(0, 0, botId, chatId)]);
    if (this.backlog !== backlog) return chat.next; // another chat was opened meanwhile
    this.#clear();
    for (const event of past.events) if (event.seq <= chat.next) this.#note(event);
    for (const message of chat.messages) this.messages.set(message.message_id, message);
    for (const message of chat.messages) this.#draw(message);
    if (chat.messages.length === 0) this.#welcome();
    this.hooks.keyboard(chat.reply_keyboard);
    const pin = past.events.findLast((event) => event.type === "pin");
    if (pin) this.hooks.pinned(this.messages.get(pin.message_id) ?? null);
    this.backlog = null;
    for (const event of backlog) if (event.seq > chat.next) this.apply(event);
    this.toEnd();
    return chat.next;
  }

  get nearEnd() {
    return this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < NEAR_END;
  }

  toEnd(behavior = "instant") {
    this.root.scrollTo({ top: this.root.scrollHeight, behavior });
  }

  /** Scroll to a message and let it blink. */
  show(messageId) {
    const element = this.elements.get(this.#key(this.messages.get(messageId)));
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    element.classList.add("shown");
    setTimeout(() => element.classList.remove("shown"), 1500);
  }

  /** Take an event of this chat. */
  apply(event) {
    if (this.backlog) {
      this.backlog.push(event);
      return;
    }
    this.#note(event);
    const follow = this.nearEnd;
    const change = CHANGES[event.type];
    if (!change) return;
    change(this, event);
    if (event.type === "message") {
      if (follow || this.view.mine(event.message)) this.toEnd();
      this.hooks.arrived(this.nearEnd);
    } else if (follow) this.toEnd();
  }

  #note(event) {
    if ((event.type === "message" || event.type === "edit") && event.request) {
      this.view.requests.set(event.message.message_id, { seq: event.request });
    }
    if (event.type === "reaction") this.view.reactions.set(event.message_id, [event.reaction ?? []].flat());
  }

  put(message) {
    this.root.querySelector(".welcome")?.remove();
    if (message.from?.is_bot) this.#stopTyping();
    this.messages.set(message.message_id, message);
    this.#draw(message);
  }

  replace(message) {
    if (!this.messages.has(message.message_id)) return;
    this.messages.set(message.message_id, message);
    this.#draw(message);
  }

  remove(messageId) {
    const message = this.messages.get(messageId);
    if (!message) return;
    this.messages.delete(messageId);
    const key = this.#key(message);
    const rest = this.#members(message);
    if (rest.length) this.#draw(rest[0]);
    else {
      this.elements.get(key)?.remove();
      this.elements.delete(key);
    }
    if (this.messages.size === 0) this.#welcome();
  }

  redraw(messageId) {
    const message = this.messages.get(messageId);
    if (message) this.#draw(message);
  }

  typing(action) {
    const what = action.startsWith("upload_") || action.startsWith("record_") ? "sending a file" : action === "typing" ? "typing" : "busy";
    this.#stopTyping();
    this.hooks.status(`${what}…`);
    this.dots = el("div", { class: "typing", role: "img", "aria-label": "The bot is typing" }, el("i"), el("i"), el("i"));
    this.root.append(this.dots);
    this.timer = setTimeout(() => this.#stopTyping(), TYPING_SECONDS * 1000);
  }

  #stopTyping() {
    clearTimeout(this.timer);
    this.dots?.remove();
    this.dots = null;
    this.hooks.status(null);
  }

  #key(message) {
    return message?.media_group_id ? `album ${message.media_group_id}` : message?.message_id;
  }

  #members(message) {
    if (!message.media_group_id) return this.messages.has(message.message_id) ? [message] : [];
    return [...this.messages.values()].filter((one) => one.media_group_id === message.media_group_id);
  }

  #draw(message) {
    const key = this.#key(message);
    const element = bubble(this.#members(message), this.view);
    const old = this.elements.get(key);
    this.elements.set(key, element);
    if (old) {
      old.replaceWith(element);
      return;
    }
    this.#day(message);
    this.#append(element);
  }

  #day(message) {
    const day = new Date(message.date * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    if (day !== this.lastDay) this.#append(el("p", { class: "day" }, day));
    this.lastDay = day;
  }

  #append(element) {
    if (this.dots) this.dots.before(element);
    else this.root.append(element);
  }

  #welcome() {
    this.lastDay = null;
    this.root.replaceChildren(this.hooks.welcome());
  }
}

const CHANGES = {
  message: (chat, event) => chat.put(event.message),
  edit: (chat, event) => chat.replace(event.message),
  delete: (chat, event) => event.message_ids.forEach((id) => chat.remove(id)),
  action: (chat, event) => chat.typing(event.action),
  reply_keyboard: (chat, event) => chat.hooks.keyboard(event.markup),
  reaction: (chat, event) => chat.redraw(event.message_id),
  pin: (chat, event) => chat.hooks.pinned(chat.messages.get(event.message_id) ?? null),
};

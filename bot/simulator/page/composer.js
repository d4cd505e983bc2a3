/** The text field and what stands around it: drafts, answers, edits, commands and inline queries. */
import { say } from "./actions.js";
import { control } from "./api.js";
import { el, icon, iconButton, languageOf } from "./dom.js";
import { InlineQuery } from "./inline.js";
import { summary } from "./media.js";
import { bot, here, inLanguage, on } from "./session.js";
import { complain } from "./sheet.js";

const byId = (id) => document.getElementById(id);

export class Composer {
  /** `keyboard` is the ReplyKeyboard beside it; `profile()` gives the bot's profile with its commands. */
  constructor(keyboard, profile) {
    this.keyboard = keyboard;
    this.profile = profile;
    this.mode = null; // {kind: "reply" | "edit", message}
    this.field = byId("field");
    this.suggestions = byId("suggestions");
    this.inline = new InlineQuery(this.suggestions, () => this.setText(""));
    byId("commands").append(icon("slash"));
    byId("keyboard-toggle").append(icon("keyboard"));
    byId("send").append(icon("send"));
    byId("composer").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    byId("commands").addEventListener("click", () => this.toggleCommands());
    byId("keyboard-toggle").addEventListener("click", () => keyboard.toggle());
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    on("draft", ({ text }) => { this.setMode(null); this.setText(text); this.field.focus(); });
    on("reply", (message) => this.setMode({ kind: "reply", message }));
    on("edit", (message) => { this.setMode({ kind: "edit", message }); this.setText(message.text); });
    on("chat", () => { this.setMode(null); this.setText(""); });
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      if (this.mode?.kind === "edit") this.setText("");
      this.setMode(null);
      this.#hideSuggestions();
    }
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const mode = this.mode;
    this.setText("");
    this.setMode(null);
    this.field.focus();
    if (mode?.kind === "edit") {
      await control.edit({ ...here(), message_id: mode.message.message_id, text }).catch(complain);
    } else if (!await say({ text, ...this.#replyTo(mode) }) && !this.field.value) {
      this.setText(text); // nothing was sent: give the words back
    }
  }

  #replyTo(mode) {
    return mode?.kind === "reply" ? { reply_to_message_id: mode.message.message_id } : {};
  }

  /** Take the message that is being answered, so that an attachment can answer it too. */
  takeReply() {
    const reply = this.#replyTo(this.mode);
    this.setMode(null);
    return reply;
  }

  setText(text) {
    this.field.value = text;
    this.changed();
  }

  setMode(mode) {
    this.mode = mode;
    const note = byId("draft-note");
    note.hidden = mode === null;
    note.replaceChildren();
    if (!mode) return;
    note.append(icon(mode.kind),
      el("span", {}, el("b", {}, mode.kind === "edit" ? "Edit message" : `Reply to ${mode.message.from?.first_name ?? "message"}`),
        el("small", { lang: languageOf(summary(mode.message)) }, summary(mode.message))),
      iconButton("close", "Cancel", () => { if (mode.kind === "edit") this.setText(""); this.setMode(null); }));
    this.field.focus();
  }

  /** The field has another text, or the keyboard came or went: show what fits. */
  changed() {
    const text = this.field.value;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    this.field.lang = languageOf(text) ?? "";
    this.field.placeholder = this.keyboard.placeholder ?? "Message";
    byId("send").hidden = text.trim() === "";
    byId("commands").hidden = text !== "" && !text.startsWith("/");
    byId("keyboard-toggle").hidden = text !== "" || !this.keyboard.present;
    byId("keyboard-toggle").setAttribute("aria-pressed", String(this.keyboard.open));
    this.#suggest(text);
  }

  #suggest(text) {
    const name = bot()?.username;
    if (/^\/\w*$/.test(text)) this.#showCommands(text.slice(1));
    else if (name && text.toLowerCase().startsWith(`@${name.toLowerCase()} `)) this.inline.ask(text.slice(name.length + 2));
    else this.#hideSuggestions();
  }

  toggleCommands() {
    if (this.suggestions.hidden) this.#showCommands("");
    else this.#hideSuggestions();
  }

  #showCommands(beginning) {
    this.inline.stop();
    const all = inLanguage(this.profile()?.commands) ?? [];
    const fitting = all.filter((one) => one.command.startsWith(beginning.toLowerCase()));
    this.suggestions.hidden = fitting.length === 0 && beginning !== "";
    this.suggestions.replaceChildren(...fitting.map((one) =>
      el("button", { type: "button", onclick: () => { this.setText(""); this.#hideSuggestions(); say({ text: `/${one.command}` }); } },
        el("b", {}, `/${one.command}`), el("span", { lang: languageOf(one.description) }, one.description))));
    if (fitting.length === 0) this.suggestions.append(el("p", {}, "The bot has set no commands."));
  }

  #hideSuggestions() {
    this.inline.stop();
    this.suggestions.hidden = true;
    this.suggestions.replaceChildren();
  }
}

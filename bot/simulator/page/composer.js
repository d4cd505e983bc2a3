/** The text field and what stands around it: drafts, answers, edits, commands and inline queries. */
import { say } from "./actions.js";
import { control } from "./api.js";
import { el, icon, iconButton, languageOf } from "./dom.js";
import { InlineQuery } from "./inline.js";
import { summary } from "./media.js";
import { bot, emit, here, inLanguage, on } from "./session.js";
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
    this.beginning = null; // what the listed commands begin with; null while none are listed
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
    on("profile", () => { if (this.beginning !== null) this.#showCommands(this.beginning); });
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

  /** The field has another text: show what fits it. */
  changed() {
    const text = this.field.value;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    this.field.lang = languageOf(text) ?? "";
    byId("send").hidden = text.trim() === "";
    byId("commands").hidden = text !== "" && !text.startsWith("/");
    this.keyboardChanged();
    this.#suggest(text);
  }

  /** The bot's keyboard came, went, opened or closed; what is listed over the field stays. */
  keyboardChanged() {
    this.field.placeholder = this.keyboard.placeholder ?? "Message";
    byId("keyboard-toggle").hidden = this.field.value !== "" || !this.keyboard.present;
    byId("keyboard-toggle").setAttribute("aria-pressed", String(this.keyboard.open));
  }

  #suggest(text) {
    const name = bot()?.username;
    if (/^\/\w*$/.test(text)) this.#openCommands(text.slice(1));
    else if (name && text.toLowerCase().startsWith(`@${name.toLowerCase()} `)) {
      this.beginning = null;
      this.inline.ask(text.slice(name.length + 2));
    } else this.#hideSuggestions();
  }

  toggleCommands() {
    if (this.suggestions.hidden) this.#openCommands("");
    else this.#hideSuggestions();
  }

  /** List what is known at once; what the bot has set since the page was opened comes with the next profile. */
  #openCommands(beginning) {
    const opened = this.beginning === null;
    this.#showCommands(beginning);
    if (opened) emit("commands");
  }

  #showCommands(beginning) {
    this.inline.stop();
    this.beginning = beginning;
    const profile = this.profile();
    const all = inLanguage(profile?.commands) ?? [];
    const fitting = all.filter((one) => one.command.startsWith(beginning.toLowerCase()));
    this.suggestions.hidden = fitting.length === 0 && beginning !== "";
    this.suggestions.replaceChildren(...fitting.map((one) =>
      el("button", { type: "button", onclick: () => { this.setText(""); this.#hideSuggestions(); say({ text: `/${one.command}` }); } },
        el("b", {}, `/${one.command}`), el("span", { lang: languageOf(one.description) }, one.description))));
    if (fitting.length === 0) this.suggestions.append(el("p", {}, profile ? "The bot has set no commands." : "Loading…"));
  }

  #hideSuggestions() {
    this.inline.stop();
    this.beginning = null;
    this.suggestions.hidden = true;
    this.suggestions.replaceChildren();
  }
}

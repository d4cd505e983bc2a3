/** Inline keyboards under messages, and the reply keyboard under the text field. */
import { el, icon } from "./dom.js";

const MARKS = [["url", "external"], ["login_url", "external"], ["web_app", "external"], ["copy_text", "copy"],
  ["switch_inline_query", "forward"], ["switch_inline_query_chosen_chat", "forward"]];

/** The buttons under a message; `actions.pressButton(message, button, element)` does what they say. */
export function inlineKeyboard(message, actions) {
  return el("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons of this message" },
    message.reply_markup.inline_keyboard.map((row) => el("div", { class: "row" }, row.map((button) => {
      const mark = MARKS.find(([field]) => button[field] !== undefined);
      const element = el("button", {
        type: "button", class: `key ${button.style ?? ""}`, disabled: button.disabled !== undefined,
        onclick: () => actions.pressButton(message, button, element),
      }, el("span", {}, button.text), mark ? icon(mark[1]) : null);
      return element;
    }))));
}

/** Draws a bot's reply keyboard into `root` and remembers whether the person has hidden it. */
export class ReplyKeyboard {
  /** `press(button)` is called with the Bot API's KeyboardButton; `changed()` when it came, went, opened or closed. */
  constructor(root, press, changed) {
    this.root = root;
    this.press = press;
    this.changed = changed;
    this.markup = null;
    this.open = false;
  }

  /** A ReplyKeyboardMarkup, or null to take the keyboard away. */
  set(markup) {
    this.markup = markup?.keyboard ? markup : null;
    this.open = this.markup !== null;
    this.draw();
  }

  get present() {
    return this.markup !== null;
  }

  get placeholder() {
    return this.markup?.input_field_placeholder;
  }

  toggle() {
    this.open = !this.open;
    this.draw();
  }

  draw() {
    this.root.hidden = !this.open || !this.present;
    this.root.classList.toggle("tall", this.present && !this.markup.resize_keyboard);
    this.root.replaceChildren(...(this.markup?.keyboard ?? []).map((row) => el("div", { class: "row" }, row.map((value) => {
      const button = typeof value === "string" ? { text: value } : value;
      const mark = button.request_location ? "location" : button.request_contact ? "contact" : null;
      return el("button", { type: "button", class: `key ${button.style ?? ""}`, onclick: () => this.#pressed(button) },
        mark ? icon(mark) : null, el("span", {}, button.text));
    }))));
    this.changed();
  }

  #pressed(button) {
    this.press(button);
    if (this.markup.one_time_keyboard) {
      this.open = false;
      this.draw();
    }
  }
}

/** Inline mode: "@bot words" asks the bot for results to send; they are listed over the text field. */
import { control } from "./api.js";
import { avatar, el } from "./dom.js";
import { on, session } from "./session.js";
import { complain } from "./sheet.js";

const PAUSE = 300; // milliseconds without typing before the bot is asked

export class InlineQuery {
  /** `root` is where results are listed; `chosen()` is called after one was sent. */
  constructor(root, chosen) {
    this.root = root;
    this.chosen = chosen;
    this.queryId = null;
    this.latest = null; // the answer may come before the question is confirmed
    on("inline_answer", (event) => {
      this.latest = event;
      if (event.inline_query_id === this.queryId) this.#show(event.results);
    });
  }

  ask(query) {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      try {
        const asked = await control.inline({ bot_id: session.botId, from: session.userId, query });
        this.queryId = asked.inline_query_id;
        if (this.latest?.inline_query_id === this.queryId) this.#show(this.latest.results);
      } catch (error) {
        complain(error);
      }
    }, PAUSE);
  }

  stop() {
    clearTimeout(this.timer);
    this.queryId = null;
  }

  #show(results) {
    const queryId = this.queryId;
    this.root.hidden = false;
    this.root.replaceChildren(...results.map((result) => el("button", {
      type: "button",
      onclick: () => control.choose({
        bot_id: session.botId, from: session.userId, inline_query_id: queryId, result_id: result.id, chat_id: session.chatId,
      }).then(this.chosen, complain),
    }, avatar(result.title ?? result.type, 3), el("span", {}, el("b", {}, result.title ?? result.type), el("small", {}, result.description ?? "")))));
    if (results.length === 0) this.root.append(el("p", {}, "The bot found nothing."));
  }
}

/** For developers: the API requests of the bot and the events of the simulator, as JSON. */
import { control } from "./api.js";
import { el, iconButton } from "./dom.js";
import { on, session, setDeveloper } from "./session.js";
import { complain } from "./sheet.js";

const KEEP = 300; // rows of each list

const TABS = [["requests", "Requests"], ["events", "Events"]];

export class Developer {
  constructor(root) {
    this.root = root;
    this.after = 0;
    this.tab = "requests";
    this.lists = { requests: el("ol"), events: el("ol") };
    this.polls = el("input", { type: "checkbox", onchange: () => this.root.classList.toggle("show-polls", this.polls.checked) });
    this.tabs = Object.fromEntries(TABS.map(([name, label]) =>
      [name, el("button", { type: "button", onclick: () => this.show(name) }, label)]));
    root.append(
      el("header", {}, el("h2", {}, "Developer view"), iconButton("close", "Close the developer view", () => setDeveloper(false))),
      el("div", { class: "dev-tabs" }, Object.values(this.tabs), el("label", { class: "tick" }, this.polls, "getUpdates")),
      this.lists.requests, this.lists.events);
    on("developer", () => this.#toggle());
    on("inspect", (seq) => this.inspect(seq).catch(complain));
    on("restart", () => this.#empty());
    this.show("requests");
  }

  #toggle() {
    this.root.hidden = !session.developer;
    document.body.classList.toggle("with-developer", session.developer);
    if (session.developer) this.load().catch(complain);
  }

  #empty() {
    this.after = 0;
    for (const list of Object.values(this.lists)) list.replaceChildren();
  }

  show(name) {
    this.tab = name;
    for (const [key, list] of Object.entries(this.lists)) {
      list.hidden = key !== name;
      this.tabs[key].setAttribute("aria-pressed", String(key === name));
    }
  }

  /** Fetch the requests that are new since the last time. */
  async load() {
    if (!session.developer) return;
    const answer = await control.requests(this.after);
    for (const request of answer.requests) {
      if (request.seq <= this.after) continue;
      this.after = request.seq;
      this.#add("requests", requestRow(request));
    }
  }

  /** Take events for the list; they are kept while the view is closed, too. */
  record(events) {
    for (const event of events) {
      this.#add("events", row(event.seq, event.type, event.message?.text ?? event.action ?? event.text ?? "", event));
    }
    this.load().catch(complain);
  }

  #add(name, item) {
    const list = this.lists[name];
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    list.append(item);
    while (list.children.length > KEEP) list.firstChild.remove();
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  /** Open the request with this number. */
  async inspect(seq) {
    if (!session.developer) setDeveloper(true);
    this.show("requests");
    await this.load();
    let item = this.lists.requests.querySelector(`[data-seq="${seq}"]`);
    if (!item) {
      item = requestRow(await control.request(seq));
      this.lists.requests.prepend(item);
    }
    item.querySelector("details").open = true;
    item.scrollIntoView({ block: "start" });
    item.querySelector("summary").focus();
  }
}

function requestRow(request) {
  const parameters = Object.fromEntries(Object.entries(request.parameters ?? {}).map(([name, value]) => [name, unpacked(value)]));
  const note = request.ok ? parameters.text ?? parameters.caption ?? "" : `${request.status} ${request.description ?? ""}`;
  const item = row(request.seq, request.method, String(note), { ...request, parameters });
  if (!request.ok) item.classList.add("failed");
  if (request.method === "getUpdates") item.classList.add("poll");
  return item;
}

function row(seq, name, note, value) {
  return el("li", { "data-seq": seq }, el("details", { ontoggle: (event) => {
    const details = event.target;
    if (details.open && details.children.length === 1) details.append(json(value));
  } }, el("summary", {}, el("small", {}, seq), el("b", {}, name), el("span", {}, note))));
}

/** Clients send objects as JSON inside a form field; show the object. */
function unpacked(value) {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const TOKENS = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|\b(?:true|false|null)\b/gi;

/** Indented JSON with names, texts and numbers told apart. */
function json(value) {
  const text = JSON.stringify(value, null, 2);
  const block = el("pre", { tabindex: "0" });
  let position = 0;
  for (const match of text.matchAll(TOKENS)) {
    block.append(text.slice(position, match.index));
    const kind = match[2] ? "name" : match[1] ? "string" : "value";
    block.append(el("span", { class: `json-${kind}` }, match[1] ?? match[0]), match[2] ?? "");
    position = match.index + match[0].length;
  }
  block.append(text.slice(position));
  return block;
}

/** The simulator's control interface, as functions that return promises of JSON. */

/** What the simulator refused, in its own words. */
export class ControlError extends Error {}

async function call(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ControlError(answer.error ?? `${method} ${path} was answered with ${response.status}.`);
  return answer;
}

function query(parameters) {
  const present = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  return new URLSearchParams(present).toString();
}

export const control = {
  state: () => call("GET", "control/state"),
  addUser: (user) => call("POST", "control/users", user),
  addGroup: (group) => call("POST", "control/groups", group),
  upgradeGroup: (chatId) => call("POST", `control/groups/${chatId}/upgrade`, {}),
  send: (message) => call("POST", "control/send", message),
  edit: (message) => call("POST", "control/edit", message),
  press: (button) => call("POST", "control/press", button),
  inline: (request) => call("POST", "control/inline", request),
  choose: (choice) => call("POST", "control/choose", choice),
  block: (choice) => call("POST", "control/block", choice),
  bot: (botId) => call("GET", `control/bots/${botId}`),
  history: (botId, chatId) => call("GET", `control/history?${query({ bot_id: botId, chat_id: chatId })}`),
  events: (after, wait, botId, chatId) =>
    call("GET", `control/events?${query({ after, wait, bot_id: botId, chat_id: chatId })}`),
  requests: (after) => call("GET", `control/requests?${query({ after })}`),
  request: (seq) => call("GET", `control/requests/${seq}`),
};

/** Where the bytes of a file are, for `src` and `href`. */
export function fileUrl(fileId) {
  return `control/files/${encodeURIComponent(fileId)}`;
}

/** A Blob's bytes as base64, the form in which /control/send takes files. */
export async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

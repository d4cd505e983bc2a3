/** Things that come over the chat: sheets with choices, forms, alerts and toasts. */
import { el, icon, iconButton } from "./dom.js";

const status = () => document.getElementById("toasts");

/** A short line that goes away by itself. */
export function toast(text, seconds = 3.5) {
  const note = el("p", { class: "toast" }, text);
  status().append(note);
  setTimeout(() => note.remove(), seconds * 1000);
}

/** Show what went wrong; meant for `.catch(complain)`. */
export function complain(error) {
  console.error(error);
  toast(error.message, 8);
}

/** Open a dialog with a title and content; gives the dialog, which removes itself when closed. */
export function sheet(title, ...content) {
  const heading = el("h2", { id: `sheet-${Date.now()}-${Math.random()}` }, title);
  const dialog = el("dialog", { class: "sheet", "aria-labelledby": heading.id },
    el("header", {}, heading, iconButton("close", "Close", () => dialog.close())), content);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => dialog.remove());
  document.getElementById("phone").append(dialog);
  dialog.showModal();
  return dialog;
}

/** A list of choices, each {icon, label, note?, act}; a falsy entry is left out. */
export function menu(title, entries) {
  const dialog = sheet(title, el("div", { class: "menu" }, entries.filter(Boolean).map((entry) =>
    el("button", { type: "button", onclick: () => { dialog.close(); entry.act(); } },
      typeof entry.icon === "string" ? icon(entry.icon) : entry.icon,
      el("span", { class: "menu-text" }, el("span", {}, entry.label), entry.note ? el("small", {}, entry.note) : null)))));
  return dialog;
}

/** A message with one button, as for show_alert. */
export function alertSheet(text) {
  const dialog = el("dialog", { class: "alert", "aria-label": "Message from the bot" },
    el("p", {}, text),
    el("button", { type: "button", class: "primary", autofocus: true, onclick: () => dialog.close() }, "OK"));
  dialog.addEventListener("close", () => dialog.remove());
  document.getElementById("phone").append(dialog);
  dialog.showModal();
}

/**
 * A form in a sheet. `fields` are {name, label, value?, type?, options?: [[value, text]…], required?, multiple?};
 * `submit` gets an object of texts (arrays for `multiple`) and may return a promise; its error is shown in the form.
 */
export function form(title, fields, action, submit) {
  const fault = el("p", { class: "fault", role: "alert" });
  const body = el("form", {}, fields.map(control), fault,
    el("button", { class: "primary" }, action));
  const dialog = sheet(title, body);
  body.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData(body);
    const values = Object.fromEntries(fields.map((field) =>
      [field.name, field.multiple ? data.getAll(field.name) : data.get(field.name)]));
    try {
      await submit(values);
      dialog.close();
    } catch (error) {
      fault.textContent = error.message;
    }
  });
  return dialog;
}

function control(field) {
  const { name, label, value, type = "text", options, required, multiple, ...rest } = field;
  if (multiple) {
    return el("fieldset", {}, el("legend", {}, label), options.map(([key, text, checked]) =>
      el("label", { class: "tick" }, el("input", { type: "checkbox", name, value: key, checked }), text)));
  }
  const input = options
    ? el("select", { name }, options.map(([key, text]) => el("option", { value: key, selected: key === value }, text)))
    : el("input", { name, type, value, required, autocomplete: "off", ...rest });
  return el("label", {}, el("span", {}, label), input);
}

/** Copy a text and say so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No permission, or an address that is neither https nor localhost: the old way still works.
    const area = el("textarea", { style: "position: fixed; opacity: 0" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  toast(`Copied: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`);
}

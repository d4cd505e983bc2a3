/** The attach menu: files, samples, places and contacts. */
import { say, shareOwnContact } from "./actions.js";
import { base64 } from "./api.js";
import { el } from "./dom.js";
import { samplePhoto, sampleSticker, sampleVoice } from "./samples.js";
import { on, user } from "./session.js";
import { complain, form, menu } from "./sheet.js";

const PLACES = [
  ["Vientiane, Laos", 17.9757, 102.6331],
  ["Nong Khai, Thailand", 17.8783, 102.742],
  ["Bangkok, Thailand", 13.7563, 100.5018],
  ["Seoul, South Korea", 37.5665, 126.978],
  ["Tokyo, Japan", 35.6762, 139.6503],
  ["Kuala Lumpur, Malaysia", 3.139, 101.6869],
];

/** `takeReply()` gives {reply_to_message_id} when the person was answering a message, else {}. */
export class Attach {
  constructor(takeReply) {
    this.takeReply = takeReply;
    on("location", () => this.location());
  }

  open() {
    menu("Send", [
      { icon: "photo", label: "Photo", act: () => this.#choose("photo", "image/*", samplePhoto, "road.jpg") },
      { icon: "file", label: "Document", act: () => this.#choose("document", "", sampleDocument, "note.txt") },
      { icon: "voice", label: "Voice message", act: () => this.#choose("voice", "audio/*", sampleVoice, "voice.wav") },
      { icon: "sticker", label: "Sticker", act: () => this.stickers() },
      { icon: "location", label: "Location", act: () => this.location() },
      { icon: "contact", label: "Contact", act: () => this.contact() },
    ]);
  }

  /** A file of the person's own or the built-in sample. */
  #choose(kind, accept, sample, sampleName) {
    const picker = el("input", { type: "file", accept, hidden: true });
    picker.addEventListener("change", () => { picker.remove(); this.#ask(kind, picker.files[0], picker.files[0].name); });
    picker.addEventListener("cancel", () => picker.remove());
    menu(`Send a ${kind}`, [
      { icon: "file", label: "From this device…", act: () => picker.click() },
      { icon: kind === "document" ? "file" : kind, label: "A sample", note: sampleName, act: async () => this.#ask(kind, await sample(), sampleName) },
    ]);
    document.body.append(picker);
  }

  #ask(kind, blob, name) {
    if (kind === "voice") return this.#file(kind, blob, name);
    return form(`Send ${name}`, [{ name: "caption", label: "Caption (may be empty)", maxlength: 1024 }], "Send",
      ({ caption }) => this.#file(kind, blob, name, caption));
  }

  async #file(kind, blob, name, caption) {
    try {
      const file = { file_name: name, base64: await base64(blob) };
      await say({ [kind]: file, ...(caption ? { caption } : {}), ...this.takeReply() });
    } catch (error) {
      complain(error);
    }
  }

  stickers() {
    const faces = [["Glad", true], ["Sad", false]];
    menu("Send a sticker", faces.map(([label, glad]) =>
      ({ icon: "sticker", label, act: async () => this.#file("sticker", await sampleSticker(glad), `${label.toLowerCase()}.webp`) })));
  }

  location() {
    const send = (latitude, longitude) => say({ location: { latitude, longitude }, ...this.takeReply() });
    menu("Send a location", [
      ...PLACES.map(([label, latitude, longitude]) =>
        ({ icon: "location", label, note: `${latitude}, ${longitude}`, act: () => send(latitude, longitude) })),
      { icon: "edit", label: "Other coordinates…", act: () => form("Send a location", [
        { name: "latitude", label: "Latitude (-90 to 90)", type: "number", step: "any", min: -90, max: 90, required: true },
        { name: "longitude", label: "Longitude (-180 to 180)", type: "number", step: "any", min: -180, max: 180, required: true },
      ], "Send", (values) => send(Number(values.latitude), Number(values.longitude))) },
    ]);
  }

  contact() {
    menu("Send a contact", [
      { icon: "contact", label: `My own: ${user().first_name}`, act: shareOwnContact },
      { icon: "edit", label: "Somebody else…", act: () => form("Send a contact", [
        { name: "first_name", label: "Name", required: true },
        { name: "phone_number", label: "Phone number", type: "tel", value: "+856 20 ", required: true },
      ], "Send", (values) => say({ contact: values, ...this.takeReply() })) },
    ]);
  }
}

function sampleDocument() {
  return new Blob(["ສະບາຍດີ! A small text file.\n"], { type: "text/plain" });
}

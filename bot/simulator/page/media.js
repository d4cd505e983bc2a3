/** What a message carries besides text: pictures, sound, files, places and people. */
import { fileUrl } from "./api.js";
import { avatar, el, icon } from "./dom.js";

/** The element for a message's media, or null when it has only text. */
export function media(message) {
  for (const [kind, draw] of Object.entries(KINDS)) {
    if (message[kind] !== undefined) return draw(message[kind], message);
  }
  return null;
}

/** What a message is in a few words, for quotes, lists and screen readers. */
export function summary(message) {
  const text = message.text ?? message.caption;
  if (text) return text;
  const kind = Object.keys(LABELS).find((one) => message[one] !== undefined);
  return kind ? LABELS[kind] : "Message";
}

/** Kinds that a forward can send again with /control/send. */
export const FILE_KINDS = ["photo", "document", "voice", "audio", "video", "sticker"];

const LABELS = {
  photo: "Photo", animation: "Animation", video: "Video", video_note: "Video message", voice: "Voice message",
  audio: "Audio", sticker: "Sticker", document: "File", venue: "Place", location: "Location",
  contact: "Contact", dice: "Dice", poll: "Poll", invoice: "Invoice", game: "Game", story: "Story",
};

// The order matters: an animation also carries `document`, a venue also carries `location`.
const KINDS = {
  photo: (sizes) => picture(sizes[sizes.length - 1], "Photo"),
  sticker: (one) => (one.is_animated || one.is_video
    ? el("div", { class: "sticker-emoji" }, one.emoji ?? "Sticker")
    : el("img", { class: "sticker", src: fileUrl(one.file_id), alt: `Sticker ${one.emoji ?? ""}` })),
  animation: (one) => film(one, { loop: true, muted: true }),
  video: (one) => film(one),
  video_note: (one) => film(one, { class: "round" }),
  voice: (one) => player(one, "Voice message"),
  audio: (one) => player(one, [one.performer, one.title].filter(Boolean).join(" – ") || one.file_name || "Audio"),
  document: (one) => el("a", { class: "card", href: fileUrl(one.file_id), download: one.file_name ?? "file" },
    el("span", { class: "card-icon" }, icon("file")),
    el("span", { class: "card-text" }, el("b", {}, one.file_name ?? "File"), el("small", {}, size(one.file_size)))),
  venue: (one) => place(one.location, one.title, one.address),
  location: (one) => place(one, one.live_period ? "Live location" : "Location"),
  contact: (one) => {
    const name = [one.first_name, one.last_name].filter(Boolean).join(" ");
    return el("a", { class: "card", href: `tel:${one.phone_number.replace(/[^\d+]/g, "")}` },
      avatar(name, name.length * 5),
      el("span", { class: "card-text" }, el("b", {}, name), el("span", { class: "tel" }, one.phone_number)));
  },
  dice: (one) => el("div", { class: "sticker-emoji" }, `${one.emoji} ${one.value}`),
  poll: (one) => el("div", { class: "poll" }, el("b", {}, one.question), el("ul", {}, one.options.map((option) => el("li", {}, option.text)))),
};

function picture(size, label) {
  const image = el("img", {
    class: "photo", src: fileUrl(size.file_id), alt: label, width: size.width || null, height: size.height || null,
  });
  const open = el("a", { class: "photo-link", href: fileUrl(size.file_id), target: "_blank", "aria-label": `${label}, open it large` }, image);
  image.addEventListener("error", () => image.replaceWith(el("span", { class: "no-picture" }, icon("photo"), "No picture to show")));
  return open;
}

function film(one, more = {}) {
  return el("video", {
    class: "film", src: fileUrl(one.file_id), controls: true, preload: "metadata", playsinline: true, ...more,
  });
}

function player(one, label) {
  const sound = new Audio();
  sound.preload = "none";
  sound.src = fileUrl(one.file_id);
  const bar = el("progress", { max: "1", value: "0", "aria-label": `${label}: how much was played` });
  const button = el("button", { type: "button", class: "play", "aria-label": `Play ${label}` }, icon("play"));
  const time = el("small", {}, minutes(one.duration ?? 0));
  button.addEventListener("click", () => {
    if (sound.paused) sound.play().catch(() => { time.textContent = "This browser cannot play it"; });
    else sound.pause();
  });
  const playing = (on) => () => button.classList.toggle("playing", on);
  sound.addEventListener("play", playing(true));
  sound.addEventListener("pause", playing(false));
  sound.addEventListener("timeupdate", () => {
    if (Number.isFinite(sound.duration)) bar.value = sound.currentTime / sound.duration;
    time.textContent = minutes(sound.currentTime);
  });
  return el("div", { class: "player" }, button, el("div", { class: "player-text" }, el("span", {}, label), bar, time));
}

/** A drawn card: streets that follow from the coordinates, a pin in the middle; nothing is fetched. */
function place({ latitude, longitude }, title, address) {
  const shift = (value, span) => Math.round(((value * 1000) % span + span) % span);
  const x = shift(longitude, 60);
  const y = shift(latitude, 40);
  const namespace = "http://www.w3.org/2000/svg";
  const map = document.createElementNS(namespace, "svg");
  map.setAttribute("viewBox", "0 0 240 110");
  map.setAttribute("class", "map");
  map.setAttribute("aria-hidden", "true");
  const lines = [
    ["park", `M${x + 130} ${y - 10}h70v50h-70z`],
    ["water", `M-10 ${80 + y / 4}C60 ${50 + y} 130 ${120 - y} 250 ${70 + y / 2}`],
    ["road", `M${x} -5L${x + 40} 115M-5 ${y + 25}L245 ${y + 5}M${x + 120} -5L${x + 95} 115M-5 ${y + 70}L245 ${y + 50}`],
    ["pin", "M120 62c9-11 14-18 14-25a14 14 0 10-28 0c0 7 5 14 14 25z"],
    ["hole", "M120 32a5 5 0 100 10 5 5 0 000-10z"],
  ];
  for (const [name, d] of lines) {
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    map.append(path);
  }
  const degrees = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return el("a", { class: "place", href: `geo:${latitude},${longitude}`, "aria-label": `${title}, ${degrees}` }, map,
    el("span", { class: "place-text" }, el("b", {}, title), address ? el("span", {}, address) : null, el("small", {}, degrees)));
}

function minutes(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function size(bytes) {
  if (bytes === undefined) return "";
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

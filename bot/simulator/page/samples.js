/** Made-up pictures and sounds, so that every kind of message can be tried without a file at hand. */

function canvas(width, height) {
  const surface = document.createElement("canvas");
  Object.assign(surface, { width, height });
  return [surface, surface.getContext("2d")];
}

const toBlob = (surface, type) => new Promise((resolve) => surface.toBlob(resolve, type, 0.85));

/** A landscape of 800 x 600 pixels as JPEG: a road, hills and the sun. */
export function samplePhoto() {
  const [surface, pen] = canvas(800, 600);
  const sky = pen.createLinearGradient(0, 0, 0, 400);
  sky.addColorStop(0, "#6fb6d9");
  sky.addColorStop(1, "#ffe3b0");
  const shapes = [
    [sky, "M0 0H800V600H0Z"],
    ["#ffd27a", "M600 150m-60 0a60 60 0 1 0 120 0a60 60 0 1 0 -120 0"],
    ["#4f8f7b", "M0 380Q200 220 380 350T800 300V600H0Z"],
    ["#2f6f5c", "M0 460Q260 360 480 430T800 420V600H0Z"],
    ["#d9cdb4", "M300 600L392 415H408L520 600Z"],
    ["#fff", "M404 580L402 520H406L412 580ZM401 490L400 455H403L404 490Z"],
  ];
  for (const [fill, path] of shapes) {
    pen.fillStyle = fill;
    pen.fill(new Path2D(path));
  }
  return toBlob(surface, "image/jpeg");
}

/** A sticker of 512 x 512 pixels as WebP: a face, smiling or sad. */
export function sampleSticker(glad) {
  const [surface, pen] = canvas(512, 512);
  pen.fillStyle = glad ? "#ffd27a" : "#9cc4e4";
  pen.fill(new Path2D("M256 20a236 236 0 1 0 1 0z"));
  pen.fillStyle = "#3a2e1a";
  pen.fill(new Path2D("M170 180a28 36 0 1 0 1 0zM342 180a28 36 0 1 0 1 0z"));
  pen.lineWidth = 24;
  pen.lineCap = "round";
  pen.strokeStyle = "#3a2e1a";
  pen.stroke(new Path2D(glad ? "M150 320q106 120 212 0" : "M160 390q96 -90 192 0"));
  return toBlob(surface, "image/webp");
}

/** A spoken-note stand-in: two soft tones, one second, 8 kHz mono WAV. */
export function sampleVoice() {
  const rate = 8000;
  const view = new DataView(new ArrayBuffer(44 + rate * 2));
  const write = (at, text) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  write(0, "RIFF");
  view.setUint32(4, 36 + rate * 2, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, "data");
  view.setUint32(40, rate * 2, true);
  for (let index = 0; index < rate; index += 1) {
    const pitch = index < rate / 2 ? 440 : 554;
    const swell = Math.sin((Math.PI * (index % (rate / 2))) / (rate / 2));
    view.setInt16(44 + index * 2, Math.sin((2 * Math.PI * pitch * index) / rate) * swell * 9000, true);
  }
  return new Blob([view], { type: "audio/wav" });
}

// An image for the text: chosen, dragged or pasted. A dialog asks what it shows; the server keeps it
// and says how it is written.

import { field } from "./text_field.js";

const dialog = document.getElementById("image");
const form = dialog.querySelector("form");
const { file, alt, decorative } = form.elements;
const unsaved = document.getElementById("unsaved");
const refusal = dialog.querySelector("[role=alert]");

let waiting = []; // files that came at once: one after the other is asked about
let isSending = false;

function open(image) {
  form.reset();
  refusal.hidden = true;
  followDecoration();
  if (image) {
    const files = new DataTransfer();
    files.items.add(image);
    file.files = files.files;
  }
  if (!dialog.open) dialog.showModal();
  (image ? alt : file).focus();
}

function openNext() {
  const next = waiting.shift();
  if (next) open(next);
  else dialog.close();
}

/* What is decoration has no words; all else needs some. */
function followDecoration() {
  alt.required = !decorative.checked;
  alt.disabled = decorative.checked;
}

async function send(event) {
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    const answer = await response.json();
    if (response.ok) {
      field.write(answer.written);
      openNext();
    } else refuse(answer.problems ?? [answer.error]);
  } catch {
    unsaved.hidden = false; // it says that the server does not answer
    dialog.close();
  } finally {
    isSending = false;
  }
}

function refuse(problems) {
  refusal.textContent = problems.join("\n");
  refusal.hidden = false;
}

/* Take the images of what was dragged or pasted; everything else is the field's. */
function take(event, transfer) {
  const images = [...(transfer?.files ?? [])].filter((each) => each.type.startsWith("image/"));
  if (!images.length) return;
  event.preventDefault();
  event.stopPropagation();
  const { clientX: x, clientY: y } = event;
  const place = event.type === "drop" ? field.view.posAtCoords({ x, y }) : null;
  if (place !== null) field.select(place);
  waiting = images;
  openNext();
}

const text = document.getElementById("body.text");
text.addEventListener("drop", (event) => take(event, event.dataTransfer), true);
text.addEventListener("paste", (event) => take(event, event.clipboardData), true);
document.querySelector("[data-opens=image]").addEventListener("click", () => open());
decorative.addEventListener("change", followDecoration);
form.addEventListener("submit", send);
dialog.querySelector("[data-closes]").addEventListener("click", () => dialog.close());

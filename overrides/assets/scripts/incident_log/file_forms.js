// Saves the log as a file of this device, and opens one. Errors stand at the fields that they are of.

import { LARGEST, UnreadableFileError, lockLog, unlockLog } from "./saved_file.js";
import { readContent } from "./incidents.js";

const SHORTEST = 12; // signs of a passphrase

const show = (id, shown) => (document.getElementById(id).hidden = !shown);

// Says at a field that it is wrong, and goes there; returns whether it is.
function refuse(field, id, wrong) {
  show(id, wrong);
  if (wrong) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  if (wrong) field.focus();
  return wrong;
}

function tell(id, text) {
  const place = document.getElementById(id);
  place.textContent = text;
  place.hidden = !text;
}

// Only one at a time: a phone needs a second or two.
async function work(form, task) {
  const button = form.querySelector("[type=submit]");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  await task().finally(() => button.removeAttribute("aria-disabled"));
}

const getReason = (error) => {
  if (error instanceof UnreadableFileError) return error.reason;
  throw error;
};

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// `getContent` gives what to save; `onSaved(content)` is told once the browser has the file. Where
// `isWriting()`, something is written that the log has not. Whoever leaves meanwhile, as `getVisit`
// tells, gets no file.
export function listenToSaving(form, { words, say, isWriting, getVisit, getContent, onSaved }) {
  const { key, again } = form.elements;
  const isShort = () => [...key.value].length < SHORTEST;
  const onSubmit = async () => {
    tell("log.save.error", "");
    if (isWriting()) return tell("log.save.error", words.get("unadded"));
    refuse(again, "log.again.error", again.value !== key.value && !isShort());
    if (refuse(key, "log.new.error", isShort()) || again.matches("[aria-invalid]")) return undefined;
    say(words.get("working"), "saved");
    const content = getContent();
    const visit = getVisit();
    try {
      const text = await lockLog(content, key.value);
      if (visit !== getVisit()) return undefined;
      const name = `notes-${new Date().toISOString().slice(0, 10)}.json`;
      download(name, text);
      form.reset();
      onSaved(content);
      say(words.get("saved", { name }), "saved");
    } catch (error) {
      say("");
      tell("log.save.error", words.get(getReason(error)));
    }
    return undefined;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    work(form, onSubmit);
  });
}

async function readText(file) {
  if (file.size > LARGEST) throw new UnreadableFileError("damaged");
  try {
    return await file.text();
  } catch {
    throw new UnreadableFileError("damaged"); // it was moved, or may not be read
  }
}

async function readLog(file, passphrase) {
  const incidents = readContent(await unlockLog(await readText(file), passphrase));
  if (!incidents) throw new UnreadableFileError("damaged");
  return incidents;
}

// `onOpened(incidents)` gets what a file has. Nothing is called, and nothing changes, where it is unreadable.
export function listenToOpening(form, { words, say, getVisit, onOpened }) {
  const { file, key } = form.elements;
  const onSubmit = async () => {
    tell("log.open.error", "");
    if (!file.files.length) {
      tell("log.open.error", words.get("no-file"));
      return file.focus();
    }
    say(words.get("working"));
    const visit = getVisit();
    try {
      const incidents = await readLog(file.files[0], key.value);
      if (visit !== getVisit()) return undefined; // somebody has left: nothing comes back
      form.reset();
      onOpened(incidents);
    } catch (error) {
      say("");
      tell("log.open.error", words.get(getReason(error)));
      key.focus();
    }
    return undefined;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    work(form, onSubmit);
  });
}

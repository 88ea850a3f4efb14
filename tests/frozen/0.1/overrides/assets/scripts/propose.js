// Propose a translation or a correction: the number behind “#” says of which entry.
//
// Everything comes from /entries/ and stays in this window until it is sent or downloaded. The
// modules are in propose/; every word comes from the partials propose_*.html. Without this script
// the form leads to the desk's own pages.

import { warnBeforeUnload } from "./propose/draft_storage.js";
import { makeEditor } from "./propose/editor.js";
import { exportDraft, loadDraft } from "./propose/draft.js";
import { cloneTemplate, announce, getMessage } from "./propose/messages.js";

const root = document.querySelector(".propose");
const form = document.querySelector(".propose-choice");
const status = document.querySelector(".propose-choice ~ .propose-said");
const { locale } = root.dataset;
const locales = JSON.parse(root.dataset.locales);
let editor; // of the entry that is open

const getHash = () => location.hash.slice(1).split("&")[0].trim(); // a country may follow: country.js

// The number that is asked for, without zeros before it; empty where it is none.
function readNumber() {
  const { pattern } = form.elements.entry;
  return new RegExp(`^(?:${pattern})$`).test(getHash()) ? String(Number(getHash())) : "";
}

// `wanted` says that somebody asked for it on this page: the focus goes there.
async function open(wanted = true) {
  const number = readNumber();
  form.elements.entry.value = getHash();
  for (const link of document.querySelectorAll(".languages a")) link.hash = location.hash;
  if (!getHash()) return close("");
  if (!number) return close(getMessage("wrong"));
  close(getMessage("wait"));
  try {
    const draft = await loadDraft(number, locale, locales);
    if (readNumber() !== number) return; // another one is wanted by now
    if (!draft) close(getMessage("unknown", { number }));
    else if (!draft.segments.length) close(getMessage("empty"));
    else show(draft, "", wanted);
  } catch {
    close(getMessage("unreachable"));
  }
}

function close(said) {
  editor = undefined;
  warnBeforeUnload(false);
  root.replaceChildren();
  announce(status, said);
}

function show(draft, said, focus = true) {
  const before = editor;
  before?.store(); // what the device has is no older than what is taken along
  editor = makeEditor(draft, reload);
  root.replaceChildren(editor.element);
  announce(status, "");
  if (before) editor.restore(exportDraft(before.draft), said);
  else for (const segmentEditor of editor.segmentEditors) segmentEditor.show(); // they know their width now
  if (focus) editor.element.querySelector("h2").focus();
}

// The desk knows a newer text: the work is put on that, where it fits.
async function reload(said) {
  const { draft } = editor;
  const newer = await loadDraft(draft.entry, draft.locale, locales);
  show(newer, said);
}

// To another entry: not without asking, where work would be lost.
function onHash() {
  if (!editor?.unsaved()) return open();
  const wanted = location.hash;
  if (wanted === `#${editor.draft.entry}`) return editor.element.querySelector("h2").focus();
  history.replaceState(null, "", `#${editor.draft.entry}`);
  return askToLeave(wanted);
}

function askToLeave(wanted) {
  const box = cloneTemplate("question");
  const [stay, drop] = box.querySelectorAll("button");
  root.parentElement.querySelector(".propose-question")?.remove();
  box.firstElementChild.textContent = getMessage("unsaved", { number: editor.draft.entry });
  stay.addEventListener("click", () => {
    box.remove();
    form.elements.entry.value = editor.draft.entry;
    editor.element.querySelector("h2").focus();
  });
  drop.addEventListener("click", () => {
    box.remove();
    history.replaceState(null, "", wanted);
    open();
  });
  status.after(box);
  box.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const hash = `#${form.elements.entry.value.trim()}`;
  if (location.hash === hash) onHash();
  else location.hash = hash;
});
addEventListener("hashchange", onHash);
addEventListener("pagehide", () => editor?.store());
open(false);

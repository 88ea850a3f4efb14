// Propose a translation or a correction: the number behind “#” says of which entry.
//
// Everything comes from /entries/ and stays in this window until it is sent or downloaded. The
// modules are in propose/; every word comes from the partials propose_*.html. Without this script
// the form leads to the desk's own pages.

import { guard } from "./propose/keeping.js";
import { editorOf } from "./propose/editor.js";
import { made, opened } from "./propose/work.js";
import { drawn, say, word } from "./propose/words.js";

const root = document.querySelector(".propose");
const form = document.querySelector(".propose-choice");
const status = document.querySelector(".propose-choice ~ .propose-said");
const { locale } = root.dataset;
const locales = JSON.parse(root.dataset.locales);
let editor; // of the entry that is open

const asked = () => location.hash.slice(1).trim();

// The number that is asked for, without zeros before it; empty where it is none.
function numberAsked() {
  const { pattern } = form.elements.entry;
  return new RegExp(`^(?:${pattern})$`).test(asked()) ? String(Number(asked())) : "";
}

// `wanted` says that somebody asked for it on this page: the focus goes there.
async function open(wanted = true) {
  const number = numberAsked();
  form.elements.entry.value = asked();
  for (const link of document.querySelectorAll(".languages a")) link.hash = location.hash;
  if (!asked()) return close("");
  if (!number) return close(word("wrong"));
  close(word("wait"));
  try {
    const work = await opened(number, locale, locales);
    if (numberAsked() !== number) return; // another one is wanted by now
    if (!work) close(word("unknown", { number }));
    else if (!work.segments.length) close(word("empty"));
    else show(work, "", wanted);
  } catch {
    close(word("unreachable"));
  }
}

function close(said) {
  editor = undefined;
  guard(false);
  root.replaceChildren();
  say(status, said);
}

function show(work, said, focus = true) {
  const before = editor;
  before?.keep(); // what the device has is no older than what is taken along
  editor = editorOf(work, moved);
  root.replaceChildren(editor.element);
  say(status, "");
  if (before) editor.takeUp(made(before.work), said);
  else for (const piece of editor.pieces) piece.show(); // they know their width now
  if (focus) editor.element.querySelector("h2").focus();
}

// The desk knows a newer text: the work is put on that, where it fits.
async function moved(said) {
  const { work } = editor;
  const newer = await opened(work.entry, work.locale, locales);
  show(newer, said);
}

// To another entry: not without asking, where work would be lost.
function onHash() {
  if (!editor?.unsaved()) return open();
  const wanted = location.hash;
  if (wanted === `#${editor.work.entry}`) return editor.element.querySelector("h2").focus();
  history.replaceState(null, "", `#${editor.work.entry}`);
  return question(wanted);
}

function question(wanted) {
  const box = drawn("question");
  const [stay, drop] = box.querySelectorAll("button");
  root.parentElement.querySelector(".propose-question")?.remove();
  box.firstElementChild.textContent = word("unsaved", { number: editor.work.entry });
  stay.addEventListener("click", () => {
    box.remove();
    form.elements.entry.value = editor.work.entry;
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
addEventListener("pagehide", () => editor?.keep());
open(false);

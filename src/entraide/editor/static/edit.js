// The page of a version while somebody writes: it is saved every few seconds on the server, and what
// the checks say, and the draft beside it, follow. Nothing is kept in the browser. Without this the
// page is a form with buttons.

import { field, readProblems } from "./text_field.js";

const PAUSE = 2000; // milliseconds without a key, before a save
const NEWS = 15000; // between two looks at who else is here

const form = document.getElementById("form");
const panel = document.getElementById("panel");
const pairs = document.getElementById("pairs"); // of both languages
const draft = document.getElementById("draft-page");
const unsaved = document.getElementById("unsaved");
const refused = document.getElementById("refused");

let timer;
let isSaving = false;
let hasChanged = false;

/* Saving */

function schedule() {
  hasChanged = true;
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

async function save() {
  if (isSaving) return;
  isSaving = true;
  hasChanged = false;
  let isSaved = false;
  const sent = new URLSearchParams(new FormData(form));
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: sent,
      headers: { Accept: "application/json" },
    });
    const answer = await response.json();
    isSaved = response.ok;
    if (isSaved) show(answer);
    else if (answer.error === "conflict") form.requestSubmit(); // the page that shows both texts
    else if (answer.error === "stale-form") await renewForms();
    tellRefusal(isSaved ? [] : (answer.problems ?? []));
  } catch {
    tellRefusal([]); // there is no server any more: it is told below
  } finally {
    isSaving = false;
    unsaved.hidden = isSaved || !refused.hidden;
    hasChanged ||= !isSaved; // tried again
    if (hasChanged) schedule();
  }
}

/* Somebody has signed in again, in another tab: the forms are of the new session from now on. */
async function renewForms() {
  const response = await fetch(new URL("form/", form.action));
  const { csrf } = await response.json();
  for (const each of csrf ? document.querySelectorAll("[name=csrf]") : []) each.value = csrf;
}

/* Say why the server did not save: the page stays, with what was typed. */
function tellRefusal(problems) {
  refused.hidden = !problems.length;
  refused.querySelector("[lang=en]").textContent = problems.join("\n");
}

function show(answer) {
  const { number, text_hash: hash } = form.elements;
  document.querySelector(".edit-discard [name=number]").value = answer.number;
  const isWritten = answer.number > 0 ? "yes" : "no";
  for (const each of document.querySelectorAll("[data-written]")) {
    each.hidden = each.dataset.written !== isWritten;
  }
  panel.innerHTML = answer.panel;
  if (pairs && answer.pairs) pairs.innerHTML = answer.pairs;
  if (!hasChanged) field?.showProblems(readProblems(panel)); // else they are of other lines
  if (answer.merged && hasChanged) {
    number.value = answer.sent ?? number.value; // the form does not have what others wrote
    hash.value = answer.sent_hash;
    return;
  }
  number.value = answer.number;
  hash.value = answer.text_hash;
  if (answer.merged) take(answer.merged);
  draft.contentWindow.location.replace(answer.draft);
}

/* Show what was merged; where more than words was, the page is loaded anew. */
function take(merged) {
  for (const name of ["title", "summary"]) put(form.elements.namedItem(name), merged[name]);
  field?.replace(merged.body?.[0] ?? "");
  const shown = new FormData(form);
  const join = (values) => values.filter(Boolean).join("\n").replaceAll("\r", "");
  const isShown = ([name, values]) => join(values) === join(shown.getAll(name));
  if (!Object.entries(merged).every(isShown)) window.location.replace(form.action);
}

/* Put words into a field, and leave the caret where it was. */
function put(input, [words = ""]) {
  if (!input || input.value === words) return;
  const { selectionStart, selectionEnd } = input;
  input.value = words;
  input.setSelectionRange(selectionStart, selectionEnd);
}

/* From a problem to its line */

function goToLine(event) {
  const link = event.target.closest("[data-line]");
  if (!link || !field) return;
  event.preventDefault();
  field.selectLine(Number(link.dataset.line));
}

form.addEventListener("input", schedule);
form.addEventListener("submit", () => clearTimeout(timer));
panel.addEventListener("click", goToLine);
pairs?.addEventListener("click", goToLine);
field?.showProblems(readProblems(panel));
window.addEventListener("beforeunload", (event) => unsaved.hidden || event.preventDefault());
setInterval(() => document.hidden || hasChanged || save(), NEWS);

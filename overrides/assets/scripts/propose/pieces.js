// One text of an entry on the page: what its source says, the box for the other text, and what is
// wrong with that, told while somebody types.

import { objections } from "./checks.js";
import { termsIn } from "./wordings.js";
import { FIELDS } from "./rules.js";
import { isDone, isTouched } from "./work.js";
import { drawn, word } from "./words.js";

const PAUSE = 300; // milliseconds without a key before a text is looked at
const OPENING = 40; // signs of a text that name it elsewhere
const GROWS = CSS.supports("field-sizing", "content");
const list = new Intl.ListFormat(document.documentElement.lang, { type: "unit" });

// `changed` is called after each change of the text. Its parts: the element, the box, its name,
// `faults` of now, and `show`, after a change that was not typed.
export function pieceOf(segment, work, number, changed) {
  const element = drawn("piece");
  const area = element.querySelector("textarea");
  const piece = { segment, element, area, name: nameOf(segment), faults: [] };
  element.id = `piece.${number}`;
  drawSource(element, segment, work);
  drawOwn(element, segment, work, number);
  piece.show = () => {
    area.value = segment.value;
    element.querySelector(".piece-same input").checked = segment.same;
    look(piece, work);
    grow(area);
  };
  listen(piece, work, changed);
  piece.show();
  return piece;
}

// What it is called elsewhere.
export function nameOf({ kind, key, source, text }) {
  const said = (source || text).replace(/\s+/g, " ").trim();
  const signs = [...said];
  const opening = signs.length > OPENING ? `${signs.slice(0, OPENING).join("").trim()}…` : said;
  const named = kindOf({ kind, key });
  return kind === "field" ? named : word("named", { kind: named, text: opening });
}

function kindOf({ kind, key }) {
  const named = kind === "field" && FIELDS.includes(key) ? key : kind; // others tell of revisions
  return word(`kind-${named}`);
}

/* What the source says */

function drawSource(element, segment, work) {
  const part = (name) => element.querySelector(`.piece-${name}`);
  const kept = segment.state === "kept";
  part("kind").textContent = kept ? word("kept") : kindOf(segment);
  if (segment.remark) fill(part("remark"), segment.remark);
  write(part("text"), segment.source || segment.text, kept ? work.target : work.source);
  if (segment.diff) drawChanges(part("diff"), segment.diff, work.source);
  const parts = work.correction ? [] : [...new Set(segment.protected ?? [])];
  if (parts.length) part("keep").hidden = false;
  part("keep").lastElementChild.append(...parts.flatMap((one) => [made("code", one), " "]));
  drawTerms(part("terms"), termsIn(segment.source || segment.text, work.rows), work);
}

function drawChanges(box, diff, source) {
  const changes = box.lastElementChild;
  write(changes, "", source);
  changes.append(...diff.map(([side, text]) => marked(side, text)));
  box.hidden = false;
}

// Marked for eyes and for ears.
function marked(side, text) {
  if (side === "both") return made("span", text);
  const [change, told] = [made(side === "old" ? "del" : "ins", text), made("span", "")];
  told.className = "unseen";
  told.lang = document.documentElement.lang;
  told.textContent = `${word(side)} `;
  change.prepend(told);
  return change;
}

function drawTerms(box, terms, { target }) {
  box.hidden = !terms.length;
  for (const { term, definition, forbidden } of terms) {
    const said = [definition, forbidden && word("avoid", { wordings: list.format(forbidden) })];
    const [name, meaning] = [made("dt", ""), made("dd", "")];
    write(name, term, target);
    write(meaning, said.filter(Boolean).join(" "), target);
    box.lastElementChild.append(name, meaning);
  }
}

/* The other text */

function drawOwn(element, segment, work, number) {
  const [label, area, same, faults] = element.querySelector(".piece-own").children;
  label.textContent = word("own", { language: work.target.name });
  label.htmlFor = area.id = `text.${number}`;
  label.id = `own.${number}`;
  faults.id = `faults.${number}`;
  element.querySelector(".piece-kind").id = `kind.${number}`;
  area.setAttribute("aria-labelledby", `${label.id} kind.${number}`);
  area.setAttribute("aria-describedby", faults.id);
  area.lang = work.target.lang;
  area.dir = work.target.dir;
  same.hidden = segment.state !== "changed";
}

function listen(piece, work, changed) {
  const { segment, element, area } = piece;
  let timer;
  area.addEventListener("input", () => {
    segment.value = area.value;
    grow(area);
    clearTimeout(timer);
    timer = setTimeout(() => look(piece, work), PAUSE);
    changed();
  });
  area.addEventListener("change", () => look(piece, work));
  element.querySelector(".piece-same").addEventListener("change", ({ target }) => {
    segment.same = target.checked;
    look(piece, work);
    changed();
  });
}

// Looks at the text as it is now. One that nobody has touched is not judged.
export function look(piece, { forbidden, correction }) {
  const { segment, element, area } = piece;
  const text = segment.value.trim();
  const emptied = !text && segment.begun.trim();
  const judged = isTouched(segment) || (!text && !emptied);
  const besideSource = { ...segment, source: segment.source || segment.text };
  piece.faults = judged ? objections(besideSource, text, { forbidden, correction }) : [];
  if (emptied) piece.faults = [{ fault: "emptied", parts: [] }];
  const told = piece.faults.filter(({ fault }) => fault !== "missing");
  const items = told.map((fault) => made("li", wordsFor(fault)));
  element.querySelector(".piece-faults").replaceChildren(...items);
  if (told.some(({ hint }) => !hint)) area.setAttribute("aria-invalid", "true");
  else area.removeAttribute("aria-invalid");
  element.toggleAttribute("data-done", isDone(segment));
  element.toggleAttribute("data-touched", isTouched(segment));
}

export function wordsFor({ fault, parts, instead }) {
  const shown = parts.map((part, at) => (instead?.[at] ? `${part} → ${instead[at]}` : part));
  return word(`fault-${fault}`, { parts: list.format(shown) });
}

// Where CSS does not let a box grow with its text.
function grow(area) {
  if (GROWS || !area.isConnected) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}

/* Elements */

export function made(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

export function write(element, text, { lang, dir }) {
  Object.assign(element, { textContent: text, lang, dir });
}

function fill(element, text) {
  element.textContent = text;
  element.hidden = false;
}

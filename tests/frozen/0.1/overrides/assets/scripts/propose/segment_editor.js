// One segment on the page: its source, the box for its text, and the faults of that text, which are
// shown while the visitor types.

import { findObjections } from "./checks.js";
import { findTerms } from "./wordings.js";
import { FIELDS } from "./rules.js";
import { isDone, isTouched } from "./draft.js";
import { cloneTemplate, getMessage } from "./messages.js";

const CHECK_DELAY = 300; // milliseconds without a key before a text is looked at
const NAME_LENGTH = 40; // signs of a text that name it elsewhere
const SUPPORTS_FIELD_SIZING = CSS.supports("field-sizing", "content");
const list = new Intl.ListFormat(document.documentElement.lang, { type: "unit" });

// `changed` is called after each change of the text. Its parts: the element, the box, its name,
// `faults` of now, and `show`, after a change that was not typed.
export function makeSegmentEditor(segment, draft, number, changed) {
  const element = cloneTemplate("segment");
  const area = element.querySelector("textarea");
  const segmentEditor = { segment, element, area, name: nameSegment(segment), faults: [] };
  element.id = `segment.${number}`;
  renderSource(element, segment, draft);
  renderTarget(element, segment, draft, number);
  segmentEditor.show = () => {
    area.value = segment.value;
    element.querySelector(".segment-same input").checked = segment.same;
    checkSegment(segmentEditor, draft);
    growToFit(area);
  };
  listen(segmentEditor, draft, changed);
  segmentEditor.show();
  return segmentEditor;
}

// Returns the name of a segment for messages and lists.
export function nameSegment({ kind, key, source, text }) {
  const said = (source || text).replace(/\s+/g, " ").trim();
  const signs = [...said];
  const opening = signs.length > NAME_LENGTH ? `${signs.slice(0, NAME_LENGTH).join("").trim()}…` : said;
  const named = nameKind({ kind, key });
  return kind === "field" ? named : getMessage("named", { kind: named, text: opening });
}

function nameKind({ kind, key }) {
  const named = kind === "field" && FIELDS.includes(key) ? key : kind; // others tell of revisions
  return getMessage(`kind-${named}`);
}

/* What the source says */

function renderSource(element, segment, draft) {
  const part = (name) => element.querySelector(`.segment-${name}`);
  const kept = segment.state === "kept";
  part("kind").textContent = kept ? getMessage("kept") : nameKind(segment);
  if (segment.remark) showText(part("remark"), segment.remark);
  setText(part("text"), segment.source || segment.text, kept ? draft.target : draft.source);
  if (segment.diff) renderChanges(part("diff"), segment.diff, draft.source);
  const parts = draft.correction ? [] : [...new Set(segment.protected ?? [])];
  if (parts.length) part("keep").hidden = false;
  part("keep").lastElementChild.append(...parts.flatMap((one) => [makeTextElement("code", one), " "]));
  renderTerms(part("terms"), findTerms(segment.source || segment.text, draft.rows), draft);
}

function renderChanges(box, diff, source) {
  const changes = box.lastElementChild;
  setText(changes, "", source);
  changes.append(...diff.map(([side, text]) => renderChange(side, text)));
  box.hidden = false;
}

// Marked for eyes and for ears.
function renderChange(side, text) {
  if (side === "both") return makeTextElement("span", text);
  const [change, told] = [makeTextElement(side === "old" ? "del" : "ins", text), makeTextElement("span", "")];
  told.className = "unseen";
  told.lang = document.documentElement.lang;
  told.textContent = `${getMessage(side)} `;
  change.prepend(told);
  return change;
}

function renderTerms(box, terms, { target }) {
  box.hidden = !terms.length;
  for (const { term, definition, forbidden } of terms) {
    const said = [definition, forbidden && getMessage("avoid", { wordings: list.format(forbidden) })];
    const [name, meaning] = [makeTextElement("dt", ""), makeTextElement("dd", "")];
    setText(name, term, target);
    setText(meaning, said.filter(Boolean).join(" "), target);
    box.lastElementChild.append(name, meaning);
  }
}

/* The other text */

function renderTarget(element, segment, draft, number) {
  const [label, area, same, faults] = element.querySelector(".segment-own").children;
  label.textContent = getMessage("own", { language: draft.target.name });
  label.htmlFor = area.id = `text.${number}`;
  label.id = `own.${number}`;
  faults.id = `faults.${number}`;
  element.querySelector(".segment-kind").id = `kind.${number}`;
  area.setAttribute("aria-labelledby", `${label.id} kind.${number}`);
  area.setAttribute("aria-describedby", faults.id);
  area.lang = draft.target.lang;
  area.dir = draft.target.dir;
  same.hidden = segment.state !== "changed";
}

function listen(segmentEditor, draft, changed) {
  const { segment, element, area } = segmentEditor;
  let timer;
  area.addEventListener("input", () => {
    segment.value = area.value;
    growToFit(area);
    clearTimeout(timer);
    timer = setTimeout(() => checkSegment(segmentEditor, draft), CHECK_DELAY);
    changed();
  });
  area.addEventListener("change", () => checkSegment(segmentEditor, draft));
  element.querySelector(".segment-same").addEventListener("change", ({ target }) => {
    segment.same = target.checked;
    checkSegment(segmentEditor, draft);
    changed();
  });
}

// Looks at the text as it is now. One that nobody has touched is not judged.
export function checkSegment(segmentEditor, { forbidden, correction }) {
  const { segment, element, area } = segmentEditor;
  const text = segment.value.trim();
  const emptied = !text && segment.initial.trim();
  const judged = isTouched(segment) || (!text && !emptied);
  const besideSource = { ...segment, source: segment.source || segment.text };
  segmentEditor.faults = judged ? findObjections(besideSource, text, { forbidden, correction }) : [];
  if (emptied) segmentEditor.faults = [{ fault: "emptied", parts: [] }];
  const told = segmentEditor.faults.filter(({ fault }) => fault !== "missing");
  const items = told.map((fault) => makeTextElement("li", describeFault(fault)));
  element.querySelector(".segment-faults").replaceChildren(...items);
  if (told.some(({ hint }) => !hint)) area.setAttribute("aria-invalid", "true");
  else area.removeAttribute("aria-invalid");
  element.toggleAttribute("data-done", isDone(segment));
  element.toggleAttribute("data-touched", isTouched(segment));
}

export function describeFault({ fault, parts, instead }) {
  const shown = parts.map((part, at) => (instead?.[at] ? `${part} → ${instead[at]}` : part));
  return getMessage(`fault-${fault}`, { parts: list.format(shown) });
}

// Where CSS does not let a box grow with its text.
function growToFit(area) {
  if (SUPPORTS_FIELD_SIZING || !area.isConnected) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}

/* Elements */

export function makeTextElement(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

export function setText(element, text, { lang, dir }) {
  Object.assign(element, { textContent: text, lang, dir });
}

function showText(element, text) {
  element.textContent = text;
  element.hidden = false;
}

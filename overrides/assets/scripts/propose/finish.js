// The end of the work: how it will look, what is still to look at, and the ways to hand it in.

import { BASE } from "./asking.js";
import { unseen } from "./checks.js";
import { WAYS, copy } from "./handing.js";
import { look, made, wordsFor as faultWords } from "./pieces.js";
import { preview as draft } from "./preview.js";
import { GRAVE } from "./rules.js";
import { isMoved, sent, wordsFor } from "./sending.js";
import { touched } from "./work.js";
import { all, drawn, say, word } from "./words.js";

const PAUSE = 400; // milliseconds without a key before an open preview is drawn again
const MOST = 12; // faults that are listed
const WHOLE = ["markdown", "mail"]; // the ways that save all there is: PO has no place for it

// The elements below the texts. The editor gets `finish`, to be told of changes.
export function finishOf(editor, moved) {
  const [preview, form] = all("finish").children;
  const said = form.querySelector(":scope > .propose-said");
  const view = { editor, form, said, moved, warned: false, busy: false };
  const open = previewOf(preview, editor.work);
  editor.finish = {
    changed() {
      view.warned = false;
      open.changed();
    },
    show: () => showFacts(view),
  };
  if (!editor.work.po) form.querySelector("[data-way=po]").parentElement.remove();
  form.addEventListener("input", () => readFacts(view));
  form.addEventListener("submit", (event) => onSubmit(event, view));
  offer(form, view, said);
  offer(editor.element, view, editor.told); // before the form is part of it
  return [preview, form];
}

/* The name, the note, the terms */

function readFacts(view) {
  const { editor, form } = view;
  const { credit, note, licence } = form.elements;
  const agreed = licence.checked ? licence.value : "";
  Object.assign(editor.work, { credit: credit.value.trim(), note: note.value.trim() });
  editor.work.licence = agreed;
  const { warned } = view;
  editor.changed();
  view.warned = warned; // it is the texts that were told of
}

function showFacts({ editor, form }) {
  form.elements.credit.value = editor.work.credit;
  form.elements.note.value = editor.work.note;
}

/* The preview */

function previewOf(section, work) {
  const button = section.querySelector(".look-open");
  const page = section.querySelector(".look-page");
  Object.assign(page, { lang: work.target.lang, dir: work.target.dir });
  const syntax = JSON.parse(document.querySelector(".propose").dataset.syntax);
  let timer;
  async function draw() {
    try {
      await draft(work.segments, page, { syntax, markdown: work.markdown });
    } catch {
      page.textContent = word("no-preview");
    }
  }
  button.addEventListener("click", async () => {
    const opens = page.hidden;
    if (opens) await draw();
    page.hidden = !opens;
    button.setAttribute("aria-expanded", opens);
    button.textContent = word(opens ? "hide" : "show");
  });
  return {
    changed() {
      clearTimeout(timer);
      if (!page.hidden) timer = setTimeout(draw, PAUSE);
    },
  };
}

/* What is still to look at */

// Whether it may go. What the desk would refuse holds it; of the rest one is told, once.
function checked(view) {
  const { editor, form } = view;
  for (const piece of editor.pieces) look(piece, editor.work);
  const faults = editor.pieces.flatMap((piece) =>
    piece.faults.map((fault) => ({ ...fault, piece })),
  );
  const told = faults.filter(({ fault }) => fault !== "missing");
  const missing = faults.filter(({ fault }) => fault === "missing"); // a part helps too
  const box = form.elements.licence;
  const held = [
    ...(touched(editor.work).length ? [] : [itemFor(word("fault-nothing"), editor.pieces[0]?.area)]),
    ...unseenIn(form.elements.credit),
    ...(box.checked ? [] : [itemFor(word("fault-licence"), box)]),
  ];
  const grave = told.some(({ fault }) => GRAVE.includes(fault));
  const items = [...held, ...told.map(pieceItem)];
  const shown = items.length ? [...items, ...missing.map(pieceItem)] : [];
  list(form.querySelector(".finish-faults"), shown);
  if (!items.length || (!held.length && !grave && view.warned)) return true;
  view.warned = !held.length && !grave; // it goes as it is once one was told that it would
  say(view.said, view.warned ? word("anyway") : "");
  form.querySelector(".finish-faults").focus();
  return false;
}

// The desk takes no such sign in a name either.
function unseenIn(field) {
  const where = field.labels[0].textContent.trim();
  return unseen(field.value).map((parts) => {
    return itemFor(word("at", { where, what: word("fault-sign", { parts }) }), field);
  });
}

function pieceItem({ piece, ...fault }) {
  return itemFor(word("at", { where: piece.name, what: faultWords(fault) }), piece.area);
}

function itemFor(text, field) {
  const [item, link] = [made("li", ""), made("a", text)];
  link.href = "#";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const fold = field.closest("details");
    if (fold) fold.open = true;
    field.focus();
  });
  item.append(link);
  return item;
}

function list(section, items) {
  const more = items.length - MOST;
  const shown = items.slice(0, MOST);
  if (more > 0) shown.push(made("li", word("more", { count: more })));
  section.querySelector("ul").replaceChildren(...shown);
  section.hidden = !items.length;
}

/* Handing it in */

function offer(place, view, status) {
  for (const button of place.querySelectorAll("[data-way]")) {
    button.addEventListener("click", () => onWay(button.dataset, view, status));
  }
}

async function onWay({ way, url }, { editor }, status) {
  say(status, await WAYS[way](editor.work, url));
  if (WHOLE.includes(way)) editor.safe(); // what happens on the forge, nobody knows
}

async function onSubmit(event, view) {
  event.preventDefault();
  if (view.busy || !view.form.querySelector(".finish-send") || !checked(view)) return;
  hold(view, true);
  say(view.said, word("sending"));
  try {
    const receipt = await sent(view.editor.work);
    view.editor.sent();
    thank(view.editor, receipt);
  } catch (error) {
    if (isMoved(error)) await view.moved(wordsFor(error)).catch(() => say(view.said, wordsFor(error)));
    else say(view.said, wordsFor(error));
  } finally {
    hold(view, false);
  }
}

// What would be typed while it is on its way would not be sent, and be gone afterwards.
function hold(view, busy) {
  view.busy = busy;
  for (const { area } of view.editor.pieces) area.readOnly = busy;
}

// The receipt answers in the language of this page.
function thank({ element: place, work }, receipt) {
  const done = drawn("done");
  const [link, status] = [done.querySelector("a"), done.querySelector(".propose-said")];
  link.href = link.textContent = new URL(`${receipt}?in=${work.locale}`, BASE).href;
  done.querySelector(".done-copy").addEventListener("click", async () => {
    say(status, word((await copy(link.href)) ? "copied" : "not-copied"));
  });
  done.append(place.querySelector(".work-lost")); // it was not sent
  place.replaceWith(done);
  done.querySelector("h2").focus();
}

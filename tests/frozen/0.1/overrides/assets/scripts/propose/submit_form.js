// The form below the texts: the preview, the faults that are left, and the buttons that submit.

import { BASE } from "../requests.js";
import { findUnseen } from "./checks.js";
import { EXPORTS, copyText } from "./exports.js";
import { checkSegment, makeTextElement, describeFault } from "./segment_editor.js";
import { renderPreview } from "./preview.js";
import { GRAVE } from "./rules.js";
import { isMoved, submitProposal, describeError } from "./submission.js";
import { listTouched } from "./draft.js";
import { cloneTemplateContent, cloneTemplate, announce, getMessage } from "./messages.js";

const PREVIEW_DELAY = 400; // milliseconds without a key before an open preview is drawn again
const MOST_FAULTS = 12; // faults that are listed
const COMPLETE_EXPORTS = ["markdown", "mail"]; // the ways that save all there is: PO has no place for it

// The elements below the texts. The editor gets `submitForm`, to tell it of changes.
export function makeSubmitForm(editor, reload) {
  const [preview, form] = cloneTemplateContent("finish").children;
  const status = form.querySelector(":scope > .propose-said");
  const view = { editor, form, status, reload, warned: false, busy: false };
  const livePreview = makePreview(preview, editor.draft);
  editor.submitForm = {
    changed() {
      view.warned = false;
      livePreview.changed();
    },
    show: () => showFacts(view),
  };
  if (!editor.draft.po) form.querySelector("[data-way=po]").parentElement.remove();
  form.addEventListener("input", () => readFacts(view));
  form.addEventListener("submit", (event) => onSubmit(event, view));
  listenToExports(form, view, status);
  listenToExports(editor.element, view, editor.status); // before the form is part of it
  return [preview, form];
}

/* The name, the note, the terms */

function readFacts(view) {
  const { editor, form } = view;
  const { credit, note, licence } = form.elements;
  const agreed = licence.checked ? licence.value : "";
  Object.assign(editor.draft, { credit: credit.value.trim(), note: note.value.trim() });
  editor.draft.licence = agreed;
  const { warned } = view;
  editor.changed();
  view.warned = warned; // it is the texts that were told of
}

function showFacts({ editor, form }) {
  form.elements.credit.value = editor.draft.credit;
  form.elements.note.value = editor.draft.note;
}

/* The preview */

function makePreview(section, draft) {
  const button = section.querySelector(".look-open");
  const page = section.querySelector(".look-page");
  Object.assign(page, { lang: draft.target.lang, dir: draft.target.dir });
  const syntax = JSON.parse(document.querySelector(".propose").dataset.syntax);
  let timer;
  async function draw() {
    try {
      await renderPreview(draft.segments, page, { syntax, markdown: draft.markdown });
    } catch {
      page.textContent = getMessage("no-preview");
    }
  }
  button.addEventListener("click", async () => {
    const opens = page.hidden;
    if (opens) await draw();
    page.hidden = !opens;
    button.setAttribute("aria-expanded", opens);
    button.textContent = getMessage(opens ? "hide" : "show");
  });
  return {
    changed() {
      clearTimeout(timer);
      if (!page.hidden) timer = setTimeout(draw, PREVIEW_DELAY);
    },
  };
}

/* What is still to look at */

// Whether it may be sent. What the desk would refuse prevents it; the rest is shown once.
function canSubmit(view) {
  const { editor, form } = view;
  for (const segmentEditor of editor.segmentEditors) checkSegment(segmentEditor, editor.draft);
  const faults = editor.segmentEditors.flatMap((segmentEditor) =>
    segmentEditor.faults.map((fault) => ({ ...fault, segmentEditor })),
  );
  const mistakes = faults.filter(({ fault }) => fault !== "missing");
  const missing = faults.filter(({ fault }) => fault === "missing"); // a part helps too
  const firstArea = editor.segmentEditors[0]?.area;
  const { licence } = form.elements;
  const obstacles = [
    ...(listTouched(editor.draft).length ? [] : [makeFaultItem(getMessage("fault-nothing"), firstArea)]),
    ...listUnseenSigns(form.elements.credit),
    ...(licence.checked ? [] : [makeFaultItem(getMessage("fault-licence"), licence)]),
  ];
  const grave = mistakes.some(({ fault }) => GRAVE.includes(fault));
  const items = [...obstacles, ...mistakes.map(makeSegmentFaultItem)];
  const shown = items.length ? [...items, ...missing.map(makeSegmentFaultItem)] : [];
  showFaults(form.querySelector(".finish-faults"), shown);
  if (!items.length || (!obstacles.length && !grave && view.warned)) return true;
  view.warned = !obstacles.length && !grave; // it goes as it is once one was told that it would
  announce(view.status, view.warned ? getMessage("anyway") : "");
  form.querySelector(".finish-faults").focus();
  return false;
}

// The desk takes no such sign in a name either.
function listUnseenSigns(field) {
  const where = field.labels[0].textContent.trim();
  return findUnseen(field.value).map((parts) => {
    return makeFaultItem(getMessage("at", { where, what: getMessage("fault-sign", { parts }) }), field);
  });
}

function makeSegmentFaultItem({ segmentEditor, ...fault }) {
  const { name, area } = segmentEditor;
  return makeFaultItem(getMessage("at", { where: name, what: describeFault(fault) }), area);
}

function makeFaultItem(text, field) {
  const [item, link] = [makeTextElement("li", ""), makeTextElement("a", text)];
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

function showFaults(section, items) {
  const more = items.length - MOST_FAULTS;
  const shown = items.slice(0, MOST_FAULTS);
  if (more > 0) shown.push(makeTextElement("li", getMessage("more", { count: more })));
  section.querySelector("ul").replaceChildren(...shown);
  section.hidden = !items.length;
}

/* Handing it in */

function listenToExports(place, view, status) {
  for (const button of place.querySelectorAll("[data-way]")) {
    button.addEventListener("click", () => onExport(button.dataset, view, status));
  }
}

async function onExport({ way, url }, { editor }, status) {
  announce(status, await EXPORTS[way](editor.draft, url));
  if (COMPLETE_EXPORTS.includes(way)) editor.markSaved(); // what happens on the forge, nobody knows
}

async function onSubmit(event, view) {
  event.preventDefault();
  if (view.busy || !view.form.querySelector(".finish-send") || !canSubmit(view)) return;
  setBusy(view, true);
  announce(view.status, getMessage("sending"));
  try {
    const receipt = await submitProposal(view.editor.draft);
    view.editor.markSent();
    showThanks(view.editor, receipt);
  } catch (error) {
    const message = describeError(error);
    const showMessage = () => announce(view.status, message);
    if (isMoved(error)) await view.reload(message).catch(showMessage);
    else showMessage();
  } finally {
    setBusy(view, false);
  }
}

// What would be typed while it is on its way would not be sent, and be gone afterwards.
function setBusy(view, busy) {
  view.busy = busy;
  for (const { area } of view.editor.segmentEditors) area.readOnly = busy;
}

// The receipt answers in the language of this page.
function showThanks({ element: place, draft }, receipt) {
  const done = cloneTemplate("done");
  const [link, status] = [done.querySelector("a"), done.querySelector(".propose-said")];
  link.href = link.textContent = new URL(`${receipt}?in=${draft.locale}`, BASE).href;
  done.querySelector(".done-copy").addEventListener("click", async () => {
    announce(status, getMessage((await copyText(link.href)) ? "copied" : "not-copied"));
  });
  done.append(place.querySelector(".work-lost")); // it was not sent
  place.replaceWith(done);
  done.querySelector("h2").focus();
}

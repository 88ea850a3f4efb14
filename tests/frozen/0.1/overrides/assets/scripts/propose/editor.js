// The editor of a draft: its progress, a box for each text, and how the draft is stored.

import { makeTextElement, makeSegmentEditor, setText } from "./segment_editor.js";
import { makeSubmitForm } from "./submit_form.js";
import { renderGroups } from "./segment_groups.js";
import { showUnplaced } from "./unplaced_texts.js";
import { BASE } from "../requests.js";
import { deleteDraft, warnBeforeUnload, storeDraft, readStoredDraft } from "./draft_storage.js";
import { describeFileProblems, readDraftFile } from "./draft_import.js";
import { isDone, exportDraft, restoreDraft } from "./draft.js";
import { cloneTemplate, announce, getMessage } from "./messages.js";
import { WAITING_STATES } from "./rules.js";

const STORE_DELAY = 400; // milliseconds without a key before the device keeps the work

// The editor of `draft`: its element, `unsaved` (whether there is work that is neither stored nor
// sent), and `restore`, which restores what `exportDraft` returned. `reload` is called when the desk
// has a newer text. `store` stores the latest changes at once, if the visitor wants a stored draft.
export function makeEditor(draft, reload) {
  const root = cloneTemplate("work");
  const part = (name) => root.querySelector(`.work-${name}`);
  const editor = { draft, element: root, saved: snapshot(draft) };
  const changed = () => onChange(editor, part);
  editor.segmentEditors = draft.segments.map((one, at) => makeSegmentEditor(one, draft, at, changed));
  editor.changed = changed;
  editor.unsaved = () => snapshot(draft) !== editor.saved && !part("keep").checked;
  editor.status = part("safe").querySelector(".propose-said");
  editor.store = () => storeIfWanted(editor, part("keep"));
  editor.restore = (before, said) => restoreWork(editor, part, before, said);
  editor.markSaved = () => {
    editor.saved = snapshot(draft);
    warnBeforeUnload(false);
  };
  editor.markSent = () => {
    deleteDraft(draft);
    part("keep").checked = false;
    editor.markSaved();
  };
  renderHead(draft, part);
  part("groups").append(...renderGroups(editor.segmentEditors, draft));
  root.append(...makeSubmitForm(editor, reload));
  listen(editor, part);
  showProgress(editor, part);
  return editor;
}

const snapshot = (draft) => JSON.stringify(exportDraft(draft));

function renderHead(draft, part) {
  const { entry, revision, correction, state } = draft;
  const [source, target] = [draft.source.name, draft.target.name];
  const about = { number: entry, revision, source, target };
  setText(part("title"), draft.title, draft.titleSpoken);
  const link = makeTextElement("a", getMessage("read"));
  link.href = new URL(draft.url, BASE);
  part("about").append(getMessage(correction ? "correction" : "translation", about), " ", link);
  part("state").hidden = !WAITING_STATES.includes(state);
  if (!part("state").hidden) part("state").textContent = getMessage(`${state}-state`);
  part("progress").hidden = correction;
}

function showProgress({ segmentEditors, draft }, part) {
  const [label, bar] = part("progress").children;
  const done = segmentEditors.filter(({ segment }) => isDone(segment)).length;
  bar.max = segmentEditors.length;
  bar.value = done;
  label.textContent = getMessage("progress", { done, all: draft.segments.length });
}

/* Keeping it */

function onChange(editor, part) {
  showProgress(editor, part);
  warnBeforeUnload(editor.unsaved());
  editor.submitForm.changed();
  clearTimeout(editor.timer);
  editor.timer = setTimeout(editor.store, STORE_DELAY);
}

// The device has the work as it is now; where it takes no more, nothing of it.
function storeIfWanted(editor, box) {
  if (!box.checked || storeDraft(editor.draft)) return;
  deleteDraft(editor.draft);
  box.checked = false;
  announce(editor.status, getMessage("not-kept"));
  warnBeforeUnload(editor.unsaved());
}

function listen(editor, part) {
  part("keep").addEventListener("change", ({ target }) => onKeep(editor, target));
  part("file").addEventListener("change", ({ target }) => onFile(editor, target));
  const before = readStoredDraft(editor.draft);
  if (!before) return;
  part("keep").checked = true;
  editor.restore(before, getMessage("found"));
}

function onKeep(editor, box) {
  const wanted = box.checked;
  if (!wanted) deleteDraft(editor.draft);
  else box.checked = storeDraft(editor.draft);
  const failed = wanted && !box.checked;
  announce(editor.status, getMessage(failed ? "not-kept" : wanted ? "kept-here" : "forgotten"));
  warnBeforeUnload(editor.unsaved());
}

async function onFile(editor, field) {
  const [file] = field.files;
  if (!file) return;
  const { draft } = editor;
  const text = await file.text().catch(() => null); // it may have gone meanwhile
  field.value = ""; // the same file may be chosen again
  if (text === null) return announce(editor.status, getMessage("unread"));
  const { sheet, problems } = readDraftFile(text, draft);
  if (sheet && (sheet.entry !== draft.entry || sheet.locale !== draft.locale)) {
    const { entry: number, locale } = sheet;
    announce(editor.status, getMessage("other-entry", { number, locale }));
  } else if (sheet) {
    editor.restore(sheet, getMessage("continued"));
  } else {
    announce(editor.status, getMessage("no-file", { why: describeFileProblems(problems) }));
  }
}

// Puts on the work what was made before; what stands in no box is shown, to be copied.
function restoreWork(editor, part, before, said) {
  restoreDraft(editor.draft, before);
  for (const segmentEditor of editor.segmentEditors) segmentEditor.show();
  for (const fold of part("groups").querySelectorAll("details.work-section")) {
    fold.open ||= fold.querySelector(".segment[data-touched]") !== null;
  }
  editor.submitForm.show();
  showUnplaced(part("lost"), editor.draft);
  announce(editor.status, said);
  editor.changed();
}

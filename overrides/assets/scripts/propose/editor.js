// The work on one entry as a visitor sees it: how far it is, every text, and how it is kept.

import { made as element, pieceOf, write } from "./pieces.js";
import { finishOf } from "./finish.js";
import { groupsOf } from "./groups.js";
import { showLost } from "./lost.js";
import { BASE } from "./asking.js";
import { forget, guard, keep, kept } from "./keeping.js";
import { fileWords, sheetIn } from "./resuming.js";
import { isDone, made, resumed } from "./work.js";
import { drawn, say, word } from "./words.js";

const PAUSE = 400; // milliseconds without a key before the device keeps the work

// The editor of `work`: its element, whether there is work in it that nobody has, and the way to
// put on it what was `made` elsewhere. `moved` is called where the desk knows a newer text. `keep`
// is for the last moment: what has just been typed is kept too, where anything is.
export function editorOf(work, moved) {
  const root = drawn("work");
  const part = (name) => root.querySelector(`.work-${name}`);
  const editor = { work, element: root, saved: snapshot(work) };
  const changed = () => onChange(editor, part);
  editor.pieces = work.segments.map((one, at) => pieceOf(one, work, at, changed));
  editor.changed = changed;
  editor.unsaved = () => snapshot(work) !== editor.saved && !part("keep").checked;
  editor.told = part("safe").querySelector(".propose-said");
  editor.keep = () => keepOn(editor, part("keep"));
  editor.takeUp = (before, said) => takeUp(editor, part, before, said);
  editor.safe = () => {
    editor.saved = snapshot(work);
    guard(false);
  };
  editor.sent = () => {
    forget(work);
    part("keep").checked = false;
    editor.safe();
  };
  drawHead(work, part);
  part("groups").append(...groupsOf(editor.pieces, work));
  root.append(...finishOf(editor, moved));
  listen(editor, part);
  progress(editor, part);
  return editor;
}

const snapshot = (work) => JSON.stringify(made(work));

function drawHead(work, part) {
  const { entry, revision, correction, state } = work;
  const [source, target] = [work.source.name, work.target.name];
  const about = { number: entry, revision, source, target };
  write(part("title"), work.title, work.titleSpoken);
  const link = element("a", word("read"));
  link.href = new URL(work.url, BASE);
  part("about").append(word(correction ? "correction" : "translation", about), " ", link);
  part("state").hidden = !["missing", "outdated", "misleading"].includes(state);
  if (!part("state").hidden) part("state").textContent = word(`${state}-state`);
  part("progress").hidden = correction;
}

function progress({ pieces, work }, part) {
  const [label, bar] = part("progress").children;
  const done = pieces.filter(({ segment }) => isDone(segment)).length;
  bar.max = pieces.length;
  bar.value = done;
  label.textContent = word("progress", { done, all: work.segments.length });
}

/* Keeping it */

function onChange(editor, part) {
  progress(editor, part);
  guard(editor.unsaved());
  editor.finish.changed();
  clearTimeout(editor.timer);
  editor.timer = setTimeout(editor.keep, PAUSE);
}

// The device has the work as it is now; where it takes no more, nothing of it.
function keepOn(editor, box) {
  if (!box.checked || keep(editor.work)) return;
  forget(editor.work);
  box.checked = false;
  say(editor.told, word("not-kept"));
  guard(editor.unsaved());
}

function listen(editor, part) {
  part("keep").addEventListener("change", ({ target }) => onKeep(editor, target));
  part("file").addEventListener("change", ({ target }) => onFile(editor, target));
  const before = kept(editor.work);
  if (!before) return;
  part("keep").checked = true;
  editor.takeUp(before, word("found"));
}

function onKeep(editor, box) {
  const wanted = box.checked;
  if (!wanted) forget(editor.work);
  else box.checked = keep(editor.work);
  const failed = wanted && !box.checked;
  say(editor.told, word(failed ? "not-kept" : wanted ? "kept-here" : "forgotten"));
  guard(editor.unsaved());
}

async function onFile(editor, field) {
  const [file] = field.files;
  if (!file) return;
  const { work } = editor;
  const text = await file.text().catch(() => null); // it may have gone meanwhile
  field.value = ""; // the same file may be chosen again
  if (text === null) return say(editor.told, word("unread"));
  const { sheet, problems } = sheetIn(text, work);
  if (sheet && (sheet.entry !== work.entry || sheet.locale !== work.locale)) {
    const { entry: number, locale } = sheet;
    say(editor.told, word("other-entry", { number, locale }));
  } else if (sheet) {
    editor.takeUp(sheet, word("continued"));
  } else {
    say(editor.told, word("no-file", { why: fileWords(problems) }));
  }
}

// Puts on the work what was made before; what stands in no box is shown, to be copied.
function takeUp(editor, part, before, said) {
  resumed(editor.work, before);
  for (const piece of editor.pieces) piece.show();
  for (const fold of part("groups").querySelectorAll("details.work-section")) {
    fold.open ||= fold.querySelector(".piece[data-touched]") !== null;
  }
  editor.finish.show();
  showLost(part("lost"), editor.work);
  say(editor.told, said);
  editor.changed();
}

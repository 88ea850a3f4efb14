// The work as a PO catalogue, for translators' tools; src/entraide/translation/formats/po.py reads it.

import { isFuzzy, linesOf, sourceOf, textOf } from "./sheet.js";

const NO_DAY = "2026-01-01 00:00+0000"; // as in an export: the same work is the same file
const SIGNS = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v" };
Object.assign(SIGNS, { "\b": "\\b", "\f": "\\f", "\0": "" }); // what a C string cannot hold goes

// A catalogue that `entraide translate import` takes; not for corrections of the source itself.
export function asPo(work, project = "Entraide") {
  const facts = {
    "Project-Id-Version": project,
    "PO-Revision-Date": NO_DAY,
    "Last-Translator": (work.credit || "").replace(/\s+/g, " "),
    "Language-Team": work.lang,
    Language: work.lang.replaceAll("-", "_"),
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "X-Entraide-Locale": work.locale,
    "X-Entraide-Revisions": `${work.entry}=${work.revision}`,
  };
  const head = Object.entries(facts).map(([name, value]) => `${name}: ${value}\n`);
  const header = `#\nmsgid ""\nmsgstr ${literal(head.join(""))}\n`;
  return [header, ...work.segments.filter(sourceOf).map((one) => messageOf(one, work))].join("\n");
}

function messageOf(segment, { entry, revision }) {
  const [fuzzy, text] = [isFuzzy(segment), textOf(segment)];
  const notes = [`Entry ${entry}, revision ${revision}`, ...linesOf(segment.remark ?? "")];
  const lines = notes.filter(Boolean).map((note) => `#. ${note}`);
  if (fuzzy && text) lines.push("#, fuzzy");
  if (fuzzy && segment.previous) lines.push(prefixed(`msgid ${literal(segment.previous)}`));
  lines.push(`msgctxt ${literal(`${entry}/${segment.key}`)}`);
  return [...lines, `msgid ${literal(segment.source)}`, `msgstr ${literal(text)}`, ""].join("\n");
}

function prefixed(lines) {
  return lines.split("\n").map((line) => `#| ${line}`).join("\n");
}

// A string as gettext writes it: over several lines where it has several.
function literal(text) {
  const lines = text.split(/(?<=\n)/).map((line) => `"${inC(line)}"`);
  return lines.length > 1 ? ['""', ...lines].join("\n") : (lines[0] ?? '""');
}

function inC(line) {
  return line.replace(/[\\"\n\r\t\v\b\f\0]/g, (sign) => SIGNS[sign]);
}

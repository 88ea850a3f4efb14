// A sheet: the work on one entry as a Markdown file that comes back whole. A build publishes it, see
// entraide/translation/formats/sheet.py; here it is filled in, and read by the same patterns.

import { findFirst } from "./text_parts.js";
import { SHEET } from "./rules.js";

const linesOf = (text) => text.replace(/\r\n?/g, "\n").split("\n");
const trimmed = (text) => text.replace(SHEET.EDGES, "");

// What is to be written for a segment.
export const formatText = ({ value }) => linesOf(trimmed(value)).join("\n");

// Whether a text is of an older source, and nobody has changed it or found it right as it is.
export function isFuzzy({ state, text, value, same }) {
  return state === "changed" && !same && trimmed(value) === trimmed(text);
}

// The published sheet, with the work in it. What stands `below` is for people: no reader of sheets
// looks further than the end.
export function fillSheet(draft, below = "") {
  const wishes = SHEET.WISHES.map((name) => [name, { value: draft[name] ?? "" }]);
  const places = new Map([...wishes, ...draft.segments.map((one) => [one.key, one])]);
  const filled = draft.sheet.replace(SHEET.BLOCK, (whole, ...found) => {
    const { mark, key, quote } = found.at(-1);
    const segment = places.get(key);
    if (!segment) return whole;
    const kept = segment.same ? mark.replace(" fuzzy", "") : mark;
    const text = formatText(segment).replace(SHEET.LIKE_A_MARK, "$1\\$2");
    return [kept, quote.slice(0, -1), ...(text ? [text] : []), ""].join("\n\n");
  });
  return below ? `${filled}\n${below}\n` : filled;
}

// CRC-32 of a text, blind to what editors do to its spaces.
export function checksum(text) {
  const plain = trimmed(text.normalize("NFC").replace(SHEET.BLANKS, " "));
  let rest = ~0;
  for (const byte of new TextEncoder().encode(plain)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 && 0xedb88320);
  }
  return (~rest >>> 0).toString(16).padStart(8, "0");
}

// {sheet, problems}: what a sheet says, {entry, locale, revision, credit, licence, note, segments:
// [{key, source, value, fuzzy}]}, but for texts that nobody has touched; or every mistake, [{line,
// fault, part}]. Faults: "header", "fact", "mark", "twice", "source", "cut".
export function readSheet(written) {
  const text = `${linesOf(written.replace(/^\ufeff/, "")).join("\n")}\n`;
  const problems = [];
  const wrong = (at, fault, part = "") =>
    problems.push({ line: text.slice(0, at).split("\n").length, fault, part });
  const header = findFirst(text, SHEET.HEADER);
  if (!header) wrong(0, "header");
  const found = Array.from((header?.[0] ?? "").matchAll(SHEET.KEY_LINE));
  const facts = new Map(SHEET.WISHES.map((name) => [name, { value: "" }]));
  for (const { 1: name, 2: said, index } of found) facts.set(name, { value: valueOf(said), index });
  const segments = header ? readBlocks(text, facts, wrong) : [];
  for (const [name, form] of Object.entries(header ? SHEET.FORMS : {})) {
    const { value, index } = facts.get(name) ?? {};
    if (`${value}`.search(form) < 0) wrong(index ?? 0, "fact", name);
  }
  const said = Object.fromEntries(Array.from(facts, ([name, { value }]) => [name, value]));
  const numbers = { entry: Number(said.entry), revision: Number(said.revision) };
  problems.sort((one, other) => one.line - other.line);
  return { sheet: { ...said, ...numbers, segments }, problems };
}

// Older sheets have strings of JSON.
function valueOf(written) {
  try {
    return written.startsWith('"') ? JSON.parse(written) : written;
  } catch {
    return written;
  }
}

function readBlocks(text, facts, wrong) {
  const blocks = new Map(Array.from(text.matchAll(SHEET.BLOCK), (found) => [found.index, found.groups]));
  const [known, segments] = [new Set(), []];
  for (const { index, groups } of text.matchAll(SHEET.MARK_LINE)) {
    const { key } = groups;
    if (!key) wrong(index, "mark");
    else if (known.has(key)) wrong(index, "twice", key);
    else if (key === SHEET.END) return segments;
    else if (!blocks.has(index)) wrong(index, "source", key);
    else segments.push(...readBlock(blocks.get(index), index, facts));
    known.add(key);
  }
  wrong(text.length - 1, "cut");
  return segments;
}

function readBlock({ key, word, sum, quote, text }, index, facts) {
  const value = trimmed(text.replace(SHEET.ESCAPED_MARK, "$1$2"));
  if (SHEET.WISHES.includes(key)) {
    if (value) facts.set(key, { value, index });
    return [];
  }
  const untouched = sum === checksum(value);
  if (untouched && word === "stood") return [];
  const source = trimmed(quote.replace(SHEET.QUOTE, ""));
  return [{ key, source, value, fuzzy: word === "fuzzy" && (untouched || !sum) }];
}

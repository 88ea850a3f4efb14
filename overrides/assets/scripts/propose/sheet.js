// A sheet: the work on one entry as a Markdown file that comes back whole. What stands in one,
// src/entraide/translation/formats/sheet.py says, and writes and reads the same: a test holds the
// two together. For a mistake it says the line, and a word for what is wrong.

import { isKey } from "./keys.js";
import { UNWRITABLE } from "./rules.js";

const FENCE = "---";
const HEADER = ["entraide", "entry", "locale", "revision", "credit", "licence", "note"];
const NEEDED = HEADER.slice(0, 4);
const PAIR = /^([a-z]+):[ \t]*([^]*)$/;
const SINGLE = /^'((?:[^']|'')*)'$/;
const NUMBER = /^[1-9][0-9]{0,8}$/;
const FORMS = {
  entraide: /^proposal$/,
  entry: NUMBER,
  locale: /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}$/,
  revision: NUMBER,
};
const LONGEST_NAME = 200; // signs of a credit
const END = "end";
const MARK =
  /^[ \t]*<!--[ \t]*([a-z0-9-]+)(?:[ \t]+(fuzzy|stood))?(?:[ \t]+([0-9a-f]{8}))?[ \t]*-->$/;
const BLANKS = /[ \t\r\n]+/g;
const UNREADABLE = /[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/gu;

export const linesOf = (text) => text.replace(/\r\n?/g, "\n").split("\n");
export const trimmed = (text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
const trimmedEnd = (line) => line.replace(/[ \t]+$/, "");

export const sourceOf = ({ source, text }) => source ?? text;

// What is to be written for a segment.
export const textOf = ({ value }) => linesOf(trimmed(value)).join("\n");

// Whether a text is of an older source, and nobody has changed it or found it right as it is.
export function isFuzzy({ state, text, value, same }) {
  return state === "changed" && !same && trimmed(value) === trimmed(text);
}

// `words` tell whoever opens the file how it works. What stands `below` is for people: no reader of
// sheets looks further than the end.
export function asMarkdown(work, words = "", below = "") {
  const facts = HEADER.map((name) => `${name}: ${factOf(work, name)}`);
  const blocks = [[FENCE, ...facts, FENCE].join("\n"), escaped(trimmed(words))];
  for (const segment of work.segments) blocks.push(...blockOf(segment));
  return `${[...blocks, `<!-- ${END} -->`, below].filter(Boolean).join("\n\n")}\n`;
}

function factOf(work, name) {
  if (name === "entraide") return "proposal";
  return name in FORMS ? work[name] : quoted(work[name] || "");
}

function quoted(text) {
  const code = (sign) => sign.charCodeAt(0).toString(16).padStart(4, "0");
  return JSON.stringify(text).replace(UNREADABLE, (sign) => `\\u${code(sign)}`);
}

function blockOf(segment) {
  const source = linesOf(sourceOf(segment)).map((line) => trimmedEnd(`> ${line}`));
  const mark = `<!-- ${segment.key}${stoodIn(segment)} -->`;
  return [mark, source.join("\n"), escaped(textOf(segment))];
}

function stoodIn({ state, text, same }) {
  const word = state === "changed" ? " fuzzy" : " stood";
  return trimmed(text) && `${same ? "" : word} ${checksum(text)}`;
}

function escaped(text) {
  return linesOf(text).map((line) => line.replace(/^([ \t]*)(\\*<!--)/, "$1\\$2")).join("\n");
}

// CRC-32 of a text, blind to what editors do to its spaces.
export function checksum(text) {
  const plain = trimmed(text.normalize("NFC").replace(BLANKS, " "));
  let rest = ~0;
  for (const byte of new TextEncoder().encode(plain)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 && 0xedb88320);
  }
  return (~rest >>> 0).toString(16).padStart(8, "0");
}

// {work, problems}: what a sheet says, {entry, locale, revision, credit, licence, note, segments:
// [{key, source, value, fuzzy}]}, but for texts that nobody has touched; or null and every mistake,
// [{line, fault, part}]. Faults: "header", "open", "fact", "unknown", "twice", "quotes", "value",
// "lacking", "mark", "cut", "source"; `part` is the word that it is about.
export function fromMarkdown(text) {
  const problems = [];
  const wrong = (at, fault, part = "") => problems.push({ line: at + 1, fault, part });
  const lines = linesOf(text.replace(/^\ufeff/, ""));
  const facts = {};
  const body = readHeader(lines, facts, wrong);
  const segments = body ? readBlocks(lines, body, wrong) : [];
  if (problems.length) return { work: null, problems };
  const numbers = { entry: Number(facts.entry), revision: Number(facts.revision) };
  const said = { credit: "", licence: "", note: "", ...facts, ...numbers };
  delete said.entraide;
  return { work: { ...said, segments }, problems };
}

// Fills `facts`; gives the line below the header, or 0 where there is none.
function readHeader(lines, facts, wrong) {
  const start = Math.max(0, lines.findIndex(trimmed));
  const isFence = (line) => trimmedEnd(line) === FENCE;
  if (!isFence(lines[start])) return void wrong(start, "header") ?? 0;
  const end = lines.findIndex((line, at) => at > start && isFence(line));
  if (end < 0) return void wrong(start, "open", FENCE) ?? 0;
  let mistakes = 0;
  for (let at = start + 1; at < end; at++) {
    const line = trimmed(lines[at]);
    if (line && !readFact(line, facts, (...what) => wrong(at, ...what))) mistakes++;
  }
  const lacking = NEEDED.filter((name) => !(name in facts));
  if (!mistakes) for (const name of lacking) wrong(start, "lacking", name);
  return end + 1;
}

function readFact(line, facts, wrong) {
  const [, name, written] = line.match(PAIR) ?? [];
  const value = written === undefined ? null : valueOf(written);
  if (written === undefined) wrong("fact", line.slice(0, 60));
  else if (!HEADER.includes(name)) wrong("unknown", name);
  else if (name in facts) wrong("twice", name);
  else if (value === null) wrong("quotes", name);
  else if (!fits(name, value)) wrong("value", name);
  else return ((facts[name] = value), true);
  return false;
}

// What is meant by a value: bare, or between the quotes of JSON or of YAML.
function valueOf(written) {
  if (written.startsWith("'")) return written.match(SINGLE)?.[1].replaceAll("''", "'") ?? null;
  if (!written.startsWith('"')) return written;
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

function fits(name, value) {
  if (name in FORMS) return FORMS[name].test(value);
  if (name === "credit" && (/[\r\n]/.test(value) || [...value].length > LONGEST_NAME)) return false;
  return value.search(UNWRITABLE) < 0;
}

function readBlocks(lines, start, wrong) {
  const marks = [];
  for (let at = start; at < lines.length && marks.at(-1)?.key !== END; at++) {
    if (!trimmed(lines[at]).startsWith("<!--")) continue;
    const [, key, word, sum] = trimmedEnd(lines[at]).match(MARK) ?? [];
    if (key !== END && !isKey(key ?? "")) wrong(at, "mark");
    else if (marks.some((mark) => mark.key === key)) wrong(at, "twice", key);
    else marks.push({ at, key, word, sum });
  }
  if (marks.at(-1)?.key !== END) wrong(lines.length - 1, "cut");
  return marks.slice(0, -1).flatMap((mark, place) => {
    const block = readBlock(mark, lines.slice(mark.at + 1, marks[place + 1].at));
    if (!block) wrong(mark.at, "source", mark.key);
    return block?.untouched ? [] : (block ?? []);
  });
}

function readBlock({ key, word, sum }, lines) {
  const below = lines.slice(Math.max(0, lines.findIndex(trimmed)));
  const end = below.findIndex((line) => !/^ {0,3}>/.test(line));
  const quote = end < 0 ? below : below.slice(0, end);
  if (!quote.length) return null;
  const source = trimmed(quote.map((line) => line.replace(/^ {0,3}> ?/, "")).join("\n"));
  const unescaped = (line) => line.replace(/^([ \t]*)\\(\\*<!--)/, "$1$2");
  const value = trimmed(below.slice(quote.length).map(unescaped).join("\n"));
  const untouched = sum === checksum(value);
  const fuzzy = word === "fuzzy" && (untouched || !sum);
  return { key, source, value, fuzzy, untouched: untouched && word === "stood" };
}

// What a text would build besides the one segment that it is: entraide/model/foreign_markup.py, again.

import { CODE, COMMENT, SPACE, byCodePoint } from "./protected.js";

const TAG = new RegExp(`<\\/?([a-zA-Z][a-zA-Z0-9\\-]*)(?=[${SPACE}\\/>])|<[!?]`, "gu");
const NO_ELEMENT = "<!--"; // comments, and whatever else is no element
const ATTRIBUTES = /(?<!\{)\{[ \t]*(?::|[#.][^ \t\n{}]+|[^ \t\n{}=]+=)/gu;
const LINE = "(?<![^\\n])";
const END = "(?![^\\n])";
// A line of a paragraph that begins like this ends it.
const SIGNS = [
  ...["#{1,6}(?![^ \\t\\n])", ">", "[\\-+*:~](?=[ \\t])", "1[.\\)](?=[ \\t])"],
  ...[`\`{3,}(?=[^\`\\n]*${END})`, "~{3,}", ":::", "(?:!!!|\\?\\?\\?)(?=\\+?[ \\t]*[^ \\t\\n])"],
  ...["\\[\\^[^\\]\\n]+\\]:", "\\[![a-zA-Z]", "[<\\|]{7}"],
  `[\\-+:\\|=_*][\\-+:\\|=_* \\t]*${END}`,
  `<!--(?=(?:(?!-->)[^])*-->(?:(?!\\n)[${SPACE}])*${END})`,
];
const BEGINS = new RegExp(`${LINE}[ \\t]*(${SIGNS.join("|")})`, "gu");
// So does the first line of a text, and of no other.
const FIRST = [
  ...["\\d{1,9}[.\\)](?![^ \\t\\n])", "\\[(?:\\\\[^]|[^\\\\\\]])+\\]:", "\\[[ xX]\\](?=[ \\t])"],
  `\\[\\[?_?[tT][oO][cC]_?\\]\\]?(?=[ \\t]*${END})`,
];
const OPENS = new RegExp(`^[ \\t]*(${FIRST.join("|").replaceAll("\\d", "\\p{Nd}")})`, "u");
const IN_CELL = /(?<!\\)\||\\$/gu;
const CLOSES_HEADING = /(?<![^ \t\n])#+(?=[ \t]*$)/gu;
const EMPTY_LINE = /\n[ \t]*\n/u;
const ONE_LINE = ["heading", "cell"];
const FREE = ["field", "section"]; // no Markdown, and blocks of their own

// The tags of `text` that `source` has not, as “<b>”; and “<!--” for comments of its own.
// The comments of `source` may come back or be left out: no reader sees them.
export function foreignTags(source, text, kind) {
  const codes = codesIn(source);
  const [uncoded, shown] = [source, text].map((one) => one.replace(CODE, " "));
  const read = codesIn(text).every((code) => codes.includes(code)) ? shown : text;
  const known = tagsIn(uncoded.replace(COMMENT, " "));
  known.delete(NO_ELEMENT);
  if (kind === "section" && tagsIn(uncoded).has(NO_ELEMENT)) known.add(NO_ELEMENT);
  const own = hasComments(uncoded, read) ? read.replace(COMMENT, " ") : read;
  return without(tagsIn(own), known);
}

// Whether `text` has no comment that `source` has not, as often.
function hasComments(source, text) {
  const left = source.match(COMMENT) ?? [];
  return (text.match(COMMENT) ?? []).every((comment) => {
    const at = left.indexOf(comment);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function codesIn(text) {
  return Array.from(text.matchAll(CODE), ([code]) => code);
}

function tagsIn(text) {
  const names = Array.from(text.matchAll(TAG), ([, name]) => name);
  return new Set(names.map((name) => (name ? `<${name.toLowerCase()}>` : NO_ELEMENT)));
}

// The signs with which `text`, a segment of that kind, would begin, name or dress a block.
export function foreignBlocks(source, text, kind) {
  return without(signsIn(text, kind), signsIn(source, kind));
}

// Whether an empty line would make two of a segment.
export function isSplit(text, kind) {
  return ![...FREE, ...ONE_LINE].includes(kind) && EMPTY_LINE.test(text);
}

function signsIn(text, kind) {
  if (FREE.includes(kind)) return new Set();
  const signs = Array.from(text.matchAll(ATTRIBUTES), ([sign]) => sign);
  return new Set([...signs, ...blocksIn(text, kind)]);
}

function blocksIn(text, kind) {
  if (kind === "cell") return Array.from(text.matchAll(IN_CELL), ([sign]) => sign);
  if (kind === "heading") return Array.from(text.matchAll(CLOSES_HEADING), ([sign]) => sign);
  const [, opening] = text.match(OPENS) ?? [];
  const signs = Array.from(text.matchAll(BEGINS), ([, sign]) => sign);
  return opening ? [...signs, opening] : signs;
}

function without(signs, others) {
  return [...signs].filter((sign) => !others.has(sign)).sort(byCodePoint);
}

// Wordings found in texts, however they are spaced, hyphened, emphasised or drawn: what
// entraide/model/wordings.py finds where content/checks/glossary.py looks, again.
//
// Texts are composed (Unicode's NFC), in small letters, and without what nobody reads as words.

import { SPACE, WORD } from "./protected.js";

const GAP = `(?:[${SPACE}*_>]|&nbsp;)+`; // between two words: emphasis, a line's end in a quote
const LOOSE = { " ": GAP, "’": "['’ʼ]", "'": "['’ʼ]", "-": "[\\-\u2010\u2011]" };
const AROUND = `[${WORD}\\-]`; // beside a wording, it makes it a part of another word
const INSIDE = new RegExp(`${AROUND}$`, "u");
const LINE = "(?<![^\\n])"; // where one begins
const UNREAD = new RegExp(
  [
    `${LINE}[ >]*(?<fence>\`\`\`+|~~~+)[^]*?(?:${LINE}[ >]*\\k<fence>|(?![^]))`, // code
    "(?<ticks>`+)[^`\\n][^\\n]*?\\k<ticks>",
    "\\{\\{[^\\{\\}\\n]*\\}\\}", // a placeholder
    "(?<=\\])\\([^\\(\\)\\n]*\\)", // where links lead
    `${LINE} {0,3}\\[[^\\]\\n]+\\]:[^\\n]*(?![^\\n])`,
    `<[^<>${SPACE}]+>`,
    `(?<![${WORD}])https?:\\/\\/[^${SPACE}]+`,
  ].join("|"),
  "gu",
);

// Those of `wordings` that `text` says.
export function wordingsIn(text, wordings) {
  const small = smallLetters(text.normalize("NFC").replace(UNREAD, lineEnds));
  return wordings.filter((wording) => says(small, patternOf(wording)));
}

function lineEnds(unread) {
  return unread.replace(/[^\n]/gu, "") || " ";
}

function says(small, pattern) {
  return Array.from(small.matchAll(pattern)).some(({ index }) => !endsAWord(small, index));
}

function endsAWord(text, end) {
  return INSIDE.test(text.slice(Math.max(0, end - 2), end));
}

const patterns = new Map();

function patternOf(wording) {
  if (!patterns.has(wording)) {
    const small = smallLetters(wording.normalize("NFC"));
    const loose = Array.from(small, (sign) => LOOSE[sign] ?? escaped(sign)).join("");
    patterns.set(wording, new RegExp(`${loose}(?!${AROUND})`, "gu"));
  }
  return patterns.get(wording);
}

function escaped(sign) {
  return sign.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
}

// Letter for letter: İ, which becomes two, stays.
function smallLetters(text) {
  const small = text.toLowerCase();
  const letters = [...text];
  if ([...small].length === letters.length) return small;
  return letters.map((letter) => oneOf(letter.toLowerCase(), letter)).join("");
}

function oneOf(small, letter) {
  return [...small].length === 1 ? small : letter;
}

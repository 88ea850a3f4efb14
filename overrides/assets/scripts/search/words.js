// Words, as src/entraide/publish/search/words.py makes them of a text; and how alike two words are.
//
// What letters are comes from there, in rules.js, and what is known of a language with its index:
// there is no word of any language here.

import { BEGINNING, FACTOR, LETTER, LETTERS, MARK, MODULUS, WORD } from "./rules.js";

const STEM = 3; // letters at least that stay of a word, and more where much is taken off

export function fold(text) {
  const bare = text.toLowerCase().normalize("NFD").replace(MARK, "");
  return bare.replace(LETTER, (letter) => LETTERS[letter]);
}

export const split = (text) => fold(text).match(WORD) ?? [];

export const isNumber = (word) => /\p{N}/u.test(word);

// Which of so many files of the index has a word.
export function findPart(word, parts) {
  let value = 0;
  for (const letter of [...word].slice(0, BEGINNING))
    value = (value * FACTOR + letter.codePointAt(0)) % MODULUS;
  return value % parts;
}

// How many letters may be wrong in a word that is typed.
export const countSlips = ({ length }) => (length < 5 ? 0 : length < 9 ? 1 : 2);

// How many letters are missing, needless, wrong or changed about; more than `most` is told as such.
export function measureDistance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const turned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (turned) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

// How much of two words is the same, of 1: the pairs of letters that both have.
export function measureLikeness(one, other) {
  const pairs = (word) => new Set(Array.from(word.slice(1), (letter, at) => word[at] + letter));
  const [ours, theirs] = [pairs(one), pairs(other)];
  const both = [...ours].filter((pair) => theirs.has(pair)).length;
  return (2 * both) / (ours.size + theirs.size || 1);
}

const list = (words) => (words ?? "").split(" ").filter(Boolean);

// One language: which words tell nothing, how words end, what sounds alike.
export class Language {
  constructor({ stop, endings, beginnings, elided, sounds }) {
    this.stop = new Set(list(stop));
    this.endings = list(endings);
    this.beginnings = list(beginnings);
    this.elided = list(elided);
    this.sounds = list(sounds).map((pair) => {
      const [, pattern, sound] = pair.match(/^(.+):(.*)$/);
      return [new RegExp(pattern, "g"), sound];
    });
    this.stems = new Map();
  }

  // What a word has in common with its other forms: harass, of harassing and of harassment.
  stem(word) {
    if (isNumber(word)) return word;
    if (!this.stems.has(word)) this.stems.set(word, this.#cut(word));
    return this.stems.get(word);
  }

  #cut(word) {
    let rest = word;
    const start = this.beginnings.find((each) => rest.startsWith(each));
    if (start && rest.length - start.length >= STEM) rest = rest.slice(start.length);
    for (let turn = 0; turn < 2; turn++) {
      const end = this.endings.find(
        (each) => rest.endsWith(each) && rest.length - each.length >= Math.max(STEM, each.length),
      );
      if (end) rest = rest.slice(0, -end.length);
    }
    return rest.replace(/(\p{L})\1$/u, "$1");
  }

  // Words that sound alike have the same.
  sound(word) {
    const heard = this.sounds.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word);
    return heard.replace(/(.)\1+/gu, "$1");
  }

  // What stays of a word that was typed without its apostrophe: “jai”, “menvoie”.
  *elide(word) {
    for (const start of this.elided)
      if (word.startsWith(start) && word.length > start.length + 1) yield word.slice(start.length);
  }
}

// The index of one language: what can be found, and how well it answers a question.
//
// src/entraide/publish/search/index.py writes it. `names.json` is loaded when the dialog opens; the
// words of texts follow, the same files whatever is typed where the site is small. Any word of a
// question may match. Rows are ranked by BM25F: a word counts more where it is rare, and more in a
// title or in the keywords than in a text.

import { STEPS } from "./rules.js";
import { countSlips, findPart, isNumber, Language, measureDistance, measureLikeness, split } from "./words.js";

const FIELDS = { title: 5, keywords: 4, summary: 2 }; // what a word counts in each
const LENGTHS = { title: 7, summary: 18 }; // words that such a text has, mostly
const SATURATION = 3; // of BM25: from when on more of the same word adds little
const KINDS = { page: 0.75, service: 0.8, term: 0.5 }; // what a row counts beside entries
const FOREIGN = 0.5; // a text in another language
const NEAR = 1.3; // a service of the country where the reader seems to be
const PHRASE = 0.6; // what more a keyword of several words counts, where all of them were typed
const SHARE = 0.25; // of the best: what counts less is not shown
const WHOLE = 3; // files of words up to which all are loaded at once
const LITTLE = 0.15; // what a word counts that tells little, such as “who”
const LIKE = 0.4; // how alike a word must be to stand for one that nothing has

// How well a word of the index stands for one that was typed.
const SAME = 1;
const FORM = 0.9;
const HEARD = 0.75;
const SLIP = 0.7;
const BEGUN = 0.6;

export const today = () => new Date().toISOString().slice(0, 10);

// Why a file could not be had, for the words that say so.
export class LoadError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

async function read(asked) {
  let answer;
  try {
    answer = await asked;
  } catch {
    throw new LoadError(navigator.onLine ? "blocked" : "offline");
  }
  if (!answer.ok) throw new LoadError("broken");
  return answer.json().catch(() => Promise.reject(new LoadError("broken")));
}

// Opens the index in a folder; its names have been asked for already.
export async function openIndex(folder, names) {
  const index = new SearchIndex(folder, await read(names));
  index.begin().catch(() => {}); // whoever asks is told
  return index;
}

class SearchIndex {
  constructor(folder, names) {
    this.folder = folder;
    this.language = new Language(names);
    this.rows = [];
    this.entries = names.rows.filter(({ number }) => number); // the rows that texts have words of
    this.parts = names.parts;
    this.hasOthers = names.others;
    this.country = ""; // of the reader, once it is known
    this.pinned = names.pinned ?? [];
    this.loading = new Map(); // part -> promise
    this.weights = new Map(); // word -> row -> how much it counts there
    this.named = new Set(); // words in names of entries
    this.stems = new Map(); // stem -> words
    this.heard = new Map(); // sound -> words
    this.#addRows(names.rows);
  }

  // Loads what is wanted whatever is typed: services and terms, and all words of a small site.
  begin() {
    const parts = this.parts <= WHOLE ? this.parts : 0;
    return Promise.all([this.#loadOthers(), this.loadParts([...Array(parts).keys()])]);
  }

  #loadOthers() {
    if (!this.hasOthers) return undefined;
    this.others ??= read(fetch(new URL("others.json", this.folder))).then(
      (rows) => this.#addRows(rows),
      (error) => {
        this.others = undefined; // the next question asks again
        throw error;
      },
    );
    return this.others;
  }

  #addRows(rows) {
    for (const row of rows) {
      if (row.until < today()) continue;
      this.rows.push(row);
      this.#addNames(row);
    }
  }

  #addNames(row) {
    for (const [field, weight] of Object.entries(FIELDS)) {
      const words = split((row[field] ?? "").replaceAll("|", " "));
      const usual = LENGTHS[field];
      const length = usual ? 0.6 + (0.4 * words.length) / usual : 1;
      for (const word of words) {
        if (row.number) this.named.add(word);
        if (field !== "summary" || this.#tells(word)) this.#addWord(word, row, weight / length);
      }
    }
    const phrases = [row.title, ...(row.keywords ?? "").split("|")].map(split);
    row.phrases = phrases
      .filter(({ length }) => length > 1)
      .map((words) => words.map((word) => this.language.stem(word)));
  }

  #addWord(word, row, weight) {
    const rows = this.weights.get(word) ?? new Map();
    if (!rows.size) {
      this.weights.set(word, rows);
      this.#enter(this.stems, this.language.stem(word), word);
      if (!isNumber(word)) this.#enter(this.heard, this.language.sound(word), word);
    }
    rows.set(row, (rows.get(row) ?? 0) + weight);
  }

  #enter(groups, key, word) {
    groups.set(key, [...(groups.get(key) ?? []), word]);
  }

  // Whether any text has a word, in one of its forms.
  knows(word) {
    return this.stems.has(this.language.stem(word));
  }

  // Loads what a question wants beside names, and is not there yet: words of texts that begin alike.
  loadWords(text) {
    const words = split(text).filter((word) => this.#tells(word));
    const asked = words.flatMap((word) => [word, ...this.language.elide(word)]);
    return Promise.all([this.begin(), this.loadParts(asked.map((word) => findPart(word, this.parts)))]);
  }

  loadParts(numbers) {
    const wanted = this.parts ? [...new Set(numbers)] : [];
    return Promise.all(wanted.map((number) => this.#loadPart(number)));
  }

  #loadPart(number) {
    if (!this.loading.has(number)) {
      const part = read(fetch(new URL(`words-${number}.json`, this.folder))).then((words) =>
        this.#addTexts(words),
      );
      this.loading.set(number, part);
      part.catch(() => this.loading.delete(number));
    }
    return this.loading.get(number);
  }

  #addTexts(words) {
    for (const [word, written] of Object.entries(words)) {
      let at = -1;
      for (const code of written.split(" ")) {
        const value = parseInt(code, 36);
        at += Math.floor(value / STEPS);
        this.#addWord(word, this.entries[at], 2 ** (((value % STEPS) + 1) / 2) - 1);
      }
    }
  }

  // Whether a word tells something: “who” tells little.
  #tells(word) {
    return !this.language.stop.has(word) && (word.length > 1 || isNumber(word));
  }

  // What is looked for in a text that was typed.
  read(text) {
    const all = split(text);
    const whole = all.filter((word) => word.length > 1 || isNumber(word)); // not the “l” of “l’ami”
    const words = whole.length ? whole : all;
    const joined = words.filter((word) => /^\d+$/.test(word)).join("");
    const numbers = words.length > 1 && /^[\d\s+().-]+$/.test(text) ? [joined] : [];
    return [...new Set([...numbers, ...words])];
  }

  // The rows that answer best, and whether they only come near.
  find(text) {
    const words = this.read(text);
    const number = Number(text.match(/^\s*(?:n[°º]?|no\.?|#)?\s*(\d+)\s*$/i)?.[1]);
    const exact = this.entries.filter((row) => row.number === number);
    const found = this.#rank(words, (word, last) => this.#match(word, last));
    const rows = [...exact, ...found.filter((row) => !exact.includes(row))];
    if (rows.length) return { rows, near: false };
    return { rows: this.#rank(words, (word) => this.#findLike(word)), near: true };
  }

  #rank(words, match) {
    const scores = new Map();
    const stems = new Map(); // stem of what matches -> how rare it is
    let whole = 0;
    words.forEach((word, at) => {
      const matches = match(word, at === words.length - 1);
      if (!matches.size) return;
      const rarity = this.#measureRarity(matches) * (this.#tells(word) ? 1 : LITTLE);
      whole += rarity;
      for (const other of matches.keys()) stems.set(this.language.stem(other), rarity);
      for (const [row, value] of this.#weigh(matches)) {
        const { score = 0, share = 0 } = scores.get(row) ?? {};
        scores.set(row, { score: score + rarity * value, share: share + rarity });
      }
    });
    return this.#sort(scores, whole, stems);
  }

  #sort(scores, whole, stems) {
    const ranked = [...scores].map(([row, { score, share }]) => {
      const all = (score + this.#countPhrases(row, stems)) * (0.4 + (0.6 * share) / whole);
      return { row, score: all * this.#measureKind(row) };
    });
    ranked.sort((one, other) => other.score - one.score);
    return ranked.filter(({ score }) => score >= ranked[0].score * SHARE).map(({ row }) => row);
  }

  #measureKind(row) {
    const isNear = row.kind === "service" && this.country && row.url.includes(`/${this.country}/#`);
    return (KINDS[row.kind] ?? 1) * (row.language ? FOREIGN : 1) * (isNear ? NEAR : 1);
  }

  #countPhrases(row, stems) {
    const whole = row.phrases.filter((phrase) => phrase.every((stem) => stems.has(stem)));
    const values = whole.map((phrase) => phrase.reduce((sum, stem) => sum + stems.get(stem), 0));
    return PHRASE * Math.max(0, ...values);
  }

  // How much a word counts in each row that has it, in one of its forms.
  #weigh(matches) {
    const values = new Map();
    for (const [word, strength] of matches)
      for (const [row, weight] of this.weights.get(word))
        values.set(row, (values.get(row) ?? 0) + strength * weight);
    const best = Math.max(...matches.values());
    for (const [row, value] of values) values.set(row, (best * value) / (value + SATURATION));
    return values;
  }

  #measureRarity(matches) {
    const rows = new Set([...matches.keys()].flatMap((word) => [...this.weights.get(word).keys()]));
    return Math.log(1 + (this.rows.length - rows.size + 0.5) / (rows.size + 0.5));
  }

  // The words of the index that stand for one that was typed, each with how well it does.
  #match(word, last) {
    const matches = new Map();
    const put = (others, strength) => {
      for (const other of others) matches.set(other, Math.max(strength, matches.get(other) ?? 0));
    };
    if (this.weights.has(word)) put([word], SAME);
    if (isNumber(word) || !this.#tells(word)) return matches;
    const stem = this.language.stem(word);
    put(this.stems.get(stem) ?? [], FORM);
    const known = [...matches.keys()].some((other) => this.named.has(other));
    if (last && word.length > 2 && !this.weights.has(word)) put(this.#findBegun(word), BEGUN);
    if (known) return matches;
    const rest = [...this.language.elide(word)].find((each) => this.stems.has(this.language.stem(each)));
    if (rest && !this.language.stop.has(rest)) return this.#match(rest, last);
    put(this.heard.get(this.language.sound(word)) ?? [], HEARD);
    const slips = countSlips(word);
    if (slips) put(this.#findSlips(word, stem, slips), SLIP);
    return matches;
  }

  #findBegun(word) {
    return [...this.weights.keys()].filter((other) => other.startsWith(word));
  }

  #findSlips(word, stem, slips) {
    const near = [...this.weights.keys()].filter(
      (other) => other.length > 3 && !isNumber(other) && measureDistance(word, other, slips) <= slips,
    );
    if (near.length || stem.length < 5) return near;
    return [...this.stems].flatMap(([other, words]) => (measureDistance(stem, other, 1) <= 1 ? words : []));
  }

  // The words most like one that nothing has.
  #findLike(word) {
    const likeness = [...this.weights.keys()].map((other) => [other, measureLikeness(word, other)]);
    const best = Math.max(LIKE, ...likeness.map(([, value]) => value));
    return new Map(likeness.filter(([, value]) => value === best));
  }
}

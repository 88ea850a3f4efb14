// Wordings of the glossary in texts, by the patterns that a build makes of them for rules.js.
//
// Texts are composed (Unicode's NFC), in small letters, and without what nobody reads as words.

import { DOTTED_CAPITAL_I, NOT_READ, WORDINGS } from "./rules.js";

// Those of `wordings` that `text` says.
export function findWordings(text, wordings) {
  const letters = text.normalize("NFC").replace(NOT_READ, keepLineEnds).split(DOTTED_CAPITAL_I);
  const small = letters.map((one) => one.toLowerCase()).join(DOTTED_CAPITAL_I);
  return wordings.filter((one) => Object.hasOwn(WORDINGS, one) && small.search(WORDINGS[one]) >= 0);
}

function keepLineEnds(unread) {
  return unread.replace(/[^\n]/g, "") || " ";
}

// Of each idea that both languages have: how the source may write it, and its word in the target.
export function pairTerms(glossary, source, target) {
  const theirs = new Map((glossary[target] ?? []).map((row) => [row.id, row]));
  return (glossary[source] ?? [])
    .filter(({ id, term }) => term && theirs.get(id)?.term)
    .map(({ id, spellings }) => ({ ...theirs.get(id), spellings }));
}

// Wordings that the language does without, each with what to write in its place.
export function listForbidden(glossary, locale) {
  return (glossary[locale] ?? []).flatMap(({ forbidden = [], preferred = "" }) =>
    forbidden.map((wording) => [wording, preferred]),
  );
}

export function findTerms(text, rows) {
  const said = findWordings(text, rows.flatMap(({ spellings }) => spellings));
  return rows.filter(({ spellings }) => spellings.some((one) => said.includes(one)));
}

// The glossary at hand: which of its words stand in a text, and what the other language calls them.

const LETTER = "[\\p{L}\\p{N}_]";

// Of each idea that both languages have: how the source may write it, and its word in the target.
export function rowsOf(glossary, source, target) {
  const theirs = new Map((glossary[target] ?? []).map((row) => [row.id, row]));
  return (glossary[source] ?? [])
    .filter(({ id, term }) => term && theirs.get(id)?.term)
    .map(({ id, spellings }) => ({ pattern: anyOf(spellings), ...theirs.get(id) }));
}

// Wordings that the language does without, each with what to write in its place.
export function forbiddenIn(glossary, locale) {
  return (glossary[locale] ?? []).flatMap(({ forbidden = [], preferred = "" }) =>
    forbidden.map((wording) => [wording, preferred]),
  );
}

export const termsIn = (text, rows) => rows.filter(({ pattern }) => pattern.test(text));

function anyOf(spellings) {
  const words = spellings.map((one) =>
    one
      .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
      .replace(/['’]/g, "['’]")
      .replace(/ /g, "\\s+"),
  );
  return new RegExp(`(?<!${LETTER})(?:${words.join("|")})(?!${LETTER})`, "iu");
}

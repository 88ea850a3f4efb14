// What keeps a proposed text out, told while somebody types: what entraide/model/objections.py finds
// by the same rules, and what only a whole version shows: missing texts, forbidden wordings.

import { codeOf, firstOf, foreign, partsOf, without } from "./parts.js";
import { FOREIGN_PARTS, LENGTH, PROTECTED, UNWRITABLE } from "./rules.js";
import { wordingsIn } from "./wordings.js";

// What is wrong with `text` for a segment of an entry's JSON, as [{fault, parts}]. `fault` is
// "missing", "long", "sign", "tag", "block", "split", "lacks", "beside" or "forbidden"; `parts` are
// what it is about.
// `forbidden`: [[wording, what to write instead], …]; each found one has its `instead`, too.
// `correction`: of the source itself, where another number may be the very point: a mere `hint`.
export function objections(segment, text, { forbidden = [], correction = false } = {}) {
  if (!text.trim()) return segment.needed ? [{ fault: "missing", parts: [] }] : [];
  const source = segment.source ?? segment.text;
  const most = LENGTH.base + LENGTH.factor * [...source].length;
  if ([...text].length > most) return [{ fault: "long", parts: [] }];
  const found = unseen(text).map((sign) => ({ fault: "sign", parts: [sign] }));
  for (const [fault, patterns] of Object.entries(FOREIGN_PARTS)) {
    const [ours, theirs] = partsOf(patterns[segment.kind], source, text);
    const parts = foreign(theirs, ours);
    if (parts.length) found.push({ fault, parts });
  }
  if (segment.guarded !== false) found.push(...unlike(source, text, correction));
  return [...found, ...unwanted(text, forbidden)];
}

// The first sign of a text that nobody sees, as “U+202E”; in a list, which is empty without one.
export function unseen(text) {
  const sign = firstOf(text, UNWRITABLE);
  return sign ? [`U+${codeOf(sign[0])}`] : [];
}

function unlike(source, text, correction) {
  const [ours, theirs] = partsOf(PROTECTED, source, text);
  const both = [
    { fault: "lacks", parts: without(ours, theirs) },
    { fault: "beside", parts: without(theirs, ours) },
  ].filter(({ parts }) => parts.length);
  return correction ? both.map((one) => ({ ...one, hint: true })) : both;
}

function unwanted(text, forbidden) {
  const instead = new Map(forbidden);
  const parts = wordingsIn(text, [...instead.keys()]);
  if (!parts.length) return [];
  return [{ fault: "forbidden", parts, instead: parts.map((wording) => instead.get(wording)) }];
}

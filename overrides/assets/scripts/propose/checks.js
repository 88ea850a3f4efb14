// What keeps a proposed text out, told while somebody types: what entraide/model/objections.py finds
// by the same rules, and what only a whole version shows: missing texts, forbidden wordings.

import { dropEqualParts } from "./equal_parts.js";
import { formatCodePoint, findFirst, findForeignParts, findParts, subtractParts } from "./text_parts.js";
import { FOREIGN_PARTS, LENGTH, PROTECTED, SHORT, UNWRITABLE } from "./rules.js";
import { findWordings } from "./wordings.js";

// What is wrong with `text` for a segment of an entry's JSON, as [{fault, parts}]. `fault` is
// "missing", "long", "sign", "tag", "block", "split", "broken", "lacks", "beside" or "forbidden";
// `parts` are what it is about.
// `forbidden`: [[wording, what to write instead], …]; each found one has its `instead`, too.
// `correction`: of the source itself, where another number may be the very point: a mere `hint`.
export function findObjections(segment, text, { forbidden = [], correction = false } = {}) {
  if (!text.trim()) return segment.needed ? [{ fault: "missing", parts: [] }] : [];
  const source = segment.source ?? segment.text;
  const { base, factor } = SHORT.kinds.includes(segment.kind) ? SHORT : LENGTH;
  const most = base + factor * [...source].length;
  if ([...text].length > most) return [{ fault: "long", parts: [] }];
  const faults = findUnseen(text).map((sign) => ({ fault: "sign", parts: [sign] }));
  for (const [fault, patterns] of Object.entries(FOREIGN_PARTS)) {
    const [sourceParts, textParts] = findParts(patterns[segment.kind], source, text);
    const parts = findForeignParts(textParts, sourceParts);
    if (parts.length) faults.push({ fault, parts });
  }
  if (segment.guarded !== false) faults.push(...compareProtected(source, text, correction));
  return [...faults, ...findForbidden(text, forbidden)];
}

// The first sign of a text that nobody sees, as “U+202E”; in a list, which is empty without one.
export function findUnseen(text) {
  const sign = findFirst(text, UNWRITABLE);
  return sign ? [`U+${formatCodePoint(sign[0])}`] : [];
}

function compareProtected(source, text, correction) {
  const [sourceParts, textParts] = findParts(PROTECTED, source, text);
  const [lacking, beside] = dropEqualParts(
    subtractParts(sourceParts, textParts), subtractParts(textParts, sourceParts), source, text,
  );
  const faults = [{ fault: "lacks", parts: lacking }, { fault: "beside", parts: beside }].filter(({ parts }) => parts.length);
  return correction ? faults.map((one) => ({ ...one, hint: true })) : faults;
}

function findForbidden(text, forbidden) {
  const instead = new Map(forbidden);
  const parts = findWordings(text, [...instead.keys()]);
  if (!parts.length) return [];
  return [{ fault: "forbidden", parts, instead: parts.map((wording) => instead.get(wording)) }];
}

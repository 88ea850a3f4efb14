// What keeps a proposed text out, told while somebody types: entraide/model/objections.py, again,
// and the two things that only a whole version shows: what is missing, and forbidden wordings.

import { UNWRITABLE, codeOf, differences } from "./protected.js";
import { foreignBlocks, foreignTags, isSplit } from "./structure.js";
import { wordingsIn } from "./wordings.js";

const ROOM = 1000; // signs that a translation may have in any case

// How many signs a text made from `source` may have.
export function mostSigns(source) {
  return ROOM + 10 * [...source].length;
}

// What is wrong with `text` for a segment of an entry's JSON, as [{fault, parts}]. `fault` is
// "missing", "long", "sign", "tag", "block", "split", "lacks", "beside" or "forbidden"; `parts` are
// what it is about.
// `forbidden`: [[wording, what to write instead], …]; each found one has its `instead`, too.
// `correction`: of the source itself, where another number may be the very point: a mere `hint`.
export function objections(segment, text, { forbidden = [], correction = false } = {}) {
  if (!text.trim()) return segment.needed ? [{ fault: "missing", parts: [] }] : [];
  const source = segment.source ?? segment.text;
  if ([...text].length > mostSigns(source)) return [{ fault: "long", parts: [] }];
  const found = [];
  const sign = text.match(UNWRITABLE);
  if (sign) found.push({ fault: "sign", parts: [`U+${codeOf(sign[0])}`] });
  found.push(...built(source, text, segment.kind));
  if (segment.guarded !== false) found.push(...unlike(source, text, correction));
  return [...found, ...unwanted(text, forbidden)];
}

// What it would build that is not its to build.
function built(source, text, kind) {
  const [tags, signs] = [foreignTags(source, text, kind), foreignBlocks(source, text, kind)];
  return [
    ...(tags.length ? [{ fault: "tag", parts: tags }] : []),
    ...(signs.length ? [{ fault: "block", parts: signs }] : []),
    ...(isSplit(text, kind) ? [{ fault: "split", parts: [] }] : []),
  ];
}

function unlike(source, text, correction) {
  const [lacking, beside] = differences(source, text);
  const both = [
    { fault: "lacks", parts: lacking },
    { fault: "beside", parts: beside },
  ].filter(({ parts }) => parts.length);
  return correction ? both.map((one) => ({ ...one, hint: true })) : both;
}

function unwanted(text, forbidden) {
  const instead = new Map(forbidden);
  const parts = wordingsIn(text, [...instead.keys()]);
  if (!parts.length) return [];
  return [{ fault: "forbidden", parts, instead: parts.map((wording) => instead.get(wording)) }];
}

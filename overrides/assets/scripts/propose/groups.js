// The texts of an entry in the order of the work: those that are behind, those that are missing,
// then the rest, folded by heading. Within each they stand as the entry has them.

import { isTouched } from "./work.js";
import { drawn, word } from "./words.js";

const ORDER = ["changed", "missing", "rest", "source"];
const HINTS = ["changed", "rest", "source"];
const FEW = 8; // texts that need no folding

export function groupsOf(pieces, work) {
  const groups = grouped(pieces, (piece) => groupOf(piece, work));
  return ORDER.filter((name) => groups.has(name)).map((name) =>
    drawGroup(name, groups.get(name), work),
  );
}

function grouped(pieces, keyOf) {
  const groups = new Map();
  for (const piece of pieces) {
    const key = keyOf(piece);
    groups.set(key, [...(groups.get(key) ?? []), piece]);
  }
  return groups;
}

function groupOf({ segment }, { correction }) {
  if (correction) return "source";
  return ["changed", "missing"].includes(segment.state) ? segment.state : "rest";
}

function drawGroup(name, pieces, work) {
  const group = drawn("group");
  const [heading, hint] = group.children;
  group.dataset.group = name;
  heading.textContent = word(name, { count: pieces.length });
  hint.hidden = !HINTS.includes(name);
  if (!hint.hidden) hint.textContent = word(`${name}-hint`);
  const folded = ["rest", "source"].includes(name) && pieces.length > FEW;
  for (const section of sectionsOf(pieces)) group.append(drawSection(section, work, folded));
  return group;
}

// Pieces that stand below one heading, the heading itself first; fields have one of their own.
function sectionsOf(pieces) {
  const sections = [];
  for (const piece of pieces) {
    const { kind, heading = "", source, text } = piece.segment;
    const field = kind === "field";
    const name = kind === "heading" ? (source || text) : field ? null : heading;
    const last = sections.at(-1);
    if (last && last.name === name) last.pieces.push(piece);
    else sections.push({ name, pieces: [piece] });
  }
  return sections;
}

function drawSection({ name, pieces }, { source }, folded) {
  const section = drawn(folded ? "folded" : "section");
  const [title, list] = section.children;
  const own = name === null ? word("fields") : word("opening");
  const shown = name || own;
  const count = pieces.length;
  title.textContent = folded ? word("section", { heading: shown, count }) : shown;
  if (name) Object.assign(title, { lang: source.lang, dir: source.dir });
  list.append(...pieces.map(({ element }) => element));
  if (folded) section.open = pieces.some(({ segment }) => isTouched(segment));
  return section;
}

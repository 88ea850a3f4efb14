// Parts of a text that patterns find: what entraide/model/part_patterns.py does, for the same lists,
// which a build writes into rules.js.

const listMatches = (text, pattern) => Array.from(text.matchAll(pattern), ([whole]) => whole);

// The first match of a pattern, or undefined.
export const findFirst = (text, pattern) => text.matchAll(pattern).next().value;

// “202E”
export const formatCodePoint = (sign) => sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

// The parts of `source`, and those of `text`, a translation of it.
export function findParts(patterns, source, text) {
  const [sourceParts, textParts] = [[], []];
  for (const step of patterns) {
    const known = listMatches(source, step.pattern);
    if (step.in_source) sourceParts.push(...listParts(source, step));
    if (step.in_text) textParts.push(...listParts(text, step));
    if (step.blanking === "none") continue;
    source = source.replace(step.pattern, " ");
    text = text.replace(step.pattern, (whole) => blankMatch(whole, step, known));
  }
  return [sourceParts, textParts];
}

function listParts(text, { pattern, tidying, form, small }) {
  return Array.from(text.matchAll(pattern), ({ 0: whole, groups }) => {
    const part = tidying ? (groups?.part ?? whole).replace(tidying, "$1") : (groups?.part ?? whole);
    return form.replace("{}", () => (small ? part.toLowerCase() : part));
  });
}

function blankMatch(whole, { blanking }, known) {
  const at = known.indexOf(whole);
  if (blanking === "counted" && at >= 0) known.splice(at, 1);
  return blanking === "all" || at >= 0 ? " " : whole;
}

// What `parts` have more of than `others`.
export function subtractParts(parts, others) {
  const left = [...others];
  return parts.filter((part) => {
    const at = left.indexOf(part);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

// What `parts` have and `others` have not at all.
export function findForeignParts(parts, others) {
  return [...new Set(parts)].filter((part) => !others.includes(part));
}

// Protected parts that two languages write otherwise, and that say the same: what
// entraide/model/equal_parts.py does, with the same tables.

import { EQUAL } from "./rules.js";
import { findFirst } from "./text_parts.js";

// Those of `lacking` and `beside` that nothing on the other side equals, as [lacking, beside].
export function dropEqualParts(lacking, beside, source, text) {
  const [left, right] = [[...lacking], [...beside]];
  for (const [part, other] of listEqualPairs(lacking, beside, source, text)) {
    const [at, place] = [left.indexOf(part), right.indexOf(other)];
    if (at < 0 || place < 0) continue;
    left.splice(at, 1);
    right.splice(place, 1);
  }
  return [findUnsaid(left, source, text), findUnsaid(right, text, source)];
}

function listEqualPairs(lacking, beside, source, text) {
  const [longer, others] = [listLongerForms(source), listLongerForms(text)];
  return lacking.flatMap((part) => beside.filter((other) => {
    const [one, two] = [normalizePart(part), normalizePart(other)];
    return one === two || longer.includes(`${one}=${two}`) || others.includes(`${two}=${one}`);
  }).map((other) => [part, other]));
}

function normalizePart(part) {
  if (findFirst(part, EQUAL.number)) return [...part].map(readDigit).join("").replace(EQUAL.zero, "");
  return findFirst(part, EQUAL.address) ? part.replace(EQUAL.language, "*") : part;
}

function readDigit(sign) {
  const code = sign.codePointAt(0);
  return code - EQUAL.zeros.find((zero) => zero <= code && code < zero + 10);
}

// The hours of a clock of twelve, each with that of a clock of 24: “5=17”; short years of dates with
// whole ones: “26=2026”.
function listLongerForms(text) {
  const hours = Array.from(text.matchAll(EQUAL.halfDay), ({ groups }) => {
    const hour = Number([...groups.hour].map(readDigit).join(""));
    return `${hour}=${(hour % 12) + (groups.half.toLowerCase() === "p" ? 12 : 0)}`;
  });
  const years = Array.from(text.matchAll(EQUAL.date), ({ groups }) => groups.year).filter(Boolean);
  return [...hours, ...years.flatMap((year) => ["20", "19"].map((era) => `${normalizePart(year)}=${era}${year}`))];
}

// The `parts` of the text `own` that the text `other` does not say in words either.
function findUnsaid(parts, own, other) {
  const counts = new Map();
  const dates = Array.from(own.matchAll(EQUAL.date), ([date]) => Array.from(date.matchAll(EQUAL.datePart), ([part]) => part));
  const months = dates.flat().map(normalizePart);
  return parts.filter((part) => {
    const number = normalizePart(part);
    if (!counts.has(number)) {
      const named = months.includes(number) ? countWords("months", number, other) - countWords("months", number, own) : 0;
      counts.set(number, countWords("words", number, other) + Math.max(named, 0));
    }
    if (number === "0" && findFirst(own, EQUAL.fullHour)) return false;
    counts.set(number, counts.get(number) - 1);
    return counts.get(number) < 0;
  });
}

function countWords(table, number, text) {
  const words = EQUAL[table][number];
  return words ? Array.from(text.toLowerCase().matchAll(words)).length : 0;
}

// Work that comes back from a file: what of it is somebody's own, and what is wrong with the file.

import { readSheet } from "./sheet.js";
import { word } from "./words.js";

// By fault; any other is of the header, which is there.
const WORDS = { header: "none", twice: "twice", mark: "mark", cut: "cut", source: "source" };
const MOST = 3; // mistakes that are told at once

// {sheet, problems}: what a file holds, as `made` of work.js would give it; or what is wrong.
export function sheetIn(text, { segments }) {
  const { sheet, problems } = readSheet(text);
  if (problems.length) return { sheet: null, problems };
  const places = new Map(segments.map((segment) => [segment.key, segment]));
  const texts = sheet.segments.flatMap(({ key, value, fuzzy }) => {
    if (!value || fuzzy) return [];
    const { begun, state } = places.get(key) ?? { begun: "" };
    if (value !== begun.trim()) return [{ key, value, same: false }];
    return [{ key, value: begun, same: state === "changed" }];
  });
  return { sheet: { ...sheet, texts }, problems };
}

export function fileWords(problems) {
  const told = problems.slice(0, MOST).map(({ line, fault, part }) => {
    return word(`file-${WORDS[fault] ?? "header"}`, { line, part });
  });
  return told.join(" ");
}

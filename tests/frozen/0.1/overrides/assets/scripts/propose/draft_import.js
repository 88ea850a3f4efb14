// Reads a draft from a downloaded Markdown file: the texts that were changed, or what is wrong.

import { readSheet } from "./sheet.js";
import { getMessage } from "./messages.js";

// By fault; any other is of the header, which is there.
const MESSAGE_NAMES = { header: "none", twice: "twice", mark: "mark", cut: "cut", source: "source" };
const MOST_PROBLEMS = 3; // mistakes that are told at once

// {sheet, problems}: what a file holds, as `exportDraft` of draft.js returns it; or what is wrong.
export function readDraftFile(text, { segments }) {
  const { sheet, problems } = readSheet(text);
  if (problems.length) return { sheet: null, problems };
  const places = new Map(segments.map((segment) => [segment.key, segment]));
  const texts = sheet.segments.flatMap(({ key, value, fuzzy }) => {
    if (!value || fuzzy) return [];
    const { initial, state } = places.get(key) ?? { initial: "" };
    if (value !== initial.trim()) return [{ key, value, same: false }];
    return [{ key, value: initial, same: state === "changed" }];
  });
  return { sheet: { ...sheet, texts }, problems };
}

export function describeFileProblems(problems) {
  const messages = problems.slice(0, MOST_PROBLEMS).map(({ line, fault, part }) => {
    return getMessage(`file-${MESSAGE_NAMES[fault] ?? "header"}`, { line, part });
  });
  return messages.join(" ");
}

// The published PO file of an entry, with the work in it; nothing around a text is made here.

import { UNWRITABLE } from "./rules.js";
import { isFuzzy, formatText } from "./sheet.js";

export function fillPo({ po, entry, credit, segments }) {
  const name = formatString(`Last-Translator: ${credit.replace(/\s+/g, " ")}\n`);
  const file = po.replace(formatString("Last-Translator: \n"), () => name);
  const places = new Map(segments.map((one) => [`msgctxt "${entry}/${one.key}"`, one]));
  return `${file.trimEnd().split("\n\n").map((message) => fillMessage(message, places)).join("\n\n")}\n`;
}

function fillMessage(message, places) {
  const lines = message.split("\n");
  const segment = places.get(lines.find((line) => line.startsWith("msgctxt ")));
  if (!segment) return message;
  const [fuzzy, end] = [isFuzzy(segment), lines.findIndex((line) => line.startsWith("msgstr "))];
  const kept = lines.slice(0, end).filter((line) => fuzzy || !/^#[,|]/.test(line));
  return [...kept, `msgstr ${formatString(formatText(segment))}`].join("\n");
}

// A string as gettext writes it, without signs that no text may have: over several lines where it
// has several.
function formatString(text) {
  const lines = text.replace(UNWRITABLE, "").split(/(?<=\n)/).map((line) => JSON.stringify(line));
  return lines.length > 1 ? ['""', ...lines].join("\n") : lines[0];
}

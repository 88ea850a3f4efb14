// Texts of a draft that fit in no box: their segment is gone, or its box has another text already.

import { makeTextElement, nameSegment } from "./segment_editor.js";
import { announce, getMessage } from "./messages.js";

// [[why, [text, …]], …]: what is to be copied, in words.
function groupUnplaced({ unplaced, segments }) {
  const names = new Map(segments.map((segment) => [segment.key, nameSegment(segment)]));
  for (const field of ["credit", "note"]) names.set(field, getMessage(field));
  const away = unplaced.filter(({ key }) => !names.has(key)).map(({ value }) => value);
  const beside = unplaced
    .filter(({ key }) => names.has(key))
    .map(({ key, value }) => getMessage("at", { where: names.get(key), what: value }));
  const all = [
    [getMessage("moved-away"), away],
    [getMessage("beside"), beside],
  ];
  return all.filter(([, texts]) => texts.length);
}

export function showUnplaced(box, draft) {
  const groups = groupUnplaced(draft);
  box.hidden = !groups.length;
  box.replaceChildren(...groups.flatMap(([why, texts]) => renderGroup(why, texts)));
}

function renderGroup(why, texts) {
  const [status, list] = [makeTextElement("p", ""), makeTextElement("ul", "")];
  status.setAttribute("role", "status");
  announce(status, why);
  list.append(...texts.map((text) => makeTextElement("li", text)));
  return [status, list];
}

// The same for a file.
export function formatUnplaced(draft) {
  return groupUnplaced(draft).flat(2).join("\n\n");
}

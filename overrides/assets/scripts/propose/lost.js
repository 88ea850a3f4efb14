// Texts that stand in no box: their place is gone, or somebody had written something else there.

import { made as element, nameOf } from "./pieces.js";
import { say, word } from "./words.js";

// [[why, [text, …]], …]: what is to be copied, in words.
function reasons({ homeless, segments }) {
  const names = new Map(segments.map((segment) => [segment.key, nameOf(segment)]));
  for (const own of ["credit", "note"]) names.set(own, word(own));
  const away = homeless.filter(({ key }) => !names.has(key)).map(({ value }) => value);
  const beside = homeless
    .filter(({ key }) => names.has(key))
    .map(({ key, value }) => word("at", { where: names.get(key), what: value }));
  const all = [
    [word("moved-away"), away],
    [word("beside"), beside],
  ];
  return all.filter(([, texts]) => texts.length);
}

export function showLost(box, work) {
  const found = reasons(work);
  box.hidden = !found.length;
  box.replaceChildren(...found.flatMap(([why, texts]) => drawn(why, texts)));
}

function drawn(why, texts) {
  const [told, list] = [element("p", ""), element("ul", "")];
  told.setAttribute("role", "status");
  say(told, why);
  list.append(...texts.map((text) => element("li", text)));
  return [told, list];
}

// The same for a file.
export function lostWords(work) {
  return reasons(work).flat(2).join("\n\n");
}

// The parts of a segment that its translation must have too: entraide/model/segment.py, again.
//
// The desk and the commands judge what is sent with that module; here people are told while they
// type. A test holds the two to the same answers. What Python and JavaScript name differently,
// spaces and letters, is spelled out; every pattern reads code points, as Python does.

export const SPACE =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const WORD = "\\p{L}\\p{N}_";
export const CODE = /(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/gsu;
export const COMMENT = /<!--(?:-?>|.*?-->)/gsu; // seen by no reader
export const PLACEHOLDER = new RegExp(`\\{\\{[${SPACE}]*([${WORD}.\\-]+)[${SPACE}]*\\}\\}`, "gu");
const LATIN = "a-zA-Zİıſ\u212a"; // what Python takes for these, in small letters and capitals
const AUTOLINK = new RegExp(`<[${LATIN}][${LATIN}0-9+.\\-]*:[^<>${SPACE}]*>`, "gu");
const FOOTNOTE = new RegExp(`\\[\\^[^\\[\\]${SPACE}]+\\]`, "gu");
const REFERENCE = /(?<=\])\[[^\]]+\]/gu;
const PLAIN = `[^${SPACE}()]*`;
const TARGET = new RegExp(
  `(?<=\\]\\()[${SPACE}]*(<[^<>\\n]*>|${PLAIN}(?:\\(${PLAIN}\\)${PLAIN})*)`,
  "gu",
);
const IMAGE = new RegExp(
  `(?<=<[iI][mM][gG])[^<>]*?[${SPACE}][sS][rR][cC][${SPACE}]*=[${SPACE}]*["']?([^${SPACE}"'<>]+)`,
  "gu",
);
const NUMBER = /\p{Nd}+(?:[.,\u202f\u00a0 ]\p{Nd}{3})*/gu;
const SEPARATORS = /[.,\u202f\u00a0 ]/gu;

// Controls, what is no character, and the marks that turn the direction of all that follows.
const NO_CHARACTERS = [...Array(17).keys()]
  .flatMap((plane) => [0xfffe, 0xffff].map((last) => String.fromCodePoint(plane * 0x10000 + last)))
  .join("");
export const UNWRITABLE = new RegExp(
  "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069" +
    `\\ud800-\\udfff\\ufdd0-\\ufdef\\ufeff${NO_CHARACTERS}]`,
  "u",
);

// “202E”
export const codeOf = (sign) => sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

// Part -> how often.
export function protectedIn(text) {
  const parts = new Map();
  const add = (part) => parts.set(part, (parts.get(part) ?? 0) + 1);
  for (const pattern of [CODE, COMMENT, PLACEHOLDER, AUTOLINK, FOOTNOTE, REFERENCE]) {
    if (pattern !== COMMENT) for (const [found] of text.matchAll(pattern)) add(found);
    text = text.replace(pattern, " ");
  }
  for (const pattern of [TARGET, IMAGE]) {
    for (const [, target] of text.matchAll(pattern)) add(addressOf(target));
    text = text.replace(pattern, " ");
  }
  for (const [number] of text.matchAll(NUMBER)) add(number.replace(SEPARATORS, ""));
  return parts;
}

// Where a link leads, without the anchor: that is each language's own.
function addressOf(target) {
  const [page, ...anchor] = target.replace(/^[<>]+|[<>]+$/g, "").split("#");
  if (page.includes("://")) return target;
  return page || (anchor.length ? "#" : "");
}

// What `target` lacks of the protected parts of `source`, and what it has beside them.
export function differences(source, target) {
  const [ours, theirs] = [protectedIn(source), protectedIn(target)];
  return [without(ours, theirs), without(theirs, ours)];
}

function without(parts, others) {
  const left = [];
  for (const [part, count] of parts) {
    for (let more = count - (others.get(part) ?? 0); more > 0; more--) left.push(part);
  }
  return left.sort(byCodePoint);
}

export function byCodePoint(one, other) {
  const [ours, theirs] = [[...one], [...other]];
  const at = ours.findIndex((sign, place) => sign !== theirs[place]);
  if (at < 0 || at >= theirs.length) return ours.length - theirs.length;
  return ours[at].codePointAt(0) - theirs[at].codePointAt(0);
}

// The work on one entry: its texts as the site has them, and what somebody makes of them.
//
// A text is named by its key. `value` is what stands in its box, `begun` what stood there at first;
// `same` says that somebody looked at a text that is behind, and found it right as it is.

import { Refused, ask, read } from "./asking.js";
import { WAITING } from "./rules.js";
import { rowsOf, forbiddenIn } from "./wordings.js";

const UNKNOWN = 404;

// The work on an entry for texts of `locale`; undefined where there is no such entry.
// `locales` says of each its language tag, its direction and its name.
export async function opened(number, locale, locales) {
  try {
    const entry = await ask(`entries/${number}.${locale}.json`);
    if (entry.status !== "published") return undefined;
    const waits = WAITING.includes(entry.state); // what is there as PO
    const [glossary, sheet, po] = await Promise.all([
      ask("entries/glossary.json").catch(() => ({ locales: {} })),
      read(`entries/${number}.${locale}.md`),
      waits ? read(`translate/${number}.${locale}.po`).catch(() => "") : "",
    ]);
    return workOn(entry, { glossary: glossary.locales, sheet, po }, locales);
  } catch (error) {
    if (error instanceof Refused && error.status === UNKNOWN) return undefined;
    throw error;
  }
}

// `sheet` and `po` are the files that the work is written into.
function workOn(entry, { glossary, sheet, po }, locales) {
  const { id, locale, source_locale: sourceLocale, revision, title, url, state, markdown } = entry;
  return {
    entry: id,
    locale,
    lang: locales[locale].lang,
    sourceLocale,
    revision,
    credit: "",
    licence: "",
    note: "",
    title,
    url,
    state: isMissing(state) ? "missing" : state,
    markdown,
    sheet,
    po,
    correction: locale === sourceLocale,
    homeless: [], // texts that were made before, and stand in no box
    target: locales[locale],
    source: locales[sourceLocale],
    titleSpoken: locales[isMissing(state) ? sourceLocale : locale],
    rows: rowsOf(glossary, sourceLocale, locale),
    forbidden: forbiddenIn(glossary, locale),
    segments: (entry.segments ?? []).map((one) => {
      return { ...one, value: one.text, begun: one.text, same: false };
    }),
  };
}

// Nothing is published yet; where somebody has proposed something, too.
const isMissing = (state) => ["missing", "proposed"].includes(state);

export const isTouched = ({ value, begun, same }) =>
  value.trim() !== "" && (value.trim() !== begun.trim() || same);

// Whether nothing is left to do about a text.
export function isDone(segment) {
  if (!segment.value.trim()) return false;
  return segment.state !== "changed" || isTouched(segment);
}

export const touched = (work) => work.segments.filter(isTouched);

// What the desk is sent.
export function proposal(work) {
  const { entry, locale, revision, credit, note } = work;
  const texts = touched(work).map(({ key, value }) => [key, value.trim()]);
  const segments = Object.fromEntries(texts);
  return { entry, locale, revision, segments, credit, licence: true, note };
}

// All that somebody has made: to be kept, or put on a newer text.
export function made(work) {
  const { entry, locale, revision, credit, note } = work;
  const texts = touched(work).map(({ key, value, same }) => ({ key, value, same }));
  return { entry, locale, revision, credit, note, texts: [...texts, ...work.homeless] };
}

// Puts what was made on the work, wherever nobody has written anything yet: that stays. What finds no
// place stays with the work all the same.
export function resumed(work, { texts, ...said }) {
  const places = new Map(work.segments.map((segment) => [segment.key, segment]));
  const left = texts.filter((text) => !placed(places.get(text.key), text));
  for (const key of ["credit", "note"]) {
    const value = said[key] ?? "";
    work[key] ||= value;
    if (value && value !== work[key]) left.push({ key, value, same: false });
  }
  const named = [...work.homeless, ...left].map((text) => [`${text.key} ${text.value}`, text]);
  work.homeless = [...new Map(named).values()];
}

function placed(segment, { value, same }) {
  if (!segment) return false;
  if (isTouched(segment)) return segment.value.trim() === value.trim();
  Object.assign(segment, { value, same: Boolean(same) });
  return true;
}

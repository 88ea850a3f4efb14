// The draft of a proposal: the texts of an entry as published, and what a visitor changes in them.
//
// A text is named by its key. `value` is what stands in its box, `initial` what stood there at first;
// `same` says that somebody looked at a text that is behind, and found it right as it is.

import { RefusedError, requestJson, requestText } from "../requests.js";
import { MISSING, PARTIAL_STATES, WAITING_STATES } from "./rules.js";
import { pairTerms, listForbidden } from "./wordings.js";

const UNKNOWN = 404;

// The work on an entry for texts of `locale`; undefined where there is no such entry.
// `locales` says of each its language tag, its direction and its name.
export async function loadDraft(number, locale, locales) {
  try {
    const entry = await requestJson(`entries/${number}.${locale}.json`);
    if (entry.status !== "published") return undefined;
    const waits = WAITING_STATES.includes(entry.state); // what is there as PO
    const [glossary, sheet, po] = await Promise.all([
      requestJson("entries/glossary.json").catch(() => ({ locales: {} })),
      requestText(`entries/${number}.${locale}.md`),
      waits ? requestText(`translate/${number}.${locale}.po`).catch(() => "") : "",
    ]);
    return makeDraft(entry, { glossary: glossary.locales, sheet, po }, locales);
  } catch (error) {
    if (error instanceof RefusedError && error.status === UNKNOWN) return undefined;
    throw error;
  }
}

// `sheet` and `po` are the files that the work is written into.
function makeDraft(entry, { glossary, sheet, po }, locales) {
  const { id, locale, source_locale: sourceLocale, revision, title, url, state, markdown } = entry;
  const isMissing = MISSING.includes(state);
  return {
    entry: id,
    locale,
    revision,
    credit: "",
    licence: "",
    note: "",
    title,
    url,
    state: isMissing ? "missing" : ((entry.partial && PARTIAL_STATES[state]) || state),
    markdown,
    sheet,
    po,
    correction: locale === sourceLocale,
    unplaced: [], // texts that were made before, and stand in no box
    target: locales[locale],
    source: locales[sourceLocale],
    titleSpoken: locales[isMissing ? sourceLocale : locale],
    rows: pairTerms(glossary, sourceLocale, locale),
    forbidden: listForbidden(glossary, locale),
    segments: (entry.segments ?? []).map((one) => {
      return { ...one, value: one.text, initial: one.text, same: false };
    }),
  };
}

export const isTouched = ({ value, initial, same }) =>
  value.trim() !== "" && (value.trim() !== initial.trim() || same);

// Whether nothing is left to do about a text.
export function isDone(segment) {
  if (!segment.value.trim()) return false;
  return segment.state !== "changed" || isTouched(segment);
}

export const listTouched = (draft) => draft.segments.filter(isTouched);

// What the desk is sent.
export function makeProposal(draft) {
  const { entry, locale, revision, credit, note } = draft;
  const texts = listTouched(draft).map(({ key, value }) => [key, value.trim()]);
  const segments = Object.fromEntries(texts);
  return { entry, locale, revision, segments, credit, licence: true, note };
}

// All that somebody has made: to be kept, or put on a newer text.
export function exportDraft(draft) {
  const { entry, locale, revision, credit, note } = draft;
  const texts = listTouched(draft).map(({ key, value, same }) => ({ key, value, same }));
  return { entry, locale, revision, credit, note, texts: [...texts, ...draft.unplaced] };
}

// Puts what was made on the work, wherever nobody has written anything yet: that stays. What finds no
// place stays with the work all the same.
export function restoreDraft(draft, { texts, ...said }) {
  const places = new Map(draft.segments.map((segment) => [segment.key, segment]));
  const left = texts.filter((text) => !restoreText(places.get(text.key), text));
  for (const key of ["credit", "note"]) {
    const value = said[key] ?? "";
    draft[key] ||= value;
    if (value && value !== draft[key]) left.push({ key, value, same: false });
  }
  const named = [...draft.unplaced, ...left].map((text) => [`${text.key} ${text.value}`, text]);
  draft.unplaced = [...new Map(named).values()];
}

function restoreText(segment, { value, same }) {
  if (!segment) return false;
  if (isTouched(segment)) return segment.value.trim() === value.trim();
  Object.assign(segment, { value, same: Boolean(same) });
  return true;
}

// Stores a draft in localStorage, and warns before a window with unsaved work is closed.
//
// Nothing is stored before the visitor ticks the box. There is no warning when the visitor leaves by
// “Leave this page”: that button must always work at once.

import { exportDraft } from "./draft.js";

const makeStorageKey = ({ entry, locale }) => `entraide.proposal.${entry}.${locale}`;

// Returns whether the browser has stored it.
export function storeDraft(draft) {
  try {
    localStorage.setItem(makeStorageKey(draft), JSON.stringify(exportDraft(draft)));
    return true;
  } catch {
    return false;
  }
}

export function deleteDraft(draft) {
  try {
    localStorage.removeItem(makeStorageKey(draft));
  } catch {
    // a browser that stores nothing has nothing to forget
  }
}

// Returns what `exportDraft` returned when it was stored, or null.
export function readStoredDraft(draft) {
  try {
    const stored = JSON.parse(localStorage.getItem(makeStorageKey(draft)));
    return Array.isArray(stored?.texts) ? stored : null;
  } catch {
    return null;
  }
}

function preventUnload(event) {
  if (!document.documentElement.classList.contains("leaving")) event.preventDefault();
}

// Whether closing the window loses work: only then is anybody asked.
export function warnBeforeUnload(unsaved) {
  if (unsaved) addEventListener("beforeunload", preventUnload);
  else removeEventListener("beforeunload", preventUnload);
}

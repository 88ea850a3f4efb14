// Where the work is while nobody has it: in this window, and on the device for whoever wants that.
//
// Nothing is stored before somebody ticks the box. A window that is closed with work in it asks
// once, unless the visitor leaves by “Leave this page”: that way must never be held.

import { made } from "./work.js";

const nameOf = ({ entry, locale }) => `entraide.proposal.${entry}.${locale}`;

// Whether the device has taken it.
export function keep(work) {
  try {
    localStorage.setItem(nameOf(work), JSON.stringify(made(work)));
    return true;
  } catch {
    return false;
  }
}

export function forget(work) {
  try {
    localStorage.removeItem(nameOf(work));
  } catch {
    // a browser that stores nothing has nothing to forget
  }
}

// What `made` gave on another day, or nothing.
export function kept(work) {
  try {
    const found = JSON.parse(localStorage.getItem(nameOf(work)));
    return Array.isArray(found?.texts) ? found : null;
  } catch {
    return null;
  }
}

function hold(event) {
  if (!document.documentElement.classList.contains("leaving")) event.preventDefault();
}

// Whether closing the window loses work: only then is anybody asked.
export function guard(unsaved) {
  if (unsaved) addEventListener("beforeunload", hold);
  else removeEventListener("beforeunload", hold);
}

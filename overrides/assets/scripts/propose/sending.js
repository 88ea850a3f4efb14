// The way to the desk: a proof of work, done by this browser, and then the proposal.

import { Refused, ask, inTime } from "./asking.js";
import { loaded } from "./loading.js";
import { proposal } from "./work.js";
import { word } from "./words.js";

const PROOF = new URL("../proof.js", import.meta.url).href;
const { lang } = document.documentElement;

// The address of the receipt, relative to the site's base. A proof that is too old is done again.
export async function sent(work, again = true) {
  try {
    const altcha = await proven(work);
    const { receipt } = await ask("desk/proposals", { ...proposal(work), altcha });
    return receipt;
  } catch (error) {
    if (again && error.word === "proof") return sent(work, false);
    throw error;
  }
}

async function proven({ entry, locale }) {
  const query = new URLSearchParams({ entry, locale, for: "proposal" });
  const challenge = await ask(`desk/challenge?${query}`);
  const { solved } = await loaded(PROOF);
  return solved(challenge);
}

export const isMoved = (error) => error instanceof Refused && error.word === "moved";

export function wordsFor(error) {
  const { status, word: why, wait } = error;
  if (status === 429) return word("many", { when: inTime(wait || 60, lang) });
  if (why === "proof") return word("unproven");
  if (isMoved(error)) return word("moved");
  return error instanceof Refused && status < 500 ? word("refused") : word("unanswered");
}

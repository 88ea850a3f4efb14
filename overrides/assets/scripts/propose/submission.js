// Sends a proposal to the desk, after the browser has solved a proof of work.

import { RefusedError, requestJson, formatDelay } from "../requests.js";
import { importModule } from "./lazy_loading.js";
import { makeProposal } from "./draft.js";
import { getMessage } from "./messages.js";

const PROOF_SCRIPT = new URL("../proof.js", import.meta.url).href;
const { lang } = document.documentElement;

// The address of the receipt, relative to the site's base. A proof that is too old is done again.
export async function submitProposal(draft, again = true) {
  try {
    const altcha = await solveChallenge(draft);
    const { receipt } = await requestJson("desk/proposals", { ...makeProposal(draft), altcha });
    return receipt;
  } catch (error) {
    if (again && error.word === "proof") return submitProposal(draft, false);
    throw error;
  }
}

async function solveChallenge({ entry, locale }) {
  const query = new URLSearchParams({ entry, locale, for: "proposal" });
  const challenge = await requestJson(`desk/challenge?${query}`);
  const { solved } = await importModule(PROOF_SCRIPT);
  return solved(challenge);
}

export const isMoved = (error) => error instanceof RefusedError && error.word === "moved";

export function describeError(error) {
  const { status, word: why, wait } = error;
  if (status === 429) return getMessage("many", { when: formatDelay(wait || 60, lang) });
  if (why === "proof") return getMessage("unproven");
  if (isMoved(error)) return getMessage("moved");
  return error instanceof RefusedError && status < 500 ? getMessage("refused") : getMessage("unanswered");
}

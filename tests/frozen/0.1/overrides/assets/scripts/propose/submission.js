// Sends a proposal to the desk, after the browser has solved a proof of work.

import { RefusedError, requestJson, formatDelay, solveChallenge } from "../requests.js";
import { makeProposal } from "./draft.js";
import { getMessage } from "./messages.js";

const { lang } = document.documentElement;

// The address of the receipt, relative to the site's base. A proof that is too old is done again.
export async function submitProposal(draft, again = true) {
  try {
    const altcha = await solveChallenge(draft, "proposal");
    const { receipt } = await requestJson("desk/proposals", { ...makeProposal(draft), altcha });
    return receipt;
  } catch (error) {
    if (again && error.word === "proof") return submitProposal(draft, false);
    throw error;
  }
}

export const isMoved = (error) => error instanceof RefusedError && error.word === "moved";

export function describeError(error) {
  const { status, word: why, wait } = error;
  if (status === 429) return getMessage("many", { when: formatDelay(wait || 60, lang) });
  if (why === "proof") return getMessage("unproven");
  if (isMoved(error)) return getMessage("moved");
  return error instanceof RefusedError && status < 500 ? getMessage("refused") : getMessage("unanswered");
}

// Requests to this site: its files and the desk. There are none to other hosts.

import { importModule } from "./lazy_loading.js";

export const BASE = new URL("../../", import.meta.url);
const PROOF_SCRIPT = new URL("proof.js", import.meta.url).href;
const PATIENCE = 20_000; // milliseconds that an answer may take, if nothing else is said

export class RefusedError extends Error {
  constructor(status, word, wait) {
    super(word);
    Object.assign(this, { status, word, wait });
  }
}

// Returns the answer as JSON, to a POST of `body` or to a GET. Throws RefusedError when the answer is
// no success, and another error when there is no answer in time.
export async function requestJson(path, body, patience) {
  return JSON.parse(await requestText(path, body, patience));
}

// The same as text.
export async function requestText(path, body, patience = PATIENCE) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  const quiet = { credentials: "omit", redirect: "error", signal: stop.signal };
  const headers = { "Content-Type": "application/json" };
  const post = body && { method: "POST", body: JSON.stringify(body), headers };
  try {
    const answer = await fetch(new URL(path, BASE), { ...quiet, ...post, cache: "no-cache" });
    if (answer.ok) return await answer.text();
    const { error } = await answer.json().catch(() => ({}));
    throw new RefusedError(answer.status, error, Number(answer.headers.get("Retry-After")));
  } finally {
    clearTimeout(timer);
  }
}

// Returns the proof of work for one text. The desk is told what it is for: "rating", "proposal", or
// "" for feedback.
export async function solveChallenge({ entry, locale }, purpose, patience) {
  const query = new URLSearchParams({ entry, locale, for: purpose });
  return solveChallengeAt(`desk/challenge?${query}`, patience);
}

// Returns the proof of work for the challenge at an address of the desk.
export async function solveChallengeAt(path, patience) {
  const challenge = await requestJson(path, undefined, patience);
  const { solve } = await importModule(PROOF_SCRIPT);
  return solve(challenge);
}

// “in 5 minutes”
export function formatDelay(seconds, lang) {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  const [count, unit] = minutes < 60 ? [minutes, "minute"] : [Math.ceil(minutes / 60), "hour"];
  return new Intl.RelativeTimeFormat(lang).format(count, unit);
}

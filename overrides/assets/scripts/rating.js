// “Was this helpful?”: sends the answer without leaving the page, and then asks what was wrong.
//
// Without this script the form is sent as any other, and the desk answers with a small page. What
// follows an answer is partials/feedback.html, which a build puts beside this file, once a
// language; it is loaded when somebody touches the form, and requests.js with it. What cannot be
// sent stays where it was typed, and can go by e-mail. Nothing is stored on the device.

import { importModule } from "./lazy_loading.js";

const PATIENCE = 10_000; // milliseconds that the desk has to answer
const REPLACED = ["token", "proof"]; // what the desk finds too old: a new one may do

const { lang } = document.documentElement;
const form = document.querySelector("form.rating");
let followUp; // what follows an answer, once it is there
let requests; // requests.js, once it is there
let answered; // the last answer that was sent
let token; // what the desk gave for it
let busy = false;

const part = (name) => followUp.querySelector(`.feedback-${name}`);
const getTextarea = () => followUp.querySelector("textarea");
const getLongest = () => Number(getTextarea().dataset.longest); // characters of a comment

/* What follows an answer */

let loading;

function load() {
  loading ??= loadBoth().catch((error) => {
    loading = undefined; // the next touch tries again
    throw error;
  });
  return loading;
}

async function loadBoth() {
  const words = new URL(`feedback.${lang}.js`, import.meta.url);
  const [module, { default: html }] = await Promise.all([import("./requests.js"), importModule(words)]);
  requests = module;
  place(html);
}

function place(html) {
  form.insertAdjacentHTML("afterend", html);
  followUp = form.nextElementSibling;
  if (!("localised" in form.dataset)) followUp.querySelector("[data-translation]").remove();
  for (const link of followUp.querySelectorAll("a")) link.dataset.way = link.getAttribute("href");
  for (const link of followUp.querySelectorAll("a")) link.href = resolveLink(link);
  const withdrawal = part("done").querySelector("form");
  withdrawal.action = new URL(withdrawal.getAttribute("action"), requests.BASE);
  followUp.addEventListener("click", ({ target }) => {
    if (target.dataset.way) target.href = resolveLink(target); // with what was typed since
  });
  part("form").addEventListener("submit", onFeedback);
  getTextarea().addEventListener("input", onTyping);
}

// Where a link leads: a page of the site, or a letter with all that was entered.
function resolveLink({ dataset: { way } }) {
  if (!way.startsWith("mailto:")) return new URL(way, requests.BASE);
  const about = answerIn(form);
  const address = way.replace(/\{([^{}]+)\}/g, (_, name) => about[name]);
  const chosen = document.querySelectorAll(".rating :checked, .feedback :checked");
  const labels = Array.from(chosen, ({ parentElement }) => parentElement.textContent.trim());
  const lines = [...labels, getTextarea().value].join("\n").trim().replace(/\r?\n/g, "\r\n");
  return `${address}&body=${encodeURIComponent(lines)}`;
}

// Said beside the form in question, aloud too. `write` offers the way without the desk.
let timer;

function say(where, words, write = false) {
  const [one, other] = followUp.querySelectorAll(".rating-said");
  const [status, silent] = where === form ? [one, other] : [other, one];
  const way = followUp.querySelector(".rating-write");
  clearTimeout(timer);
  status.textContent = silent.textContent = "";
  timer = setTimeout(() => (status.textContent = words), 50); // the same words again are spoken too
  status.after(way);
  way.hidden = !write;
  way.firstElementChild.href = resolveLink(way.firstElementChild);
}

/* Asking the desk */

// The answer to `body`, or to the mere question; it fails when the desk takes too long.
const ask = (path, body) => requests.requestJson(path, body, PATIENCE);

// Does `act`, one at a time, and says what went wrong.
async function runOnce(where, act) {
  if (busy) return;
  busy = true;
  say(where, followUp.dataset.sending);
  try {
    await act();
  } catch (error) {
    say(where, wordsFor(error), true);
  } finally {
    busy = false;
  }
}

function wordsFor({ status, word, wait }) {
  if (status === 429) return followUp.dataset.many.replace("{when}", requests.formatDelay(wait, lang));
  if (word === "proof") return followUp.dataset.unproven;
  if (status === 404 || status === 422) return followUp.dataset.refused;
  return followUp.dataset.unanswered;
}

/* The answer */

function answerIn(chosen) {
  const { entry, locale, revision, rating, helpful } = Object.fromEntries(new FormData(chosen));
  const about = { entry: Number(entry), locale, revision: Number(revision) };
  return helpful ? { ...about, helpful: helpful === "yes" } : { ...about, rating: Number(rating) };
}

async function vote(answer) {
  const kept = await ask(form.action, answer).catch(async (error) => {
    if (error.word !== "proof") throw error; // it is asked for while many answers come
    return ask(form.action, { ...answer, altcha: await solve(answer, "rating") });
  });
  answered = answer;
  token = kept.token;
  return kept.ask;
}

async function onVote(event) {
  event.preventDefault();
  try {
    await load();
  } catch {
    // The desk has words of its own; where nothing answers, the page would be lost.
    return (await isSiteThere()) ? form.submit() : sayHere(form.dataset.unanswered);
  }
  sayHere("");
  if (!form.querySelector(":checked")) {
    form.querySelector("[type=radio]").focus();
    return say(form, followUp.dataset.unchosen);
  }
  await runOnce(form, async () => {
    const asks = await vote(answerIn(form));
    form.querySelector("button").textContent = followUp.dataset.change;
    part("form").hidden = !asks;
    part("done").hidden = true;
    say(form, asks ? followUp.dataset.asks : followUp.dataset.thanks);
  });
}

const isSiteThere = () =>
  fetch(location.pathname, { method: "HEAD", cache: "no-store", credentials: "omit" }).then(
    ({ ok }) => ok,
    () => false,
  );

// Said in the form itself, before what follows an answer is there.
function sayHere(words) {
  const said = form.querySelector(".rating-said") ?? document.createElement("p");
  said.className = "rating-said";
  said.setAttribute("role", "alert");
  form.append(said);
  said.textContent = words;
}

/* The reasons and the comment */

let proof; // a promise of the proof of work that a comment needs; it is done while one types

const prove = () => (proof ??= solve(answered, ""));
const solve = (answer, purpose) => requests.solveChallenge(answer, purpose, PATIENCE);

function onTyping() {
  const length = [...getTextarea().value].length;
  const over = length > getLongest();
  if (over !== part("count").hasAttribute("data-over")) say(part("form"), over ? tooLong() : "");
  part("count").toggleAttribute("data-over", over);
  part("count").textContent = `${length.toLocaleString(lang)} / ${getLongest().toLocaleString(lang)}`;
  prove().catch(() => (proof = undefined)); // the visitor is told when something is sent
}

const tooLong = () => followUp.dataset.long.replace("{count}", getLongest().toLocaleString(lang));

async function onFeedback(event) {
  event.preventDefault();
  const reasons = Array.from(part("form").querySelectorAll(":checked"), ({ value }) => value);
  const comment = getTextarea().value.trim();
  if (!comment && !reasons.length) return say(part("form"), followUp.dataset.nothing);
  if ([...comment].length > getLongest()) return say(part("form"), tooLong());
  await runOnce(part("form"), async () => {
    showReceipt(await sendFeedback({ reasons, comment }));
    say(form, "");
    part("form").reset();
    part("form").hidden = true;
    part("done").hidden = false;
    part("done").focus();
  });
}

// The code by which what was sent can be withdrawn: it is on the page alone.
function showReceipt({ receipt = "" }) {
  const withdrawal = part("done").querySelector("form");
  withdrawal.hidden = !receipt; // an older desk gives none
  withdrawal.querySelector("code").textContent = receipt;
  withdrawal.receipt.value = receipt;
}

// A token or a proof that has become too old is replaced, once. Returns what the desk answers.
async function sendFeedback(said, again = true) {
  const { entry, locale, revision } = answered;
  try {
    const altcha = said.comment ? await prove() : "";
    const body = { entry, locale, revision, ...said, token, altcha };
    return await ask("desk/feedback", body);
  } catch (error) {
    proof = undefined;
    if (!again || !REPLACED.includes(error.word)) throw error;
    if (error.word === "token") await vote(answered);
    return sendFeedback(said, false);
  }
}

if (form) {
  form.addEventListener("submit", onVote);
  for (const touch of ["focusin", "pointerdown"]) {
    form.addEventListener(touch, () => load().catch(() => {}), { once: true });
  }
}

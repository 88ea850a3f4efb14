// Search: a dialog over the index of the page's language, which search/index.js reads.
//
// Without this script the header holds a plain link to all entries. Nothing of the index is loaded
// before the dialog opens. The words typed stay in this page: in no address, storage or log. The
// dialog and its words are partials/search_dialog.html, which a build puts beside this file, once a
// language.

import { importModule } from "./lazy_loading.js";

const SHOWN = 8; // results at first, and with each press of “More results”
const LETTERS = 3; // nothing is asked under three, but for numbers
const PAUSE = 150; // milliseconds without a key before asking
const PATIENCE = 100; // milliseconds that an answer waits for more, on a network that is not slow
const BASE = new URL("../../", import.meta.url);

const { lang } = document.documentElement;
const link = document.querySelector(".search-open");
let dialog; // once it is there
let wanted = false; // by its keys, before it was
const part = (name) => dialog.querySelector(`.search-${name}`);

/* The index */

let index; // a promise of it, once the dialog has been open
let ready = false; // it has answered

const loadScript = (name) => importModule(new URL(`search/${name}.js`, import.meta.url));

// All that a first answer needs is asked for at once.
function load() {
  index ??= begin();
  return index;

  async function begin() {
    const folder = new URL(dialog.dataset.index, BASE);
    const names = fetch(new URL("names.json", folder));
    names.catch(() => {}); // whoever waits for the index is told
    const [{ openIndex }] = await Promise.all([loadScript("index"), loadScript("words")]);
    return openIndex(folder, names);
  }
}

/* What is shown */

let timer; // of the pause after a key
let turn = 0; // of the last question: an answer that comes late is dropped
let waiting = []; // results found and not shown yet
let pinned; // the answer above the results, if there is one

const letters = (text) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

const isAsked = (text) => letters(text) >= LETTERS || /\d/.test(text);

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

const loadPinned = () => loadScript("pinned");

// A site without pinned answers has no script for them.
const hasPins = () => "pins" in dialog.dataset;

// Shows the pinned answer of what was typed, if there is one; its services come when they are there.
async function pin(found, text, mine) {
  if (!hasPins()) return;
  const { matchPinned, loadAnswerServices, findNumber } = await loadPinned();
  if (mine !== turn) return;
  const answer = matchPinned(found, text);
  findNumber(part("numbers")?.innerHTML ?? "", text, dialog.dataset.country).then(
    (line) => mine === turn && part("number").replaceChildren(...line),
  );
  if (answer === pinned) return;
  pinned = answer;
  const card = part("pinned");
  card.hidden = !answer;
  if (!answer) return;
  card.querySelector("h2").textContent = answer.title;
  const entry = card.querySelector("[data-entry]");
  entry.href = new URL(answer.url, BASE);
  entry.textContent = answer.entry;
  card.querySelector(".search-services").replaceChildren();
  card.querySelector(".search-where").hidden = false;
  loadAnswerServices(answer, found, dialog.dataset.country).then((services) => {
    if (pinned !== answer) return;
    card.querySelector(".search-services").replaceChildren(...services);
    card.querySelector(".search-where").hidden = services.length > 0;
  }, () => {}); // the links to all countries stay
}

// Whether somebody is among the answers: they must not move away.
const isReading = () => document.activeElement !== part("field") && stops().includes(document.activeElement);

async function ask() {
  clearTimeout(timer); // asked already: a second answer would take the focus away
  const mine = ++turn;
  const text = part("field").value;
  if (!isAsked(text)) return clear();
  try {
    if (!ready) say(dialog.dataset.wait);
    const asked = performance.now();
    const found = await load();
    const patience = performance.now() - asked < 3 * PATIENCE ? PATIENCE : 0;
    const card = pin(found, text, mine).catch(() => {}); // results stand without it
    const words = found.loadWords(text);
    words.catch(() => {}); // told below, where nobody has asked something else
    await Promise.race([Promise.allSettled([words, card]), wait(patience)]);
    if (mine !== turn) return;
    const first = found.find(text); // names answer too
    if (first.rows.length && !first.near) answer(first);
    ready = true;
    await words;
    if (mine !== turn || isReading()) return;
    answer(found.find(text));
    const shown = pinned;
    await card; // on a slow line it comes after the results, and is announced when it is there
    if (mine === turn && pinned !== shown && !isReading()) answer(found.find(text));
  } catch (error) {
    if (mine === turn) fail(error);
  }
}

function clear() {
  pinned = undefined;
  part("pinned").hidden = true;
  show([], "");
}

function answer({ rows, near }) {
  waiting = rows.slice(SHOWN);
  const count = near ? dialog.dataset.near : formatCount(rows.length);
  const words = rows.length ? count : dialog.dataset.none;
  const said = pinned && (rows.length ? count : "");
  show(rows.slice(0, SHOWN).map(draw), pinned ? `${pinned.title}. ${said}` : words);
}

// What has been found stays, where a part of the words is missing.
function fail({ reason = navigator.onLine ? "blocked" : "offline" }) {
  if (part("results").children.length) return;
  index = undefined;
  ready = false;
  show([], dialog.dataset[reason]);
}

function showMore() {
  const rows = waiting.splice(0, SHOWN).map(draw);
  part("results").append(...rows);
  part("more").hidden = !waiting.length;
  rows[0].querySelector("a").focus();
}

function show(rows, words) {
  part("results").replaceChildren(...rows);
  part("more").hidden = !rows.length || !waiting.length;
  say(words);
}

// The status is announced; the hint stands in its place while there is nothing to say.
function say(words) {
  const status = part("status");
  if (status.textContent !== words) status.textContent = words;
  part("hint").hidden = Boolean(words);
  part("questions").hidden = Boolean(words) && words !== dialog.dataset.none;
}

// “5 results”: the template has a sentence for each number of the list; taken is the first in the
// same plural form as `count`.
function formatCount(count) {
  const rules = new Intl.PluralRules(lang);
  const sample = [0, 1, 2, 3, 11, 100].find((n) => rules.select(n) === rules.select(count)) ?? 100;
  return dialog.getAttribute(`data-count-${sample}`).replace("{count}", count.toLocaleString(lang));
}

function draw(row) {
  const item = dialog.querySelector("template").content.firstElementChild.cloneNode(true);
  item.querySelector("a").href = new URL(row.url, BASE);
  item.querySelector(".search-title").textContent = row.title;
  item.querySelector(".search-summary").textContent = row.summary ?? "";
  mark(item.querySelector(".small-mark"), row);
  for (const said of item.querySelectorAll("[data-said]")) setLanguage(said, row);
  return item;
}

// Says that a text is in another language, where a service is, or that a term is explained.
function mark(place, { language, mark, kind }) {
  const words = language ? place.textContent.replace("{language}", language) : mark;
  place.textContent = words ?? (kind === "term" ? dialog.dataset.term : "");
  if (!place.textContent) place.remove();
}

// The summary of a service is in the language of the page.
function setLanguage(place, row) {
  if (!row.lang || (row.kind === "service" && place.matches(".search-summary"))) return;
  Object.assign(place, { lang: row.lang, dir: row.dir });
}

/* The dialog */

function open() {
  if (!dialog.open) dialog.showModal();
  part("field").focus();
  Promise.all([load(), hasPins() ? loadPinned() : {}]).then(
    ([found, { prepareServices }]) => prepareServices?.(found, dialog.dataset.country).catch(() => {}),
    () => (index = undefined), // the visitor is told when something is asked
  );
}

// What the arrows stop at: a pinned answer, the results, or the questions of the empty box.
const stops = () => [
  part("field"),
  ...dialog.querySelectorAll(":is(.search-pinned, .search-results, .search-questions):not([hidden]) a"),
];

// Up and down go through the field and what stands below; Enter in the field goes to the first.
function onKey(event) {
  const here = stops().indexOf(event.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || (event.key !== "Escape" && here < 0)) return;
  if (event.key === "Escape") dialog.close();
  else if (step) stops()[Math.max(0, here + step)]?.focus();
  else if (event.key === "Enter" && here === 0) ask().then(() => stops()[1]?.focus());
  else return;
  event.preventDefault();
}

function onShortcut(event) {
  const held = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!held || event.key.toLowerCase() !== "k") return;
  event.preventDefault();
  if (dialog) open();
  else wanted = true;
}

// A button in place of the link, which stays where there is no script. Whoever has come to the link
// by keyboard before this script was there stays at it.
function button() {
  const opener = document.createElement("button");
  const keys = document.createElement("kbd");
  keys.textContent = /Mac|iP/.test(navigator.platform) ? "⌘ K" : "Ctrl K";
  keys.setAttribute("aria-hidden", "true");
  opener.type = "button";
  opener.className = link.className;
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
  opener.append(...link.childNodes, keys);
  const here = document.activeElement === link;
  link.replaceWith(opener);
  if (here) opener.focus();
  return opener;
}

function listen() {
  const opener = button();
  opener.addEventListener("click", open);
  dialog.addEventListener("keydown", onKey);
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  part("close").addEventListener("click", () => dialog.close());
  part("more").addEventListener("click", showMore);
  part("field").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  dialog.addEventListener("close", () => {
    part("field").value = ""; // whoever opens it next must not read it
    ask();
    if (!document.activeElement || document.activeElement === document.body) opener.focus();
  });
  addEventListener("pagehide", () => dialog.open && dialog.close());
}

// Where the dialog cannot be loaded, or shown, the link to all entries stays.
async function begin() {
  if (!link || !window.HTMLDialogElement) return;
  document.addEventListener("keydown", onShortcut);
  try {
    const { default: html } = await import(new URL(`search.${lang}.js`, import.meta.url));
    link.parentElement.insertAdjacentHTML("beforeend", html);
  } catch {
    return document.removeEventListener("keydown", onShortcut);
  }
  dialog = link.parentElement.querySelector(".search-dialog");
  for (const way of dialog.querySelectorAll("a[href]")) {
    way.href = new URL(way.getAttribute("href"), BASE);
  }
  const exit = document.querySelector(".exit-link")?.cloneNode(true); // the dialog covers it
  exit?.removeAttribute("aria-describedby");
  part("top").prepend(exit ?? "");
  listen();
  if (wanted) open();
}

begin();

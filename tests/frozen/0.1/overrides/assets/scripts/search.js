// Search: a dialog over Pagefind's index of the page's language.
//
// Without this script the header holds a plain link to all entries. Nothing of Pagefind is loaded
// before the dialog opens. The words typed stay in this page: in no address, storage or log. The
// dialog and its words are partials/search_dialog.html, which a build puts beside this file, once a
// language; what is veiled in the index and which parts of words are silent is told in
// src/entraide/publish/search.py.

const SHOWN = 8; // results at first, and with each press of “More results”
const LETTERS = 3; // nothing is asked under three, but for numbers
const PAUSE = 200; // milliseconds without a key before asking
const WEIGHTS = { id: 100, title: 8, keywords: 6, summary: 4, source_title: 2, source_keywords: 2 };
const BASE = new URL("../../", import.meta.url);
const BUNDLE = new URL("pagefind/", BASE);

const { lang } = document.documentElement;
const link = document.querySelector(".search-open");
let dialog; // once it is there
let wanted = false; // by its keys, before it was
const part = (name) => dialog.querySelector(`.search-${name}`);


/* What is typed */

// A word without punctuation around it and without its silent parts: l’utilisateur, person’s.
function stripWord(word) {
  let rest = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  for (const silent of dialog.dataset.silent.split(" ").filter(Boolean)) {
    const low = rest.toLowerCase();
    if (silent.endsWith("’") && low.startsWith(silent)) rest = rest.slice(silent.length);
    else if (silent.startsWith("’") && low.endsWith(silent)) rest = rest.slice(0, -silent.length);
  }
  return rest;
}

// The words to look for; a letter that stands alone tells nothing: “l utilisateur”.
function wordsOf(text) {
  const apart = text.replace(/['‘ʼ`´′]/g, "’").split(/[\s—–…/]+/);
  return apart.map(stripWord).filter((word) => word.length > 1 || /\d/.test(word));
}

const numberIn = (text) => text.match(/^\s*(?:n[°º]?|no\.?|#)?\s*(\d+)\s*$/i)?.[1];

/* The index */

let engine; // a promise of Pagefind, once the dialog has been open
let ready = false; // it has answered
let tries = ""; // a browser remembers that an import failed: the next one needs another address

function load() {
  const settings = { noWorker: true, excerptLength: 24, ranking: { metaWeights: WEIGHTS } };
  const from = (pagefind) => pagefind.createInstance(settings);
  return (engine ??= import(new URL(`pagefind.js${tries}`, BUNDLE)).then(from));
}

function resetEngine() {
  engine = undefined;
  ready = false;
  tries = `?${Date.now()}`;
}

// Every result that has all the words, an entry's own number first; else those that have some.
async function find(text) {
  const pagefind = await load();
  const number = numberIn(text);
  const words = number ? [number] : wordsOf(text);
  const exact = number ? await findEntry(pagefind, `${number}z`) : [];
  let found = (await pagefind.search(words.join(" "))).results;
  if (!found.length && words.length > 1) found = await findAny(pagefind, words);
  return [...exact, ...found.filter(({ id }) => id !== exact[0]?.id)];
}

// The entry of that number, which ends with a “z” in the index, or none: Pagefind may guess.
async function findEntry(pagefind, id) {
  const [first] = (await pagefind.search(id)).results;
  return first && (await first.data()).meta.id === id ? [first] : [];
}

async function findAny(pagefind, words) {
  const scored = new Map();
  for (const word of words.filter(({ length }) => length > LETTERS)) {
    for (const result of (await pagefind.search(word)).results) {
      const { score = 0, first = result } = scored.get(result.id) ?? {};
      scored.set(result.id, { score: score + result.score, first });
    }
  }
  return [...scored.values()].sort((a, b) => b.score - a.score).map(({ first }) => first);
}

/* What is shown */

let timer; // of the pause after a key
let turn = 0; // of the last question: an answer that comes late is dropped
let waiting = []; // results found and not shown yet

async function ask() {
  clearTimeout(timer); // asked already: a second answer would take the focus away
  const mine = ++turn;
  const text = part("field").value;
  if (!numberIn(text) && wordsOf(text).join("").length < LETTERS) return show([], "");
  try {
    if (!ready) say(dialog.dataset.wait);
    const found = await find(text);
    if (!found.length && !navigator.onLine) throw new Error("offline");
    const rows = await Promise.all(found.slice(0, SHOWN).map(row));
    ready = true;
    if (mine !== turn) return;
    waiting = found.slice(SHOWN);
    show(rows, found.length ? formatCount(found.length) : dialog.dataset.none);
  } catch {
    fail(mine);
  }
}

function fail(mine) {
  resetEngine();
  if (mine === turn) show([], dialog.dataset.failed);
}

async function showMore() {
  const mine = turn;
  const rows = await Promise.all(waiting.splice(0, SHOWN).map(row)).catch(() => fail(mine));
  if (!rows || mine !== turn) return;
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
  part("status").textContent = words;
  part("hint").hidden = Boolean(words);
}

// “5 results”: the template has a sentence for each number of the list; taken is the first in the
// same plural form as `count`.
function formatCount(count) {
  const rules = new Intl.PluralRules(lang);
  const sample = [0, 1, 2, 3, 11, 100].find((n) => rules.select(n) === rules.select(count)) ?? 100;
  return dialog.getAttribute(`data-count-${sample}`).replace("{count}", count.toLocaleString(lang));
}

async function row(result) {
  const { url, meta, excerpt, locations } = await result.data();
  const item = dialog.querySelector("template").content.firstElementChild.cloneNode(true);
  item.querySelector("a").href = url.replace(/\.html$/, "/"); // publish/search.py says why
  item.querySelector(".search-title").textContent = unveiled(meta.source_title ?? meta.title);
  item.querySelector(".search-summary").textContent = unveiled(meta.source_summary ?? meta.summary);
  item.querySelector(".search-excerpt").append(...(locations.length ? marked(excerpt) : []));
  markLanguage(item, meta);
  return item;
}

// Say so when the text is in another language than the page.
function markLanguage(item, meta) {
  const mark = item.querySelector(".small-mark");
  if (!meta.lang) return mark.remove();
  mark.textContent = mark.textContent.replace("{language}", unveiled(meta.language));
  for (const said of item.querySelectorAll("[data-said]")) {
    said.lang = unveiled(meta.lang);
    said.dir = unveiled(meta.dir);
  }
}

// Pagefind's excerpt as nodes, with the mark on the word itself: l’<mark>utilisateur</mark>.
function marked(excerpt) {
  const pieces = excerpt.replace(/\uE000(<\/mark>)? /g, "$1").split(/<\/?mark>/);
  return pieces.flatMap((piece, index) => {
    const text = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    if (index % 2 === 0) return [unveiled(text)];
    const [, before, word, after] = text.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    const mark = document.createElement("mark");
    mark.textContent = unveiled(word);
    return [unveiled(before), mark, unveiled(after)];
  });
}

// The text as it was written. Pagefind also made every space a plain one: French marks must not
// part from their words.
function unveiled(text = "") {
  const whole = text.replaceAll("\uE000 ", "").replaceAll("« ", "«\u00A0");
  const shown = (veiled) => String.fromCharCode(veiled.charCodeAt(0) - 0xe000);
  return whole.replace(/ (?=[;:!?»])/g, "\u00A0").replace(/[\uE000-\uF8FF]/g, shown);
}

/* The dialog */

function open() {
  if (!dialog.open) dialog.showModal();
  part("field").focus();
  load().catch(resetEngine); // the visitor is told when something is asked
}

const stops = () => [part("field"), ...part("results").querySelectorAll("a")];

// Up and down go through the field and the results; Enter in the field goes to the first one.
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

// A button in place of the link, which stays where there is no script.
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
  link.replaceWith(opener);
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

// Asking a question: entries that may answer it while somebody types, from the index of search, and
// the proof of work when it is sent. Without this script the form is sent as it is. What is typed
// leaves this page with the form alone.

import { importModule } from "./lazy_loading.js";
import { BASE, solveChallengeAt } from "./requests.js";

const SHOWN = 4; // entries
const WORDS = 2; // of a question, before entries are looked for
const PAUSE = 250; // milliseconds without a key
const PATIENCE = 30_000; // milliseconds that the proof of work may take; without it, it is sent too

const form = document.querySelector(".ask-form");
const field = form.elements.question;
const found = form.querySelector(".ask-found");
const sending = form.querySelector(".ask-sending");

let index; // a promise of it, once somebody types
let timer;
let turn = 0; // of the last look: an answer that comes late is dropped

function load() {
  index ??= begin();
  return index;

  async function begin() {
    const folder = new URL(form.dataset.index, BASE);
    const names = fetch(new URL("names.json", folder));
    names.catch(() => {}); // without an index nothing is suggested
    const { openIndex } = await importModule(new URL("search/index.js", import.meta.url));
    return openIndex(folder, names);
  }
}

async function suggest() {
  const mine = ++turn;
  const text = field.value.trim();
  if (text.split(/\s+/).length < WORDS) return show([]);
  try {
    const opened = await load();
    await opened.loadWords(text);
    if (mine !== turn) return;
    const { rows, near } = opened.find(text);
    show(near ? [] : rows.filter(({ number }) => number).slice(0, SHOWN));
  } catch {
    index = undefined;
    if (mine === turn) show([]);
  }
}

function show(rows) {
  const said = rows.length ? form.dataset.found : "";
  const status = found.querySelector("[role=status]");
  if (status.textContent !== said) status.textContent = said;
  found.querySelector("ul").replaceChildren(...rows.map(draw));
}

function draw({ url, title, lang, dir }) {
  const link = document.createElement("a");
  link.href = new URL(url, BASE);
  link.textContent = title;
  if (lang) Object.assign(link, { lang, dir });
  const item = document.createElement("li");
  item.append(link);
  return item;
}

async function send(event) {
  event.preventDefault();
  if (sending.textContent) return; // it is being sent
  sending.textContent = form.dataset.sending;
  const { locale, altcha } = form.elements;
  const query = new URLSearchParams({ locale: locale.value });
  const late = new Promise((done) => setTimeout(done, PATIENCE, ""));
  const proof = solveChallengeAt(`desk/questions/challenge?${query}`).catch(() => "");
  altcha.value = await Promise.race([proof, late]);
  altcha.disabled = !altcha.value;
  form.submit();
}

function begin() {
  const proof = document.createElement("input");
  Object.assign(proof, { type: "hidden", name: "altcha", disabled: true });
  form.append(proof);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE);
  });
  form.addEventListener("submit", send);
  addEventListener("pageshow", () => (sending.textContent = "")); // back from the answer
  suggest();
}

begin();

// The pack for the police, or for the staff of the site: sheets to print, made of the log.
//
// The words of another language are those of this page in that language, which is loaded for it; the
// services of a country are in its module, as for any text. Neither tells what is in the log.

import { importModule } from "../lazy_loading.js";
import { drawServices, guessCountry, isPast, loadCountries, parseFragment } from "../services.js";
import { fillSheets, nameSheets } from "./sheets.js";
import { makeWords } from "./words.js";

const SCRIPTS = new URL("../", import.meta.url);
const find = (id) => document.getElementById(`log.${id}`);

async function loadPage(address) {
  const url = new URL(address, document.baseURI);
  if (url.pathname === location.pathname) return document;
  const answer = await fetch(url, { cache: "no-store" });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// The services of the country for each topic; nothing where it has no module, as another country.
async function drawCountry(place, { country, lang, topics }) {
  if (!place) return;
  if (!country) return place.remove();
  const { default: services } = await importModule(new URL(`country.${country}.${lang}.js`, SCRIPTS));
  for (const topic of topics) if (services[topic]) place.append(drawServices(services[topic].whole));
  const names = new Set(); // a service of two topics stands there once
  for (const one of place.querySelectorAll(".services > li")) {
    if (names.has(one.textContent)) one.remove();
    names.add(one.textContent);
  }
  for (const one of place.querySelectorAll(".where-ways > strong")) one.parentElement.remove(); // its name, and others
  for (const one of place.querySelectorAll(".services:empty")) (one.closest(".where-more") ?? one).remove();
  for (const one of place.querySelectorAll(".where-here")) if (!one.textContent.trim()) one.remove();
}

// The emergency numbers of the country, in the place of the general instruction, unless all are past their day.
function drawNumbers(place, numbers) {
  if (!numbers) return;
  const own = document.importNode(numbers, true);
  for (const one of own.querySelectorAll("[data-review-by]")) if (isPast(one)) one.remove();
  if (own.querySelector("li")) place.replaceChildren(...own.childNodes);
}

async function makeSheets({ whom, country, address, topics, incidents }) {
  const page = await loadPage(address);
  const words = makeWords(page);
  const sheets = document.importNode(page.getElementById("log.sheets").content, true).firstElementChild;
  Object.assign(sheets, { lang: words.lang, dir: words.dir });
  const procedures = page.getElementById("log.procedures").content;
  const byCode = (code) => procedures.querySelector(`[data-of="${code}"]`);
  const procedure = (whom === "platform" ? byCode(whom) : byCode(country)) ?? byCode("");
  fillSheets(sheets, { incidents, words, procedure, whom, topics });
  drawNumbers(sheets.querySelector(".log-danger"), page.getElementById("log.danger").content.querySelector(`[data-of="${country}"]`));
  await drawCountry(sheets.querySelector(".log-services"), { country, lang: words.lang, topics });
  return sheets;
}

async function copy(button, words) {
  const text = button.closest("article").querySelector(".log-text");
  const status = button.nextElementSibling;
  try {
    await navigator.clipboard.writeText(text.textContent);
    status.textContent = words.get("copied");
  } catch {
    getSelection().selectAllChildren(text);
    status.textContent = words.get("not-copied");
  }
}

// The country of the address, that of the site, or a guess; nobody is asked for it before.
async function chooseCountry(select, own) {
  const choose = (code) => {
    if ([...select.options].some(({ value }) => value === code)) select.value = code;
  };
  const { code } = parseFragment(location.hash);
  if (code || own) return choose(code || own);
  return loadCountries().then(
    ({ default: zones }) => choose(guessCountry(zones)),
    () => {}, // then it is another country, until somebody says which
  );
}

// `getIncidents()` gives the log, in order. `clear()` takes away a pack that is no longer right;
// `choose()` proposes a country.
export function listenToPack({ words, say, isWriting, getIncidents }) {
  const [form, drawn, printing, error] = ["make", "drawn", "pack.print", "make.error"].map(find);
  const { own } = find("pack").dataset;
  const { whom, country, language } = form.elements;

  function clear() {
    drawn.replaceChildren();
    printing.hidden = true;
    tell("");
  }

  function tell(text) {
    error.textContent = text;
    error.hidden = !text;
  }

  async function onMake(event) {
    event.preventDefault();
    clear();
    if (isWriting()) return tell(words.get("unadded"));
    const incidents = getIncidents();
    if (!incidents.length) return tell(words.get("nothing"));
    const topics = [...form.querySelectorAll("[name=topics]:checked")].map(({ value }) => value);
    const chosen = { whom: whom?.value || "police", country: country?.value ?? "", address: language.value };
    try {
      drawn.replaceChildren(await makeSheets({ ...chosen, topics, incidents }));
      nameSheets(drawn.firstElementChild);
      if (incidents !== getIncidents()) return clear(); // the log has changed meanwhile
      printing.hidden = false;
      drawn.focus();
      say(words.get("made"), "packed");
    } catch {
      tell(words.get("unloaded"));
    }
    return undefined;
  }

  form.addEventListener("submit", onMake);
  drawn.addEventListener("click", ({ target }) => {
    if (target.matches(".log-copy")) copy(target, words);
  });
  return { clear, choose: () => country && chooseCountry(country, own) };
}

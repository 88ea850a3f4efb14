// One country, chosen once: its services stand in the texts, in the place of the list of countries.
//
// Without this script each country of the list is a link to its page. The choice is behind “#” in
// the addresses of this site only (#in=be, #anchor&in=be), which no server gets: nothing is stored,
// and it is forgotten when one leaves. A guess, by time zone and language of the device, comes first
// in lists; nobody is asked for it. services.js has the services.

import { clearLaw, guessLaw, showLaw } from "./law.js";
import { drawServices, guessCountry, loadCountries, loadServices, parseFragment } from "./services.js";

const BASE = new URL("../../", import.meta.url);
const { lang, dir } = document.documentElement; // of the page: a text may be in another language
let country = ""; // the reader's

/* The fragment */

const join = (anchor, code) => `#${[anchor, code && `in=${code}`].filter(Boolean).join("&")}`;

function write() {
  const { anchor } = parseFragment(location.hash);
  const hash = join(anchor, country);
  history.replaceState(history.state, "", hash === "#" ? location.pathname + location.search : hash);
}

// Links to other pages of this site take the country along, just before they are followed or copied.
function carry({ target }) {
  const link = target.closest?.("a[href]");
  const code = link?.closest("[data-in]")?.dataset.in ?? country;
  if (!link || !code || link.matches("[data-exit], [download]")) return;
  const url = new URL(link.href);
  const inside = url.origin === BASE.origin && url.pathname.startsWith(BASE.pathname);
  const here = url.pathname === location.pathname && url.search === location.search;
  if (inside && !here) link.hash = join(parseFragment(url.hash).anchor, code);
}

// A link within the page, a way back, or an address that was typed.
function onHashChange() {
  const { code } = parseFragment(location.hash);
  if (code && code !== country) choose(code);
  else if (country && !code) write();
}

/* What stands in the page */

const lists = () => document.querySelectorAll("ul.where, .where-word");
const getPlace = (list) => list.closest(".where-list") ?? list; // what is hidden once a country is known

function fill(list, services) {
  const own = services[list.dataset.topic];
  const place = getPlace(list);
  if (!list.dataset.topic) place.hidden = true; // of the law alone
  if (!own) return;
  const word = list.localName !== "ul";
  const short = list.closest(".admonition");
  const html = word ? `<span class="where-here">${own.line}</span>` : short ? own.brief : own.whole;
  const content = drawServices(html);
  if (/data-review-by/.test(html) && !content.querySelector("[data-review-by]")) return; // all past
  Object.assign(content.firstElementChild, { lang, dir });
  place.after(content);
  place.hidden = true;
}

const drawOne = (html) => Object.assign(drawServices(html).firstElementChild, { lang, dir });

function clear() {
  clearLaw(); // its lines leave their fold first
  for (const one of document.querySelectorAll(".where-here, .law-here")) one.remove();
  for (const list of lists()) getPlace(list).hidden = false;
}

function markNumber(code) {
  for (const one of document.querySelectorAll(".numbers > [data-in]"))
    one.classList.toggle("guess", one.dataset.in === code);
}

function showNumbers() {
  markNumber(country);
  const onPaper = document.querySelectorAll(".paper-numbers [data-in]");
  for (const one of onPaper) one.hidden = country && one.dataset.in !== country;
  const row = document.querySelector(`.countries > [data-in="${country}"]`);
  row?.parentElement.prepend(row);
  for (const link of document.querySelectorAll(".danger-link")) {
    const [page] = (link.dataset.href ??= link.href).split("#");
    link.href = new URL(`${country ? `${country}/` : ""}#country.danger`, page);
  }
}

async function show() {
  clear();
  const asked = country;
  const known = !asked || (await loadCountries()).countries.includes(asked);
  if (country !== asked) return; // another one by now
  if (!known) country = ""; // a link of long ago
  if (!known) write();
  showNumbers();
  if (!country || !document.querySelector("ul.where, .where-word, .laws")) return;
  const { default: services, law } = await loadServices(country);
  if (country !== asked) return;
  clear();
  for (const list of lists()) fill(list, services);
  showLaw(law, drawOne);
  document.dispatchEvent(new Event("services")); // channels.js looks at their days
}

async function choose(code) {
  country = code;
  write();
  try {
    await show();
    return true;
  } catch {
    clear(); // the lists stay, whose links lead to pages
    return false;
  }
}

const isPlain = (event) =>
  !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

async function onClick(event) {
  const link = event.target.closest?.(".where a, .where-change");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  const block = link.closest(".laws");
  const list = link.closest(".where");
  const place = list ? getPlace(list) : link.closest(".where-here")?.previousElementSibling;
  const chosen = await choose(link.dataset.in ?? "");
  if (!chosen) location.href = link.href;
  else if (block) block.querySelector(".law-none, .law-of").focus();
  else (place.hidden ? place.nextElementSibling : place.querySelector("summary, a")).focus();
}

/* The guess */

async function guess() {
  const { default: zones } = await loadCountries();
  const code = guessCountry(zones);
  for (const list of document.querySelectorAll("ul.where, .countries")) {
    const link = list.querySelector(`[data-in="${code}"]`);
    if (!link) continue;
    link.classList.add("guess");
    list.prepend(link.closest("li"));
  }
  markNumber(code); // where they stand, they stay: one may be about to press
  guessLaw(code);
}

/* Arriving */

// The browser finds the anchor, opens the fold around it and marks it; then the country is added.
function arrive() {
  const { anchor, code } = parseFragment(location.hash);
  if (code && anchor) location.replace(`#${anchor}`);
  country = code || (document.querySelector("[data-country]")?.dataset.country ?? "");
  if (code) write();
  if (country) show().catch(clear);
  else if (document.querySelector("ul.where, .countries, .numbers, .laws")) guess().catch(() => {});
}

arrive();
addEventListener("hashchange", onHashChange);
addEventListener("click", onClick);
for (const type of ["click", "auxclick", "contextmenu"]) addEventListener(type, carry, true);

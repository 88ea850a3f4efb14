// One country, chosen once: its services stand in the texts, in the place of the list of countries.
//
// Without this script each country of the list is a link to its page. The choice is behind “#” in
// the addresses of this site only (#in=be, #anchor&in=be), which no server gets: nothing is stored,
// and it is forgotten when one leaves. A guess, by time zone and language of the device, comes first
// in lists; nobody is asked for it. The services are in a module of this site, one a country and a
// language, which a build makes (src/entraide/publish/country_files.py).

import { importModule } from "./lazy_loading.js";

const BASE = new URL("../../", import.meta.url);
const { lang, dir } = document.documentElement; // of the page: a text may be in another language
let country = ""; // the reader's

/* The fragment */

function parse(hash) {
  const parts = hash.slice(1).split("&");
  const code = parts.find((one) => one.startsWith("in="))?.slice(3);
  const anchor = parts.filter((one) => !one.startsWith("in=")).join("&");
  return { anchor, code: code ?? "" };
}

const join = (anchor, code) => `#${[anchor, code && `in=${code}`].filter(Boolean).join("&")}`;

function write() {
  const { anchor } = parse(location.hash);
  const hash = join(anchor, country);
  history.replaceState(history.state, "", hash === "#" ? location.pathname + location.search : hash);
}

// Links to other pages of this site take the country along, just before they are followed or copied.
function carry({ target }) {
  const link = target.closest?.("a[href]");
  const code = link?.closest("[data-in]")?.dataset.in ?? country;
  if (!code || link.matches("[data-exit], [download]")) return;
  const url = new URL(link.href);
  const inside = url.origin === BASE.origin && url.pathname.startsWith(BASE.pathname);
  const here = url.pathname === location.pathname && url.search === location.search;
  if (inside && !here) link.hash = join(parse(url.hash).anchor, code);
}

// A link within the page, a way back, or an address that was typed.
function onHashChange() {
  const { code } = parse(location.hash);
  if (code && code !== country) choose(code);
  else if (country && !code) write();
}

/* What stands in the page */

const lists = () => document.querySelectorAll("ul.where, .where-word");

// A number that is past its day is left out: channels.js tells how days are counted.
const isPast = (one) => one.dataset.reviewBy < new Date().toISOString().slice(0, 10);

function draw(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const one of template.content.querySelectorAll("[data-review-by]"))
    if (isPast(one)) one.remove();
  for (const link of template.content.querySelectorAll("a[href]"))
    link.href = new URL(link.getAttribute("href"), BASE);
  return template.content;
}

function fill(list, services) {
  const own = services[list.dataset.topic];
  if (!own) return;
  const word = list.localName !== "ul";
  const short = list.closest(".admonition");
  const html = word ? `<span class="where-here">${own.line}</span>` : short ? own.brief : own.whole;
  const content = draw(html);
  if (/data-review-by/.test(html) && !content.querySelector("[data-review-by]")) return; // all past
  Object.assign(content.firstElementChild, { lang, dir });
  list.after(content);
  list.hidden = true;
}

function clear() {
  for (const one of document.querySelectorAll(".where-here")) one.remove();
  for (const list of lists()) list.hidden = false;
}

function showNumbers() {
  const row = document.querySelector(`.countries > [data-in="${country}"]`);
  row?.parentElement.prepend(row);
  for (const link of document.querySelectorAll(".danger-link")) {
    const [page] = (link.dataset.href ??= link.href).split("#");
    link.href = new URL(`${country ? `${country}/` : ""}#country.danger`, page);
  }
}

const loadKnown = () => importModule(new URL("country_zones.js", import.meta.url));

async function show() {
  clear();
  const asked = country;
  const known = !asked || (await loadKnown()).countries.includes(asked);
  if (country !== asked) return; // another one by now
  if (!known) country = ""; // a link of long ago
  if (!known) write();
  showNumbers();
  if (!country || !lists().length) return;
  const address = new URL(`country.${country}.${lang}.js`, import.meta.url);
  const { default: services } = await importModule(address);
  if (country !== asked) return;
  clear();
  for (const list of lists()) fill(list, services);
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
  const list = link.closest(".where") ?? link.closest(".where-here").previousElementSibling;
  const chosen = await choose(link.dataset.in ?? "");
  if (!chosen) location.href = link.href;
  else (list.hidden ? list.nextElementSibling : list.querySelector("a")).focus();
}

/* The guess */

async function guess() {
  const { default: zones } = await loadKnown();
  const region = new Intl.Locale(navigator.language).region?.toLowerCase();
  const code = zones[Intl.DateTimeFormat().resolvedOptions().timeZone] ?? region;
  for (const list of document.querySelectorAll("ul.where, .countries")) {
    const link = list.querySelector(`[data-in="${code}"]`);
    if (!link) continue;
    link.classList.add("guess");
    list.prepend(link.closest("li"));
  }
}

/* Arriving */

// The browser finds the anchor, opens the fold around it and marks it; then the country is added.
function arrive() {
  const { anchor, code } = parse(location.hash);
  if (code && anchor) location.replace(`#${anchor}`);
  country = code || (document.querySelector("[data-country]")?.dataset.country ?? "");
  if (code) write();
  if (country) show().catch(clear);
  else if (document.querySelector("ul.where, .countries")) guess().catch(() => {});
}

arrive();
addEventListener("hashchange", onHashChange);
addEventListener("click", onClick);
for (const type of ["click", "auxclick", "contextmenu"]) addEventListener(type, carry, true);

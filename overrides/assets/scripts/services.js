// The services of one country, from a module of this site that a build makes for each country and
// language (src/entraide/publish/country_files.py); and which country a reader is in, as guessed by
// time zone and language of the device. Nobody is asked, nothing is stored.

import { importModule } from "./lazy_loading.js";

const BASE = new URL("../../", import.meta.url);
const { lang } = document.documentElement;

// The anchor and the country of a fragment: #anchor&in=be.
export function parseFragment(hash) {
  const parts = hash.slice(1).split("&");
  const code = parts.find((one) => one.startsWith("in="))?.slice(3);
  const anchor = parts.filter((one) => !one.startsWith("in=")).join("&");
  return { anchor, code: code ?? "" };
}

export const loadCountries = () => importModule(new URL("country_zones.js", import.meta.url));

export const loadServices = (country) =>
  importModule(new URL(`country.${country}.${lang}.js`, import.meta.url));

// A device may have a language that is none, such as “c” on Linux without one.
function findRegion() {
  try {
    return new Intl.Locale(navigator.language).region?.toLowerCase();
  } catch {
    return undefined;
  }
}

// The code of the country that the device seems to be in; it may be none of the site's.
export const guessCountry = (zones) => zones[Intl.DateTimeFormat().resolvedOptions().timeZone] ?? findRegion();

// A number that is past its day is left out: channels.js tells how days are counted.
export const isPast = (one) => one.dataset.reviewBy < new Date().toISOString().slice(0, 10);

export function drawServices(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const one of template.content.querySelectorAll("[data-review-by]"))
    if (isPast(one)) one.remove();
  for (const link of template.content.querySelectorAll("a[href]"))
    link.href = new URL(link.getAttribute("href"), BASE);
  return template.content;
}

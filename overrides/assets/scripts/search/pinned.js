// Pinned answers: what stands above all results for words of danger. Staff write which words those
// are, in data/pinned.yml; the services are those of the reader's country, as on every page.

import { drawServices, guessCountry, loadCountries, loadServices, parseFragment } from "../services.js";
import { countSlips, isNumber, measureDistance, split } from "./words.js";

const SHORT = 3; // letters of words that have to be typed as they are, or sound so
const FORM = 2; // letters that two forms of a word may differ in length

// Whether a word that was typed is one of a pinned answer: itself, another form, or wrongly spelt.
function isWord(typed, meant, index) {
  if (typed === meant) return true;
  if (isNumber(typed) || Math.min(typed.length, meant.length) < SHORT) return false;
  const { language } = index;
  const near = meant.length > SHORT && Math.abs(typed.length - meant.length) <= FORM;
  if (near && language.stem(typed) === language.stem(meant)) return true;
  if (index.knows(typed) || typed[0] !== meant[0]) return false;
  if (language.sound(typed) === language.sound(meant)) return true;
  const slips = Math.min(countSlips(typed), countSlips(meant));
  return slips > 0 && measureDistance(typed, meant, slips) <= slips;
}

// A number counts where nothing else was typed: “i am 17” asks for nobody's number.
function contains(typed, meant, index) {
  if (meant.every((word) => /^\d+$/.test(word))) return typed.join("") === meant.join("");
  return typed.some((_, at) =>
    meant.every((word, step) => at + step < typed.length && isWord(typed[at + step], word, index)),
  );
}

// The answer whose words were typed, the most in a row; undefined where there is none.
export function matchPinned(index, text) {
  const typed = split(text);
  let best;
  let most = 0;
  for (const answer of index.pinned) {
    answer.phrases ??= answer.words.map(split);
    for (const meant of answer.phrases) {
      if (meant.length <= most || !contains(typed, meant, index)) continue;
      [best, most] = [answer, meant.length];
    }
  }
  return best;
}

// The country that the reader chose or seems to be in; "" where the site has nothing of it.
async function findCountry(own) {
  if (own) return own;
  const { countries, default: zones } = await loadCountries();
  const shown = document.querySelector("[data-country]")?.dataset.country;
  const chosen = parseFragment(location.hash).code || shown || guessCountry(zones);
  return countries.includes(chosen) ? chosen : "";
}

// Loads the services of the reader's country, whatever is typed: what is fetched must tell nothing.
export async function prepareServices(index, own) {
  if (!index.pinned.some(({ topics }) => topics.length)) return {};
  const country = await findCountry(own);
  index.country = country;
  return country ? (await loadServices(country)).default : {};
}

// The line of an emergency number that was typed: that of the one country that has it, or has it first;
// none where the reader's own has it. Those of all countries are in the dialog: to fetch one would tell.
export async function findNumber(lines, text, own) {
  if (!lines) return [];
  const country = await findCountry(own).catch(() => "");
  const links = drawServices(lines).querySelectorAll(`[href="tel:${split(text).join("")}"]`);
  const found = [...links].map((link) => link.closest("[data-in]"));
  const first = found.filter((line) => line.matches(":first-child"));
  const shown = first.length ? first : found;
  return shown.length > 1 || found.some(({ dataset }) => dataset.in === country) ? [] : shown;
}

// The services of a pinned answer in the country of the reader, as nodes; none where it is unknown.
export async function loadAnswerServices({ topics }, index, own) {
  const services = await prepareServices(index, own);
  const drawn = topics.filter((topic) => services[topic]).map((topic) => drawServices(services[topic].brief));
  for (const each of drawn) each.querySelector(".where-change")?.classList.remove("where-change");
  return drawn.flatMap((each) => [...each.children]);
}

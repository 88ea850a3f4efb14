// Fills the sheets of a pack: with what is in the log, in the words of one language.

import { formatFile, formatPayment, makeItem } from "./listing.js";
import { make, makeOwn } from "./words.js";

const BLANK = "________";

function makeRow(...texts) {
  const row = document.createElement("tr");
  for (const text of texts) {
    const cell = document.createElement("td");
    cell.append(makeOwn("span", String(text)));
    row.append(cell);
  }
  return row;
}

function formatPeriod(dated, words) {
  const [first, last] = [dated[0], dated.at(-1)].map((one) => (one ? words.formatDay(one.date) : ""));
  return first === last ? first : words.get("period", { first, last });
}

function fillCover(sheets, incidents, words) {
  const dated = incidents.filter(({ date }) => date);
  const count = (name, all) => [name, all];
  const values = {
    accounts: [...new Set(incidents.map(({ account }) => account).filter(Boolean))].join("\n"),
    period: formatPeriod(dated, words),
    counts: words.get(
      "counts",
      Object.fromEntries([
        count("incidents", incidents.length),
        count("files", incidents.flatMap(({ files }) => files).length),
        count("reports", incidents.flatMap(({ reports }) => reports).length),
      ]),
    ),
    payments: listPayments(incidents, words).join("\n"),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  for (const [name, text] of Object.entries(values)) {
    const cell = sheets.querySelector(`[data-fill="${name}"]`);
    if (name === "payments" && !text) cell.parentElement.remove();
    else cell.append(makeOwn("span", text || BLANK));
  }
}

// A line for each incident in which something was paid: its number, when, how much, how, to whom.
const listPayments = (incidents, words) =>
  incidents.flatMap((incident, at) => {
    const what = formatPayment(incident);
    return what ? [words.get("fact", { number: at + 1, when: words.formatTime(incident), what })] : [];
  });

// Files are numbered through, each with the number of its incident.
function fillEvidence(sheet, incidents, words) {
  const rows = incidents.flatMap((incident, at) =>
    incident.files.map(({ name, size, hash }) => [
      at + 1,
      `${name} (${words.get("size", { bytes: size.toLocaleString(words.lang) })})`,
      hash || words.get("no-hash"),
    ]),
  );
  sheet.querySelector("tbody").append(...rows.map((texts, at) => makeRow(at + 1, ...texts)));
}

function fillReports(sheet, incidents, words) {
  const rows = incidents.flatMap(({ reports }, at) =>
    reports.map(({ to, on, number }) => makeRow(at + 1, to, words.formatDay(on), number)),
  );
  sheet.querySelector("tbody").append(...rows);
}

// What happened, and the numbers of reports, in the place of the words in braces.
function fillTexts(sheets, incidents, words) {
  const numbers = incidents.flatMap(({ reports }) => reports.map(({ number }) => number)).filter(Boolean);
  const facts = incidents.map((incident, at) => {
    const files = incident.files.map((file) => formatFile(file, words));
    const text = [incident.what, incident.link, ...files].filter(Boolean).join("\n");
    return words.get("fact", { number: at + 1, when: words.formatTime(incident), what: text });
  });
  const values = {
    "{numbers}": [...new Set(numbers)].join(", ") || BLANK,
    "{payments}": listPayments(incidents, words).join("\n") || BLANK,
    "{facts}": facts.join("\n\n"),
  };
  for (const one of sheets.querySelectorAll(".log-text"))
    one.textContent = one.textContent.replace(/\{(numbers|payments|facts)\}/g, (name) => values[name]);
}

// `procedure` is the element with the words of the country.
export function fillSheets(sheets, { incidents, words, procedure, whom, topics }) {
  for (const one of sheets.querySelectorAll("[data-for]")) if (one.dataset.for !== whom) one.remove();
  for (const one of sheets.querySelectorAll("[data-topic]")) if (!topics.includes(one.dataset.topic)) one.remove();
  const texts = sheets.querySelector(".log-texts");
  if (texts && !texts.querySelector("article")) texts.remove();
  for (const one of sheets.querySelectorAll("[data-part]"))
    one.append(...document.importNode(procedure.querySelector(`[data-part="${one.dataset.part}"]`), true).childNodes);
  fillCover(sheets, incidents, words);
  const title = (incident, at) => words.get("item", { number: at + 1, when: words.formatTime(incident) });
  sheets
    .querySelector(".log-items")
    .append(...incidents.map((incident, at) => lowerHeading(makeItem(incident, words, title(incident, at)))));
  const [evidence, reported] = [".log-evidence", ".log-reported"].map((name) => sheets.querySelector(name));
  if (incidents.some(({ files }) => files.length)) fillEvidence(evidence, incidents, words);
  else evidence.remove();
  if (incidents.some(({ reports }) => reports.length)) fillReports(reported, incidents, words);
  else reported.remove();
  fillTexts(sheets, incidents, words);
}

// Paper has the name of its sheet at the foot of each page, where a browser prints that: the style has
// a kind of page for each sheet, and takes the name from here.
export function nameSheets(sheets) {
  for (const sheet of sheets.children) {
    const name = JSON.stringify(sheet.querySelector("h3").textContent.trim());
    document.documentElement.style.setProperty(`--${sheet.className}`, name);
  }
}

// Below the heading of its sheet.
function lowerHeading(item) {
  const heading = item.querySelector("h3");
  heading.replaceWith(make("h4", heading.textContent));
  return item;
}

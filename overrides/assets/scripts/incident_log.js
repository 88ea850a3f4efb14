// The log of incidents: all of it is in the memory of this page, and nowhere else.
//
// Nothing is sent or stored; a file is written when somebody asks for it. Leaving forgets everything,
// also where the browser would keep the page for the way Back. The words are in partials/incident_*.html.

import { listenToOpening, listenToSaving } from "./incident_log/file_forms.js";
import { IncidentForm } from "./incident_log/incident_form.js";
import { makeContent, mergeIncidents, sortIncidents } from "./incident_log/incidents.js";
import { listenToPack } from "./incident_log/pack.js";
import { makeItem, makeRow } from "./incident_log/listing.js";
import { make, makeWords } from "./incident_log/words.js";

const find = (id) => document.getElementById(`log.${id}`);
const words = makeWords();
const items = find("items");
const columns = [...document.querySelectorAll("[data-column]")].map((one) => one.dataset.column);
const form = new IncidentForm(find("form"), words, say);

const isWriting = () => form.isTouched;
const pack = listenToPack({ words, say, isWriting, getIncidents: () => incidents });

let incidents = [];
let visit = 0; // another one begins when somebody leaves
let saved = makeText([]); // the log as it is in a file

function makeText(log) {
  return JSON.stringify(makeContent(log));
}

let timer;
// `place` is where somebody is: each part of the page has one for messages, and one of them speaks.
function say(text, place = "said") {
  clearTimeout(timer);
  for (const one of document.querySelectorAll(".log-said")) one.textContent = "";
  timer = setTimeout(() => (find(place).textContent = text), 50); // the same message twice is read twice
}

/* What stands in the page */

function makeButton(name, onClick) {
  const button = make("button", words.get(name), { type: "button", className: "button" });
  button.addEventListener("click", onClick);
  return button;
}

function drawItem(incident) {
  const item = makeItem(incident, words);
  const ways = make("p", "", { className: "log-ways" });
  const edit = makeButton("edit", () => form.fill(incident));
  const drop = makeButton("delete", () => {
    if (drop.textContent === words.get("sure")) return remove(incident);
    drop.textContent = words.get("sure");
  });
  drop.addEventListener("blur", () => (drop.textContent = words.get("delete")));
  const heading = item.querySelector("h3");
  heading.id = `log.${incident.id}`;
  for (const button of [edit, drop]) button.setAttribute("aria-describedby", heading.id);
  ways.append(edit, drop);
  item.append(ways);
  return item;
}

function draw() {
  items.replaceChildren(...incidents.map(drawItem));
  find("rows").replaceChildren(...incidents.map((incident) => makeRow(incident, columns, words)));
  document.querySelector(".log-empty").hidden = incidents.length > 0;
  for (const one of [find("fold"), find("print"), find("saving")]) one.hidden = !incidents.length;
}

function keep(log) {
  incidents = sortIncidents(log);
  pack.clear(); // it is of the log as it was
  draw();
}

function remove(incident) {
  keep(incidents.filter(({ id }) => id !== incident.id));
  find("title").focus();
  say(words.get("deleted"), "listed");
}

let adding = false; // large files take a while: a second press adds nothing

async function onAdd(event) {
  event.preventDefault();
  if (adding) return;
  adding = true;
  const incident = await form.read().finally(() => (adding = false));
  if (!incident) return;
  const others = incidents.filter(({ id }) => id !== incident.id);
  const said = others.length < incidents.length ? "changed" : "added";
  keep([...others, incident]);
  form.clear();
  form.heading.focus();
  say(words.get(said));
}

/* Files */

function onOpened(opened) {
  const before = incidents;
  keep(mergeIncidents(before, opened));
  if (!before.length) saved = makeText(incidents);
  const count = incidents.length - before.length;
  say(words.get(before.length ? "merged" : "opened", { count }), "listed");
  find("title").focus();
}

/* Leaving */

const isLeaving = () => document.documentElement.classList.contains("leaving"); // exit.js: at once

function onBeforeUnload(event) {
  if (!isLeaving() && (form.isTouched || makeText(incidents) !== saved)) event.preventDefault();
}

// A browser may show the page again as it was left: to whoever presses Back.
function forget() {
  visit += 1;
  for (const one of document.querySelectorAll(".log form")) one.reset();
  form.clear();
  keep([]);
  saved = makeText([]);
  say("");
}

function listen() {
  find("form").addEventListener("submit", onAdd);
  find("cancel").addEventListener("click", () => {
    form.clear();
    form.heading.focus();
  });
  for (const one of [find("print"), find("pack.print")]) one.addEventListener("click", () => print());
  const getContent = () => makeContent(incidents);
  const onSaved = (content) => (saved = JSON.stringify(content));
  const getVisit = () => visit;
  listenToSaving(find("save"), { words, say, isWriting, getVisit, getContent, onSaved });
  listenToOpening(find("open"), { words, say, getVisit, onOpened });
  addEventListener("beforeunload", onBeforeUnload);
  addEventListener("pagehide", forget);
}

for (const one of document.querySelectorAll("[data-log]")) one.hidden = false;
find("paper").hidden = true;
for (const fold of document.querySelectorAll(".log-more")) fold.open = false; // read once, in short above
forget();
pack.choose();
listen();

// Leave this page: the links marked data-exit lead away at once, and so does Shift, three times.
//
// Without this script they are links like any other. With it the page is covered while the other
// one loads, however slowly, and that one takes its place in the history of the tab. What was read
// before stays in the history: the page says so. Nothing is stored: the keys are switched off for
// this page only. Every word comes from partials/exit.html. The search, which lies over the page,
// takes a copy of the link.

const PRESSES = 3;
const PAUSE = 5000; // milliseconds from one press to the next

const link = document.querySelector(".exit-link");
const status = document.querySelector(".exit-status");
const keys = document.querySelector(".exit-keys");
const root = document.documentElement;
const title = document.title;

/* Leaving, and coming back */

function leave() {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close(); // it lies on top
  forget();
  root.classList.add("leaving"); // covers the page, and hides it from screen readers
  document.title = link.hostname;
  status.textContent = status.dataset.leaving;
  location.replace(link.href);
}

// A browser may keep a page as it was left, and show it again on the way Back.
function arrive() {
  root.classList.remove("leaving");
  forget();
  document.title = title;
}

function onClick(event) {
  if (!event.target.closest?.("[data-exit]")) return;
  event.preventDefault();
  leave();
}

/* Shift, three times */

let presses = 0;
let alone = false; // Shift is down, and nothing else was pressed with it
let timer;

function forget() {
  clearTimeout(timer);
  presses = 0;
  alone = false;
  tell();
}

// Said to screen readers, and shown by dots on the link.
function tell() {
  if (root.classList.contains("leaving")) return;
  status.textContent = presses ? status.dataset[`more-${PRESSES - presses}`] : "";
  for (const one of document.querySelectorAll(".exit-link")) one.dataset.presses = presses;
}

// Words that somebody is writing are not thrown away; those of a search are no work.
const isWriting = ({ target }) => target.matches?.(":read-write:not([type=search])");

function onKeyDown(event) {
  if (event.key !== "Shift" || isWriting(event) || event.ctrlKey || event.altKey || event.metaKey) forget();
  else alone = !event.repeat || alone;
}

function onKeyUp({ key }) {
  if (key !== "Shift" || !alone || !keys.querySelector("input").checked) return;
  alone = false;
  clearTimeout(timer);
  presses += 1;
  if (presses === PRESSES) return leave();
  timer = setTimeout(forget, PAUSE);
  tell();
}

// The switch is for those whose fingers, or whose tools, press Shift for another reason.
function onSwitch({ target }) {
  forget();
  keys.querySelector("[role=status]").textContent = target.checked ? "" : target.dataset.off;
}

function listen() {
  document.body.append(status);
  document.addEventListener("click", onClick);
  addEventListener("pageshow", arrive);
}

function listenToKeys() {
  keys.hidden = false;
  keys.querySelector("input").checked = true; // some browsers remember a box over a reload
  keys.addEventListener("change", onSwitch);
  addEventListener("keydown", onKeyDown, true);
  addEventListener("keyup", onKeyUp, true);
  addEventListener("pointerdown", forget, true); // Shift and a click
  addEventListener("wheel", forget, { capture: true, passive: true }); // Shift and a wheel
  addEventListener("blur", forget);
}

if (link) listen();
if (keys) listenToKeys();

// The emergency numbers beside it are those of all countries, of which the reader may choose one; or
// of the one that the operator has set. A page that has both links names one script: it has 12,000
// bytes beside its text.
if (document.querySelector(".danger-link")?.href.includes("/where-to-report/#")) import("./country.js");

// The buttons above a text: each writes what one would have to know by heart. What they write can be
// taken back as typing can.

import { field } from "./text_field.js";

const PAUSE = 250; // milliseconds without a key, before a search

const tools = document.querySelector(".edit-tools");
const dialog = document.getElementById("entries");
const query = dialog.querySelector("input");
const list = dialog.querySelector("ul");
const status = dialog.querySelector("[role=status]");

/* Writing into the text */

/* Put a mark before each line of the selection, or take it away where all have it. */
function startLines(mark) {
  const start = field.text.lastIndexOf("\n", field.start - 1) + 1;
  const after = field.text.indexOf("\n", field.end);
  const end = after < 0 ? field.text.length : after;
  const lines = field.text.slice(start, end).split("\n");
  const all = lines.every((line) => line.startsWith(mark));
  const words = lines.map((line) => (all ? line.slice(mark.length) : mark + line));
  field.write(words.join("\n"), start, end);
}

function surround(mark) {
  const words = field.selection;
  field.write(mark + words + mark);
  if (!words) field.select(field.end - mark.length);
}

function addBlock(start) {
  const before = field.text.slice(0, field.start);
  const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  field.write(gap + start + field.selection.replaceAll("\n", "\n> "));
}

/* Finding an entry */

let choose; // what is done with the entry that somebody chooses
let timer;

function open(action) {
  choose = action;
  query.value = "";
  list.replaceChildren();
  status.textContent = "";
  dialog.showModal();
}

async function search() {
  const words = query.value;
  const address = new URL("entries/", window.location.href);
  address.searchParams.set("q", words);
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok || words !== query.value) return;
  const entries = words.trim() ? await response.json() : [];
  list.replaceChildren(...entries.map(makeItem));
  status.textContent = words.trim() && !entries.length ? status.dataset.none : "";
}

function makeItem(entry) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${entry.number} · ${entry.title}`;
  button.addEventListener("click", () => {
    dialog.close();
    choose(entry);
  });
  item.append(button);
  return item;
}

function link(entry) {
  const words = field.selection || entry.title;
  field.write(`[${words.replaceAll(/[[\]]/g, "\\$&")}](${entry.link})`);
}

/* One more entry that helps too, as a box that is ticked. */
function addRelated(button, entry) {
  const name = `[name=related][value="${entry.number}"]`;
  document.querySelector(name)?.closest("label").remove(); // it is there, perhaps without its tick
  const label = document.createElement("label");
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: "related", value: entry.number, checked: true });
  label.append(box, ` ${entry.number} · ${entry.title}`);
  button.before(label);
  button.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

tools.addEventListener("click", ({ target }) => {
  const { lineStart, around, block, opens } = target.closest("button")?.dataset ?? {};
  if (lineStart) startLines(lineStart);
  if (around) surround(around);
  if (block) addBlock(block);
  if (opens === "link") open(link);
});
tools.addEventListener("change", ({ target }) => {
  if (!target.value) return;
  field.write(target.value);
  target.value = "";
});
for (const button of document.querySelectorAll("[data-adds]")) {
  button.hidden = false;
  button.addEventListener("click", () => open((entry) => addRelated(button, entry)));
}
query.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});
query.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  list.querySelector("button")?.click();
});
dialog.querySelector("[data-closes]").addEventListener("click", () => dialog.close());
tools.hidden = false;

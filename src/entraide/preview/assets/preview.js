// What a page of the preview does beyond what it will do on the site: it shows itself anew when the
// site has changed, and shows mistakes, in the words of `entraide check`. The server says with each
// message which version of the site there is; this file's address says which one the page shows.

const here = new URL(import.meta.url);
const version = here.searchParams.get("version");
const CLOSED = "entraide-preview-closed"; // the mistakes that somebody has put away, in this tab

const STYLES = `
  :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; }
  * { box-sizing: border-box; font: 1rem/1.5 system-ui, sans-serif; }
  section { max-height: 60vh; overflow: auto; padding: 1rem 1.25rem; background: #fff; color: #1b1b1b;
    border-top: 4px solid #b3261e; box-shadow: 0 -4px 24px #0006; }
  section[hidden], button[hidden], p[hidden] { display: none; }
  h2 { margin: 0 0 .5rem; font-weight: 700; }
  ul { margin: 0 0 .75rem; padding: 0; list-style: none; }
  li { margin: 0 0 .75rem; overflow-wrap: anywhere; }
  code { font: .9rem/1.5 ui-monospace, monospace; display: block; }
  button { min-height: 44px; padding: .5rem 1rem; border: 2px solid currentColor; border-radius: 4px;
    background: #fff; color: #8c1d18; font-weight: 700; cursor: pointer; }
  button:focus-visible { outline: 3px solid #1b1b1b; outline-offset: 2px; }
  .badge { position: fixed; inset: auto 12px 12px auto; }
  .edit { position: fixed; inset: auto 12px 12px auto; display: inline-flex; align-items: center;
    min-height: 44px; padding: .5rem 1rem; border: 2px solid currentColor; border-radius: 4px;
    background: #fff; color: #1b1b1b; font-weight: 700; text-decoration: none; }
  .edit:focus-visible { outline: 3px solid #1b1b1b; outline-offset: 2px; }
  .badge:not([hidden]) ~ .edit { inset: auto 12px 68px auto; }
  section:not([hidden]) ~ .edit, .edit[hidden] { display: none; }
  .status { position: fixed; inset: auto auto 12px 12px; margin: 0; padding: .5rem .75rem;
    background: #1b1b1b; color: #fff; border-radius: 4px; }
`;

let root; // of what is shown above the page, once there is something
let latest = { problems: [], search: "" };
const part = (name) => root.querySelector(name);

function makeRoot() {
  const host = document.createElement("entraide-preview");
  host.lang = "en";
  host.dir = "ltr";
  root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];
  root.innerHTML =
    '<section role="alertdialog" aria-labelledby="title" hidden><h2 id="title"></h2><ul></ul>' +
    '<button class="close">Close</button></section><button class="badge" hidden></button>' +
    '<a class="edit" hidden>Edit</a><p class="status" role="status" hidden></p>';
  part(".close").addEventListener("click", close);
  part(".badge").addEventListener("click", open);
  host.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.body.append(host);
}

function describe({ place, text }) {
  const item = document.createElement("li");
  const code = document.createElement("code");
  code.textContent = place;
  item.append(code, text);
  return item;
}

function open() {
  part("section").hidden = false;
  part(".badge").hidden = true;
  part(".close").focus();
}

function close() {
  sessionStorage.setItem(CLOSED, JSON.stringify(latest.problems));
  part("section").hidden = true;
  part(".badge").hidden = false;
  part(".badge").focus();
}

function show(state) {
  latest = state;
  if (!root && !state.problems.length && !state.search && !state.edit) return;
  if (!root) makeRoot();
  const count = state.problems.length;
  const words = count === 1 ? "1 mistake" : `${count} mistakes`;
  const them = count === 1 ? "it is" : "they are";
  part("h2").textContent = `${words}: nothing can be published until ${them} mended`;
  part("ul").replaceChildren(...state.problems.map(describe));
  part(".badge").textContent = words;
  const isClosed = sessionStorage.getItem(CLOSED) === JSON.stringify(state.problems);
  part("section").hidden = !count || isClosed;
  part(".badge").hidden = !count || !isClosed;
  part(".edit").hidden = !state.edit;
  part(".edit").href = `${state.edit}?page=${encodeURIComponent(window.location.pathname)}`;
  part(".status").textContent = state.search;
  part(".status").hidden = !state.search;
}

/* The server */

let source;
const { mistakes } = document.documentElement.dataset; // of a page that has them in its text

function connect() {
  source?.close();
  if (document.hidden) return; // a browser opens few connections to one address, and tabs are many
  source = new EventSource(new URL("events", here));
  source.addEventListener("message", ({ data }) => {
    const state = JSON.parse(data);
    const isOther = state.version !== version || (mistakes && mistakes !== state.digest);
    if (isOther) window.location.reload();
    else if (!mistakes) show(state);
  });
}

document.addEventListener("visibilitychange", connect);
window.addEventListener("pageshow", connect);
window.addEventListener("pagehide", () => source?.close());
connect();

// The messages of the scripts of this page, by name; they are in partials/propose_words.html.

const messages = document.getElementById("propose.words").content;

// `{count}` in the words of that name becomes `values.count`. Words that a language lacks are in an
// element with a direction, which text alone keeps as signs: Unicode’s isolates.
export function getMessage(name, values = {}) {
  const words = messages.querySelector(`[data-word="${name}"]`);
  const text = words.textContent.replace(/\{([^{}]+)\}/g, (whole, key) => values[key] ?? whole);
  const { dir } = words.firstElementChild ?? {};
  if (!dir || dir === document.documentElement.dir) return text;
  return `${dir === "ltr" ? "\u2066" : "\u2067"}${text}\u2069`;
}

// A new copy of what the page has in the template of that name.
export function cloneTemplate(name) {
  return document.getElementById(`propose.${name}`).content.firstElementChild.cloneNode(true);
}

export function cloneTemplateContent(name) {
  return document.getElementById(`propose.${name}`).content.cloneNode(true);
}

// Shows a message in a status element. Screen readers read it out, also the same message twice.
const timers = new WeakMap();

export function announce(status, text) {
  clearTimeout(timers.get(status));
  status.textContent = "";
  timers.set(status, setTimeout(() => (status.textContent = text), 50));
}

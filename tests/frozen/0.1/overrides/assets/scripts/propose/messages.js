// The messages of the scripts of this page, by name; they are in partials/propose_words.html.

const messages = document.getElementById("propose.words").content;

// `{count}` in the words of that name becomes `values.count`.
export function getMessage(name, values = {}) {
  const text = messages.querySelector(`[data-word="${name}"]`).textContent;
  return text.replace(/\{([^{}]+)\}/g, (whole, key) => values[key] ?? whole);
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

// The words that the scripts of this page say: partials/propose_words.html, by name.

const words = document.getElementById("propose.words").content;

// `{count}` in the words of that name becomes `values.count`.
export function word(name, values = {}) {
  const text = words.querySelector(`[data-word="${name}"]`).textContent;
  return text.replace(/\{([^{}]+)\}/g, (whole, key) => values[key] ?? whole);
}

// A new copy of what the page has in the template of that name.
export function drawn(name) {
  return document.getElementById(`propose.${name}`).content.firstElementChild.cloneNode(true);
}

export function all(name) {
  return document.getElementById(`propose.${name}`).content.cloneNode(true);
}

// Said beside what it is about, aloud too; the same words once more are spoken once more.
const timers = new WeakMap();

export function say(status, text) {
  clearTimeout(timers.get(status));
  status.textContent = "";
  timers.set(status, setTimeout(() => (status.textContent = text), 50));
}

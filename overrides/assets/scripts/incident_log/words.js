// The words of the log, from the template of a page: this one, or that of another language.

export function makeWords(page = document) {
  const template = page.getElementById("log.words").content;
  const { lang } = page.documentElement;
  const tag = lang === "en" ? "en-GB" : lang; // as the rest of the page: English alone is British
  const day = new Intl.DateTimeFormat(tag, { dateStyle: "full", timeZone: "UTC" });
  return {
    lang,
    dir: page.documentElement.dir,
    // `{name}` in a message becomes `values.name`. Words that a language lacks are in an element with a
    // direction, which text alone keeps as signs: Unicode’s isolates.
    get(name, values = {}) {
      const word = template.querySelector(`[data-word="${name}"]`);
      const text = word.textContent.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
      const { dir } = word.firstElementChild ?? {};
      if (!dir || dir === page.documentElement.dir) return text;
      return `${dir === "ltr" ? "\u2066" : "\u2067"}${text}\u2069`;
    },
    // A day and a time as people write them there; the day alone is in UTC, so that none is moved.
    formatTime({ date, time }) {
      return [this.formatDay(date) || this.get("undated"), time].filter(Boolean).join(", ");
    },
    // A day that is none, as of the year 20266, stays as it was typed.
    formatDay(date) {
      const time = Date.parse(`${date}T00:00Z`);
      return Number.isNaN(time) ? date : day.format(time);
    },
  };
}

export const make = (name, text = "", values = {}) =>
  Object.assign(document.createElement(name), text ? { textContent: text } : {}, values);

// What somebody wrote: it has the direction of its own letters, and no tool translates it.
export const makeOwn = (name, text) => make(name, text, { dir: "auto", translate: false });

// Asks about a day that may be a slip, such as in the year 0202 or to come, and about one that is not
// complete. Nothing is refused: whoever presses the button again means it.

const FIRST_DAY = "1970-01-01";

// Today by the clock of the person, as a field for days writes it.
function formatToday() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

// The name of a message, or "" where a day or a time seems right.
function findOddity({ type, value, validity }) {
  if (validity.badInput) return "odd-part";
  if (type !== "date" || !value) return "";
  if (value.length > FIRST_DAY.length || value > formatToday()) return "odd-future";
  return value < FIRST_DAY ? "odd-early" : "";
}

const makeKey = (field) => `${findOddity(field)} ${field.value}`;
const listFields = (form) => [...form.querySelectorAll("[type=date], [type=time]")];
const getPlace = (field) => field.closest(".log-field").querySelector(".log-ask");

export class OddDates {
  #meant = new WeakMap(); // what a field said when it was asked about

  constructor(form, words) {
    Object.assign(this, { form, words });
    form.addEventListener("input", ({ target }) => {
      if (listFields(form).includes(target)) this.#tell(target, "");
    });
  }

  // Asks about each day that seems wrong, and was not asked about before; returns whether there is one.
  ask() {
    this.clear();
    const fields = listFields(this.form).filter((one) => findOddity(one) && this.#meant.get(one) !== makeKey(one));
    for (const field of fields) {
      this.#meant.set(field, makeKey(field));
      this.#tell(field, `${this.words.get(findOddity(field))} ${this.words.get("odd-again")}`);
    }
    fields[0]?.focus();
    return fields.length > 0;
  }

  // What the fields say now was meant: it was added before.
  accept() {
    for (const field of listFields(this.form)) this.#meant.set(field, makeKey(field));
  }

  clear() {
    for (const field of listFields(this.form)) this.#tell(field, "");
  }

  #tell(field, text) {
    const place = getPlace(field);
    place.textContent = text;
    place.hidden = !text;
  }
}

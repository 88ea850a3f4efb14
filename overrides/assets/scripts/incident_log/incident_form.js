// The form for one incident: what is in it, what it lacks, and the files that are named.

import { describeFile } from "./file_hashes.js";
import { TEXTS, makeId } from "./incidents.js";
import { formatFile } from "./listing.js";
import { OddDates } from "./odd_dates.js";
import { ReportFields } from "./report_fields.js";
import { make, makeOwn } from "./words.js";

export class IncidentForm {
  #files = [];
  #id = "";
  #turn = 0; // of what is in the form: files that are read for something else are dropped
  #reading = Promise.resolve();

  constructor(form, words, say) {
    Object.assign(this, { form, words, say });
    form.elements.files.addEventListener("change", ({ target }) => this.#take([...target.files], target));
    form.elements.what.addEventListener("input", () => this.#mark(false));
    this.heading = document.getElementById("log.heading");
    this.cancel = document.getElementById("log.cancel");
    this.chosen = document.getElementById("log.chosen");
    this.reports = new ReportFields(document.getElementById("log.reports"), words);
    this.dates = new OddDates(form, words);
  }

  // Whether somebody has begun to write: that would be lost, too.
  get isTouched() {
    const written = TEXTS.some((name) => this.form.elements[name].value.trim());
    return written || this.#files.length > 0 || this.reports.read().length > 0;
  }

  // The incident, once its files are read; undefined where it says nothing, or has a day that may be a
  // slip: then its field tells.
  async read() {
    await this.#reading;
    const values = Object.fromEntries(TEXTS.map((name) => [name, this.form.elements[name].value.trim()]));
    this.#mark(!values.what);
    if (!values.what) this.form.elements.what.focus();
    if (!values.what || this.dates.ask()) return undefined;
    return { id: this.#id || makeId(), ...values, files: this.#files, reports: this.reports.read() };
  }

  clear() {
    this.form.reset();
    this.#show({ id: "", files: [], reports: [] }, "add");
  }

  // Puts an incident into the form, to be changed.
  fill(incident) {
    for (const name of TEXTS) this.form.elements[name].value = incident[name];
    this.#show(incident, "edit");
    this.dates.accept();
    this.heading.focus();
  }

  #show({ id, files, reports }, task) {
    this.#id = id;
    this.#turn += 1;
    this.#files = [...files];
    this.#mark(false);
    this.reports.fill(reports);
    this.dates.clear();
    this.cancel.hidden = task === "add";
    for (const one of [this.heading, this.form.querySelector(".log-main")]) one.textContent = one.dataset[task];
    this.#draw();
  }

  #mark(missing) {
    const field = this.form.elements.what;
    document.getElementById("log.what.error").hidden = !missing;
    if (missing) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    const described = ["log.what.hint", ...(missing ? ["log.what.error"] : [])];
    field.setAttribute("aria-describedby", described.join(" ")); // what is hidden is read there too
  }

  #take(files, field) {
    field.value = ""; // the same file may be chosen again, and none is held
    const turn = this.#turn;
    this.#reading = this.#reading.then(async () => {
      for (const file of files) {
        this.say(this.words.get("hashing", { name: file.name }));
        const described = await describeFile(file);
        if (turn !== this.#turn) return; // another incident by now
        this.#files = [...this.#files.filter(({ name }) => name !== file.name), described];
        this.#draw();
      }
      this.say("");
    });
  }

  #draw() {
    this.chosen.replaceChildren(
      ...this.#files.map((file) => {
        const item = document.createElement("li");
        const drop = make("button", this.words.get("drop", { name: file.name }), { type: "button", className: "button" });
        drop.addEventListener("click", () => {
          this.#files = this.#files.filter((one) => one !== file);
          this.#draw();
          this.form.elements.files.focus();
        });
        item.append(makeOwn("span", formatFile(file, this.words)), drop);
        return item;
      }),
    );
  }
}

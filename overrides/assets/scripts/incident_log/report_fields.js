// The reports of one incident in the form: a group of fields for each, and always room for one.

import { REPORT } from "./incidents.js";
import { make } from "./words.js";

export class ReportFields {
  #count = 0; // of groups drawn so far: each field has an id of its own

  constructor(place, words) {
    Object.assign(this, { place, words });
    this.template = document.getElementById("log.report");
    document.getElementById("log.report.add").addEventListener("click", () => this.#addGroup().focus());
  }

  // The reports that say anything.
  read() {
    const reports = [...this.place.children].map((group) =>
      Object.fromEntries(REPORT.map((name) => [name, group.querySelector(`[data-report="${name}"]`).value.trim()])),
    );
    return reports.filter((report) => REPORT.some((name) => report[name]));
  }

  fill(reports) {
    this.place.replaceChildren();
    for (const report of reports.length ? reports : [{}]) this.#addGroup(report);
  }

  // Returns the first field of a new group.
  #addGroup(report = {}) {
    this.#count += 1;
    const group = document.importNode(this.template.content, true).firstElementChild;
    for (const field of group.querySelectorAll("input")) {
      const { report: name } = field.dataset;
      const ask = field.parentElement.querySelector(".log-ask");
      field.id = `log.report.${name}.${this.#count}`;
      field.previousElementSibling.htmlFor = field.id;
      field.value = report[name] ?? "";
      if (ask) ask.id = `${field.id}.ask`;
      if (ask) field.setAttribute("aria-describedby", ask.id);
    }
    const drop = make("button", this.words.get("drop-report"), { type: "button", className: "button" });
    drop.addEventListener("click", () => this.#remove(group));
    group.append(drop);
    this.place.append(group);
    this.#number();
    return group.querySelector("input");
  }

  #remove(group) {
    const next = group.nextElementSibling ?? group.previousElementSibling;
    group.remove();
    const field = next ? next.querySelector("input") : this.#addGroup();
    this.#number();
    field.focus();
  }

  // One that is alone has nothing to remove, and needs no number.
  #number() {
    const groups = [...this.place.children];
    for (const [at, group] of groups.entries()) {
      group.setAttribute("aria-label", this.words.get("report-number", { number: at + 1 }));
      group.querySelector("button").hidden = groups.length === 1;
    }
  }
}

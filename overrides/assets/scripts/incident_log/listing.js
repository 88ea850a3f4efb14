// Draws the log: in order, with what was written of each incident, and as a table.

import { make, makeOwn } from "./words.js";

export function formatFile({ name, hash }, words) {
  return hash ? words.get("hashed", { name, hash }) : words.get("unhashed", { name });
}

export const formatReport = ({ to, on, number }, words) => [to, words.formatDay(on), number].filter(Boolean).join(", ");

export const formatPayment = ({ amount, paid_by: by, paid_to: to }) => [amount, by, to].filter(Boolean).join(", ");

function makeCell(incident, name, words) {
  const cell = document.createElement("td");
  if (name === "when") cell.textContent = words.formatTime(incident);
  else if (name === "files") for (const file of incident.files) cell.append(makeOwn("p", formatFile(file, words)));
  else if (name === "payment") cell.append(makeOwn("span", formatPayment(incident)));
  else if (name === "report") for (const one of incident.reports) cell.append(makeOwn("p", formatReport(one, words)));
  else cell.append(makeOwn("span", incident[name]));
  return cell;
}

export function makeRow(incident, columns, words) {
  const row = document.createElement("tr");
  row.append(...columns.map((name) => makeCell(incident, name, words)));
  return row;
}

// One incident: when, what, and a line for each other thing that is known of it.
export function makeItem(incident, words, title = words.formatTime(incident)) {
  const item = document.createElement("li");
  const list = document.createElement("dl");
  const add = (name, ...values) => {
    if (values.some((value) => value)) {
      list.append(make("dt", words.get(name)), ...values.map((value) => makeOwn("dd", value)));
    }
  };
  for (const name of ["place", "account", "link", "witness"]) add(name, incident[name]);
  add("payment", formatPayment(incident));
  add("files", ...incident.files.map((file) => formatFile(file, words)));
  add("report", ...incident.reports.map((report) => formatReport(report, words)));
  item.append(make("h3", title), makeOwn("p", incident.what), ...(list.children.length ? [list] : []));
  return item;
}

// The incidents of a log: what one is, their order, and what becomes of two logs in one.

export const TEXTS = ["date", "time", "what", "place", "account", "link", "witness", "amount", "paid_by", "paid_to"];
export const REPORT = ["to", "on", "number"]; // of each report
const DAY = /^\d{4,6}-\d\d-\d\d$/; // as a field for days gives it
const TIME = /^\d\d:\d\d(:\d\d)?$/;
const HASH = /^[0-9a-f]{64}$/;

export const makeId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// By day and time; what has no day is last, in the order in which it was written.
const rank = ({ date, time }) => `${date || "9999"} ${time}`;
export const sortIncidents = (incidents) =>
  [...incidents].sort((one, other) => (rank(one) < rank(other) ? -1 : Number(rank(one) > rank(other))));

const fits = (text, pattern) => text === "" || pattern.test(text);
const areTexts = (given, names) => names.every((name) => typeof given?.[name] === "string");
const pick = (given, names) => Object.fromEntries(names.map((name) => [name, given[name]]));

// Files of version 1 have one report, in keys of the incident itself, and no payment.
function upgradeIncident(given) {
  if (!areTexts(given, ["reported_to", "reported_on", "number"])) return undefined;
  const { reported_to: to, reported_on: on, number, ...rest } = given;
  return { ...rest, amount: "", paid_by: "", paid_to: "", reports: to || on || number ? [{ to, on, number }] : [] };
}

// An incident as a file has it, or undefined where it is none: whoever made the file may be anybody.
function readIncident(given) {
  const names = ["id", ...TEXTS];
  if (!areTexts(given, names) || !fits(given.date, DAY) || !fits(given.time, TIME)) return undefined;
  if (!given.what.trim() || !given.id || !Array.isArray(given.files) || !Array.isArray(given.reports)) return undefined;
  if (!given.reports.every((report) => areTexts(report, REPORT) && fits(report.on, DAY))) return undefined;
  const files = given.files.map(({ name, size, hash }) => ({ name, size, hash }));
  const sound = files.every(
    ({ name, size, hash }) => typeof name === "string" && Number.isInteger(size) && size >= 0 && (hash === "" || HASH.test(hash)),
  );
  const reports = given.reports.map((report) => pick(report, REPORT));
  return sound ? { ...pick(given, names), files, reports } : undefined;
}

export const makeContent = (incidents) => ({ incidents });

// The incidents of the content of a file of a version; undefined where one of them is none.
export function readContent({ version, content }) {
  if (!Array.isArray(content?.incidents)) return undefined;
  try {
    const given = version === 1 ? content.incidents.map(upgradeIncident) : content.incidents;
    const incidents = given.map(readIncident);
    return incidents.includes(undefined) ? undefined : incidents;
  } catch {
    return undefined;
  }
}

const makeText = ({ id, ...rest }) => JSON.stringify(rest);

// Those of a file beside what is there, which stays as it is: where both have changed, both are kept.
export function mergeIncidents(here, there) {
  const known = new Map(here.map((incident) => [incident.id, incident]));
  const added = [];
  for (const incident of there) {
    const same = known.get(incident.id);
    if (same && makeText(same) === makeText(incident)) continue;
    added.push(same ? { ...incident, id: makeId() } : incident);
  }
  return [...here, ...added];
}

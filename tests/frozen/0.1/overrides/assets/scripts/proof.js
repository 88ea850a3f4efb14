// The proof of work that a comment or a proposal needs: ALTCHA's own widget, unseen, from
// vendor/altcha/.
//
// It is loaded when somebody types a comment or sends a proposal, and not before. The widget is kept
// from what it could do besides: it watches no movement, sets no cookie and asks nobody else.

import { importModule } from "./lazy_loading.js";

const VENDOR = new URL("../vendor/altcha/", import.meta.url);
const WORKERS = { "PBKDF2/SHA-256": "pbkdf2.js" };
const QUIET = {
  display: "invisible",
  humanInteractionSignature: false,
  hideFooter: true,
  hideLogo: true,
  minDuration: 0,
  setCookie: null,
  verifyUrl: "",
};

async function load() {
  await importModule(new URL("altcha.min.js", VENDOR).href);
  for (const [algorithm, file] of Object.entries(WORKERS)) {
    $altcha.algorithms.set(algorithm, () => new Worker(new URL(file, VENDOR)));
  }
  $altcha.defaults.set(QUIET);
}

// What the desk wants with either, for its `challenge`; fails as the desk would refuse.
export async function solve(challenge) {
  await load();
  const widget = document.createElement("altcha-widget");
  widget.hidden = true;
  const loaded = new Promise((done) => widget.addEventListener("load", done, { once: true }));
  document.body.append(widget);
  try {
    await loaded;
    await widget.configure({ challenge });
    const { payload } = await widget.verify();
    return payload;
  } catch {
    throw Object.assign(new Error("no proof"), { word: "proof" });
  } finally {
    widget.remove();
  }
}

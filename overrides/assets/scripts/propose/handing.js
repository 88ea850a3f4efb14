// The ways without the desk: a file on this device, a new file on the forge, a letter.

import { filledPo } from "./po.js";
import { filledSheet } from "./sheet.js";
import { lostWords } from "./lost.js";
import { word } from "./words.js";

const LONGEST = 7_000; // signs of an address that every server takes

const sheetOf = (work) => filledSheet(work, lostWords(work));
const nameOf = ({ entry, locale }, ending) => `${entry}.${locale}.${ending}`;

// Each does its way for the work, and gives back what to say about it.
export const WAYS = {
  markdown(work) {
    return downloaded(nameOf(work, "md"), sheetOf(work), "text/markdown");
  },

  po(work) {
    return downloaded(nameOf(work, "po"), filledPo(work), "text/x-gettext-translation");
  },

  mail(work, url) {
    const said = WAYS.markdown(work);
    const { entry, locale, revision } = work;
    location.href = filled(url, { entry, locale, revision, file: nameOf(work, "md") });
    return said;
  },

  async forge(work, url) {
    const text = sheetOf(work);
    const path = `proposals/${nameOf(work, "md")}`;
    const whole = filled(url, { path, text });
    const fits = url.includes("{text}") && whole.length <= LONGEST;
    if (fits) return visited(whole, "");
    const copied = await copy(text);
    return visited(filled(url, { path, text: "" }), word(copied ? "pasting" : "no-pasting"));
  },
};

// Whether the browser let us.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function filled(url, values) {
  return url.replace(/\{([^{}]+)\}/g, (_, name) => encodeURIComponent(values[name]));
}

function visited(url, said) {
  window.open(url, "_blank", "noopener,noreferrer");
  return said;
}

function downloaded(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return word("downloaded", { file: name });
}

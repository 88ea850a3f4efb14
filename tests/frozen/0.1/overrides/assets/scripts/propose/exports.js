// Hands a draft over without the desk: as a file on this device, a new file on the forge, or an e-mail.

import { fillPo } from "./po.js";
import { fillSheet } from "./sheet.js";
import { formatUnplaced } from "./unplaced_texts.js";
import { getMessage } from "./messages.js";

const LONGEST_URL = 7_000; // signs of an address that every server takes

const makeSheet = (draft) => fillSheet(draft, formatUnplaced(draft));
const nameFile = ({ entry, locale }, ending) => `${entry}.${locale}.${ending}`;

// Each function exports a draft, and returns the message to show.
export const EXPORTS = {
  markdown(draft) {
    return downloadFile(nameFile(draft, "md"), makeSheet(draft), "text/markdown");
  },

  po(draft) {
    return downloadFile(nameFile(draft, "po"), fillPo(draft), "text/x-gettext-translation");
  },

  mail(draft, url) {
    const message = EXPORTS.markdown(draft);
    const { entry, locale, revision } = draft;
    location.href = fillUrl(url, { entry, locale, revision, file: nameFile(draft, "md") });
    return message;
  },

  async forge(draft, url) {
    const text = makeSheet(draft);
    const path = `proposals/${nameFile(draft, "md")}`;
    const whole = fillUrl(url, { path, text });
    const fits = url.includes("{text}") && whole.length <= LONGEST_URL;
    if (fits) return openTab(whole, "");
    const copied = await copyText(text);
    return openTab(fillUrl(url, { path, text: "" }), getMessage(copied ? "pasting" : "no-pasting"));
  },
};

// Copies to the clipboard; returns whether the browser allowed it.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function fillUrl(url, values) {
  return url.replace(/\{([^{}]+)\}/g, (_, name) => encodeURIComponent(values[name]));
}

function openTab(url, message) {
  window.open(url, "_blank", "noopener,noreferrer");
  return message;
}

function downloadFile(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return getMessage("downloaded", { file: name });
}

// The work as a file.
//
// work = {entry, locale, lang, revision, credit, licence, note, segments: [{…, value, same}]}:
// segments as in the entry's JSON, `value` what stands in the box, `same` whether somebody found a
// text that is behind right as it is; `licence` the terms as they were shown, once agreed to.

export { asPo } from "./po.js";
export { asMarkdown, fromMarkdown } from "./sheet.js";

// The keys that name the parts of a version: the grammar of src/entraide/model/segment_keys.py, here
// for what comes in files. A test of sheets holds the two together.

export const FIELDS = ["title", "summary", "keywords"];

const KINDS = ["heading", "paragraph", "item", "callout", "cell", "note", "section"];
const COUNT = "[1-9][0-9]{0,8}";
const SHAPES = [
  ...FIELDS,
  `note-${COUNT}`, // what a revision changed
  `(?:${KINDS.join("|")})-[0-9a-f]{16}(?:-${COUNT})?`,
  "kept-[0-9]{1,9}",
];
const KEY = new RegExp(`^(?:${SHAPES.join("|")})$`);

export const isKey = (text) => KEY.test(text);

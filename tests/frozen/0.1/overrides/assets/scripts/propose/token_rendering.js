// Renders the tokens of the parser as elements, from a list of allowed ones; never as HTML.
// Links lead nowhere, images load nothing, and a sign that nobody sees is shown by its number.

import { formatCodePoint } from "./text_parts.js";
import { PLACEHOLDER, UNWRITABLE } from "./rules.js";

const TAGS = new Set([
  ...["blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr"],
  ...["li", "ol", "p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"],
]);
const CHIP = new RegExp(`${PLACEHOLDER.source}|(${UNWRITABLE.source})`, "gu");
const CODE_CHIP = new RegExp(`()(${UNWRITABLE.source})`, "gu"); // a placeholder in code is code
const SCROLLS = { className: "table", tabIndex: 0 }; // a wide table, sideways, by keyboard too
// What other tokens become: a function of the token, and of the element around it.
const SHAPES = new Map([
  ["callout_open", ({ meta }) => makeFoldable(meta, `admonition ${meta.kind}`)],
  ["callout_title_open", (_, around) => makeTitle(around)],
  ["callout_title", ({ content }, around) => appendText(makeTitle(around), content)],
  ["details_open", ({ meta }) => makeFoldable(meta)],
  ["summary_open", () => makeElement("summary")],
  ["tag", ({ tag, meta }) => setAttributes(makeElement(tag), meta.values)],
  ["table_open", () => Object.assign(wrapIn("div", makeElement("table")), SCROLLS)],
  ["list_item_open", ({ meta }) => makeListItem(meta)],
  ["bullet_list_open", ({ meta }) => makeElement("ul", meta?.tasks ? "task-list" : "")],
  ["link_open", () => makeElement("span", "preview-link")],
  ["image", ({ content }) => appendText(makeElement("span", "preview-image"), content)],
  ["footnote_ref", ({ meta }) => wrapIn("sup", renderLink(`${meta.id + 1}`))],
  ["footnote_block_open", () => makeElement("ol", "preview-notes")],
  ["footnote_open", () => makeElement("li")],
  ["footnote_anchor", () => ""],
  ["softbreak", () => "\n"],
]);

export function makeElement(name, look) {
  const node = document.createElement(name);
  if (look) node.className = look;
  return node;
}

export function wrapIn(name, child) {
  const node = makeElement(name);
  node.append(child);
  return node;
}

// `root`, with what `tokens` say inside.
export function appendTokens(root, tokens) {
  const open = [root];
  for (const token of tokens) {
    const around = open.at(-1);
    if (token.nesting < 0) open.pop();
    else if (token.hidden) open.push(around); // a paragraph of a tight list
    else if (token.type === "inline") appendTokens(around, token.children);
    else {
      const nodes = renderToken(token, around);
      around.append(...nodes);
      const [box] = nodes;
      if (token.nesting > 0) open.push(token.type === "table_open" ? box.firstChild : box);
    }
  }
  return root;
}

function renderToken(token, around) {
  const shape = SHAPES.get(token.type);
  if (shape) return [shape(token, around)];
  if (token.nesting > 0) return [makeElement(TAGS.has(token.tag) ? token.tag : "span")];
  if (token.tag === "code") return [renderCode(token)];
  if (TAGS.has(token.tag)) return [makeElement(token.tag)];
  return splitChips(token.content);
}

function renderCode({ content, block }) {
  const code = makeElement("code");
  code.append(...splitChips(content, CODE_CHIP));
  return block ? wrapIn("pre", code) : code;
}

function renderLink(text) {
  return appendText(makeElement("span", "preview-link"), text);
}

function makeFoldable({ fold }, look) {
  const box = makeElement(fold ? "details" : "div", look);
  if (fold === "open") box.open = true;
  return box;
}

function makeTitle(callout) {
  return makeElement(callout.localName === "details" ? "summary" : "p", "admonition-title");
}

function setAttributes(box, values) {
  for (const [name, value] of values) box.setAttribute(name, value);
  return box;
}

function makeListItem(meta) {
  const item = makeElement("li", meta ? "task-list-item" : "");
  if (meta) item.append(Object.assign(makeElement("input"), { type: "checkbox", disabled: true }));
  if (meta?.checked) item.firstChild.setAttribute("checked", "");
  return item;
}

// `box`, with `text` in it as it was written.
export function appendText(box, text) {
  box.append(...splitChips(text));
  return box;
}

// Text, with what it has of placeholders and of signs that nobody sees made readable.
function splitChips(text, chips = CHIP) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(chips)) {
    const [whole, name, sign] = match;
    const chip = makeElement("bdi", sign ? "preview-sign" : "preview-chip");
    chip.textContent = sign ? `U+${formatCodePoint(sign)}` : name;
    nodes.push(text.slice(end, match.index), chip);
    end = match.index + whole.length;
  }
  return [...nodes, text.slice(end)].filter(Boolean);
}

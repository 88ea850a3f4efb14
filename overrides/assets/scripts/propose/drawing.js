// What the parser found, as elements: of a list of those that a text may have, and never of HTML.
// Links lead nowhere, images load nothing, and a sign that nobody sees is shown by its number.

import { codeOf } from "./parts.js";
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
  ["callout_open", ({ meta }) => folding(meta, `admonition ${meta.kind}`)],
  ["callout_title_open", (_, around) => titleOf(around)],
  ["callout_title", ({ content }, around) => shown(titleOf(around), content)],
  ["details_open", ({ meta }) => folding(meta)],
  ["summary_open", () => element("summary")],
  ["tag", ({ tag, meta }) => dressed(element(tag), meta.values)],
  ["table_open", () => Object.assign(within("div", element("table")), SCROLLS)],
  ["list_item_open", ({ meta }) => itemOf(meta)],
  ["bullet_list_open", ({ meta }) => element("ul", meta?.tasks ? "task-list" : "")],
  ["link_open", () => element("span", "preview-link")],
  ["image", ({ content }) => shown(element("span", "preview-image"), content)],
  ["footnote_ref", ({ meta }) => within("sup", linked(`${meta.id + 1}`))],
  ["footnote_block_open", () => element("ol", "preview-notes")],
  ["footnote_open", () => element("li")],
  ["footnote_anchor", () => ""],
  ["softbreak", () => "\n"],
]);

export function element(name, look) {
  const made = document.createElement(name);
  if (look) made.className = look;
  return made;
}

export function within(name, child) {
  const made = element(name);
  made.append(child);
  return made;
}

// `root`, with what `tokens` say inside.
export function grown(root, tokens) {
  const open = [root];
  for (const token of tokens) {
    const around = open.at(-1);
    if (token.nesting < 0) open.pop();
    else if (token.hidden) open.push(around); // a paragraph of a tight list
    else if (token.type === "inline") grown(around, token.children);
    else {
      const nodes = nodesOf(token, around);
      around.append(...nodes);
      const [box] = nodes;
      if (token.nesting > 0) open.push(token.type === "table_open" ? box.firstChild : box);
    }
  }
  return root;
}

function nodesOf(token, around) {
  const shape = SHAPES.get(token.type);
  if (shape) return [shape(token, around)];
  if (token.nesting > 0) return [element(TAGS.has(token.tag) ? token.tag : "span")];
  if (token.tag === "code") return [codeFor(token)];
  if (TAGS.has(token.tag)) return [element(token.tag)];
  return chipped(token.content);
}

function codeFor({ content, block }) {
  const code = element("code");
  code.append(...chipped(content, CODE_CHIP));
  return block ? within("pre", code) : code;
}

function linked(text) {
  return shown(element("span", "preview-link"), text);
}

function folding({ fold }, look) {
  const box = element(fold ? "details" : "div", look);
  if (fold === "open") box.open = true;
  return box;
}

function titleOf(callout) {
  return element(callout.localName === "details" ? "summary" : "p", "admonition-title");
}

function dressed(box, values) {
  for (const [name, value] of values) box.setAttribute(name, value);
  return box;
}

function itemOf(meta) {
  const item = element("li", meta ? "task-list-item" : "");
  if (meta) item.append(Object.assign(element("input"), { type: "checkbox", disabled: true }));
  if (meta?.checked) item.firstChild.setAttribute("checked", "");
  return item;
}

// `box`, with `text` in it as it was written.
export function shown(box, text) {
  box.append(...chipped(text));
  return box;
}

// Text, with what it has of placeholders and of signs that nobody sees made readable.
function chipped(text, chips = CHIP) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(chips)) {
    const [whole, name, sign] = found;
    const chip = element("bdi", sign ? "preview-sign" : "preview-chip");
    chip.textContent = sign ? `U+${codeOf(sign)}` : name;
    nodes.push(text.slice(end, found.index), chip);
    end = found.index + whole.length;
  }
  return [...nodes, text.slice(end)].filter(Boolean);
}

// What the parser found, as elements: of a list of those that a text may have, and never of HTML.
// Links lead nowhere, images load nothing, and a sign that nobody sees is shown by its number.

import { PLACEHOLDER, UNWRITABLE, codeOf } from "./protected.js";

const TAGS = new Set([
  ...["blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"],
  ...["s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"],
]);
const CHIP = new RegExp(`${PLACEHOLDER.source}|(${UNWRITABLE.source})`, "gu");

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
      const nodes = nodesOf(token);
      around.append(...nodes);
      if (token.nesting > 0) open.push(nodes[0]);
    }
  }
  return root;
}

function nodesOf(token) {
  if (token.meta?.kind) return [calledOut(token.meta)];
  if (token.type === "link_open") return [element("span", "preview-link")];
  if (token.type === "softbreak") return ["\n"];
  if (token.nesting > 0) return [element(TAGS.has(token.tag) ? token.tag : "span")];
  if (token.type === "image") return [shown(element("span", "preview-image"), token.content)];
  const box = TAGS.has(token.tag) ? shown(element(token.tag), token.content) : null;
  if (!box) return chipped(token.content);
  return [token.block && token.tag === "code" ? within("pre", box) : box];
}

function calledOut({ kind, title }) {
  const box = element("div", `admonition ${kind}`);
  box.append(shown(element("p", "admonition-title"), title));
  return box;
}

function shown(box, text) {
  box.append(...chipped(text));
  return box;
}

// Text, with what it has of placeholders and of signs that nobody sees made readable.
function chipped(text) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(CHIP)) {
    const [whole, name, sign] = found;
    const chip = element("bdi", sign ? "preview-sign" : "preview-chip");
    chip.textContent = sign ? `U+${codeOf(sign)}` : name;
    nodes.push(text.slice(end, found.index), chip);
    end = found.index + whole.length;
  }
  return [...nodes, text.slice(end)].filter(Boolean);
}

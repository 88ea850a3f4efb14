// HTML within a text: the tags of a short list, with the attributes of that list alone; whatever
// else begins with “<” is text. entraide/content/markdown/inline_html.py, again, and its list is data.

import { findFirst } from "./text_parts.js";
import { MARKUP } from "./rules.js";

const ATTRIBUTE = /\s([a-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/gi;
const TAKES_ATTRIBUTES = ["image", "link_close", "code_inline"]; // what a list of attributes may follow

// A core rule: `tags` says of each name which attributes it may have.
export function resolveTags({ tags }) {
  return (state) => {
    for (const token of state.tokens) {
      if (token.children) token.children = resolveChildren(token.children, tags, state);
    }
  };
}

function resolveChildren(children, allowed, state) {
  const found = [];
  const open = []; // each tag, and all else that nests, where it began
  for (const child of children) {
    if (child.type === "html_inline") {
      found.push(...tagOf(child, open, found.length, allowed, state));
    } else {
      stripAttributeList(child, found.at(-1));
      found.push(child);
      nest(child, open, found);
    }
  }
  unwrapUnclosed(open, found);
  return found;
}

function tagOf(child, open, at, allowed, { Token, md }) {
  if (child.content.startsWith("<!--")) return [];
  const [, closes, written] = findFirst(child.content, MARKUP.NAME) ?? [];
  const name = written?.toLowerCase();
  const attributes = allowed.get(name);
  if (!attributes) return [asText(child)];
  if (name === "br") return [new Token("hardbreak", "br", 0)];
  const values = attributesOf(child.content, attributes, md);
  if (name === "img") return [imageOf(new Token("image", "img", 0), values)];
  const tag = Object.assign(new Token("tag", name, closes ? -1 : 1), { content: child.content });
  if (!closes) open.push({ name, at });
  else if (open.at(-1)?.name !== name) return [asText(child)];
  else open.pop();
  tag.meta = { values };
  return [tag];
}

function attributesOf(tag, names, md) {
  const found = Array.from(tag.matchAll(ATTRIBUTE), ([, name, ...values]) => {
    return [name.toLowerCase(), md.utils.unescapeAll(values.find((one) => one !== undefined))];
  });
  return found.filter(([name]) => names.includes(name));
}

function imageOf(token, values) {
  return Object.assign(token, { content: new Map(values).get("alt") ?? "" });
}

// Emphasis and links begin and end between the tags: what crosses them is never closed.
function nest(child, open, found) {
  if (child.nesting > 0) open.push({ at: found.length - 1 });
  if (child.nesting >= 0) return;
  while (open.at(-1)?.name) found[open.at(-1).at] = asText(found[open.pop().at]);
  open.pop();
}

function unwrapUnclosed(open, found) {
  for (const { name, at } of open) if (name) found[at] = asText(found[at]);
}

function asText(token) {
  return Object.assign(token, { type: "text", tag: "", nesting: 0, meta: null });
}

// `{alt="words"}` right after an image is not shown; nor is any such list where it belongs.
function stripAttributeList(child, before) {
  if (child.type !== "text" || !TAKES_ATTRIBUTES.includes(before?.type)) return;
  const [list] = findFirst(child.content, MARKUP.ATTRIBUTE_LIST) ?? [""];
  const alt = list.match(/\balt=(?:"([^"]*)"|([^\s}]+))/);
  if (alt && before.type === "image") before.content = alt[1] ?? alt[2];
  child.content = child.content.slice(list.length);
}

// A proposal as the page would show it, as far as that can be told before a build.
//
// The parser is vendored, and loaded when somebody asks for the preview. It says what is a list or
// a link, and drawing.js makes the elements: nothing of a text is ever HTML.

import { element, grown, within } from "./drawing.js";
import { loaded } from "./loading.js";
import { PLACEHOLDER } from "./protected.js";

const PARSER = new URL("../../vendor/markdown-it/markdown-it.js", import.meta.url).href;
const CALLOUT = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;
const TARGET = /\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)/g;
// The element of a segment, and the one that holds those of its kind in a row.
const SHAPES = new Map([
  ["title", ["h2"]],
  ["summary", ["p", "div", "preview-summary"]],
  ["heading", ["h3"]],
  ["paragraph", ["p"]],
  ["item", ["li", "ul"]],
  ["callout", ["p", "div", "admonition note"]],
  ["cell", ["td", "table"]],
  ["note", ["li", "ol", "preview-notes"]],
  ["section", []], // blocks of its own
]);

let instance;

async function parser() {
  const { default: MarkdownIt } = await loaded(PARSER);
  return (instance ??= new MarkdownIt({ html: false }));
}

// Shows `segments`, by what stands in their boxes, in `container`, instead of what was there.
// `titles`: what each kind of callout is called in the language of the text. `markdown`: that of
// the entry's JSON; with it steps are counted and tables are tables, as far as it has a place for
// every segment. Else each is shown by its kind.
export async function preview(segments, container, { titles = {}, markdown = "" } = {}) {
  const parse = await parser();
  const page = document.createDocumentFragment();
  const head = segments.filter(({ kind }) => kind === "field");
  const body = segments.filter(({ kind }) => kind !== "field");
  const placed = inPlace(parse, body, markdown, titles);
  listed(parse, placed ? head : segments, page, titles);
  if (placed) page.append(...placed);
  container.replaceChildren(page);
}

function listed(parse, segments, page, titles) {
  let holder;
  for (const segment of segments) {
    const text = segment.value.trim();
    const shape = SHAPES.get(segment.kind === "field" ? segment.key : segment.kind);
    if (!text || !shape) continue; // keywords and notes of changes stand elsewhere
    if (!shape[1]) holder = undefined;
    else if (holder?.kind !== segment.kind) holder = held(segment, shape, page);
    if (shape.length) (holder?.box ?? page).append(drawn(shape, parse.parseInline(text, {})));
    else page.append(...blocks(tokensOf(parse, text, {}, titles)));
  }
}

function held({ kind }, [, name, look], page) {
  const box = element(name, look);
  page.append(box);
  return { kind, box };
}

function drawn([name], tokens) {
  const box = grown(element(name), tokens);
  return name === "td" ? within("tr", box) : box;
}

/* What the parser found */

// The blocks of `text`; those that began with [!WARNING] say that they are callouts.
function tokensOf(parse, text, env, titles) {
  const tokens = parse.parse(text, env);
  for (const [at, token] of tokens.entries()) {
    if (token.type === "blockquote_open") callOut(token, tokens[at + 2], parse, env, titles);
    if (token.tag.match(/^h[1-5]$/)) token.tag = `h${Number(token.tag[1]) + 1}`; // below the title
  }
  return tokens;
}

function callOut(token, words, parse, env, titles) {
  const [mark, name] = words?.content?.match(CALLOUT) ?? [];
  if (!mark) return;
  const kind = name.toLowerCase();
  token.meta = { kind, title: titles[kind] ?? kind };
  words.content = words.content.slice(mark.length);
  words.children = parse.parseInline(words.content, env)[0].children;
}

function blocks(tokens) {
  return grown(element("div"), tokens).childNodes;
}

// The text that stands there, with what is in the boxes instead; undefined where a segment has no
// place in it, as something new has none.
function inPlace(parse, segments, markdown, titles) {
  const [env, waiting] = [{}, [...segments]];
  const tokens = tokensOf(parse, markdown, env, titles);
  for (const token of tokens) {
    if (token.type !== "inline" || !waiting.length) continue;
    if (!says(token.content, waiting[0].text || waiting[0].source)) continue;
    const text = waiting.shift().value.trim() || "…";
    token.children = parse.parseInline(text, env)[0].children;
  }
  return waiting.length ? undefined : blocks(tokens);
}

// Whether a text of the page, its placeholders filled and its links whole, is that of a segment.
function says(content, text = "") {
  let end = 0;
  return bare(text.replace(PLACEHOLDER, "\0")).split("\0").every((part) => {
    const at = bare(content).indexOf(part.trim(), end);
    end = at + part.trim().length;
    return at >= 0;
  });
}

function bare(text) {
  return text.replace(TARGET, "]").replaceAll("\\|", "|").replace(/\s+/g, " ");
}

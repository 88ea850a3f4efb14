// A proposal as the page would show it, as far as that can be told before a build.
//
// parser.js says what is a list or a callout, and token_rendering.js makes the elements: nothing of a text
// is ever HTML.

import { makeElement, appendTokens, appendText, wrapIn } from "./token_rendering.js";
import { getParser } from "./parser.js";
import { PLACEHOLDER, TARGET } from "./rules.js";

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

// Shows `segments`, by what stands in their boxes, in `container`, instead of what was there.
// `syntax`: what the page knows of texts, see publish/proposal_page.py. `markdown`: that of the entry's
// JSON; with it steps are counted and tables are tables, as far as it has a place for every segment.
// Else each is shown by its kind.
export async function renderPreview(segments, container, { syntax, markdown = "" }) {
  const parse = await getParser(syntax);
  const page = document.createDocumentFragment();
  const head = segments.filter(({ kind }) => kind === "field");
  const body = segments.filter(({ kind }) => kind !== "field");
  const placed = replaceTexts(parse, body, markdown);
  renderSegments(parse, placed ? head : segments, page);
  if (placed) page.append(...placed);
  container.replaceChildren(page);
}

function renderSegments(parse, segments, page) {
  let holder;
  for (const segment of segments) {
    const text = segment.value.trim();
    const shape = SHAPES.get(segment.kind === "field" ? segment.key : segment.kind);
    if (!text || !shape) continue; // keywords and notes of changes stand elsewhere
    if (!shape[1]) holder = undefined;
    else if (holder?.kind !== segment.kind) holder = makeHolder(segment, shape, page);
    if (segment.kind === "field") (holder?.box ?? page).append(appendText(makeElement(shape[0]), text));
    else if (shape.length) (holder?.box ?? page).append(renderSegment(shape, parse.parseInline(text, {})));
    else page.append(...renderBlocks(parseBlocks(parse, text, {})));
  }
}

function makeHolder({ kind }, [, name, look], page) {
  const box = makeElement(name, look);
  page.append(box);
  return { kind, box };
}

function renderSegment([name], tokens) {
  const box = appendTokens(makeElement(name), tokens);
  return name === "td" ? wrapIn("tr", box) : box;
}

/* What the parser found */

function parseBlocks(parse, text, env) {
  const tokens = parse.parse(text, env);
  for (const token of tokens) {
    if (token.tag.match(/^h[1-5]$/)) token.tag = `h${Number(token.tag[1]) + 1}`; // below the title
  }
  return tokens;
}

function renderBlocks(tokens) {
  return appendTokens(makeElement("div"), tokens).childNodes;
}

// The text that stands there, with what is in the boxes instead; undefined where a segment has no
// place in it, as something new has none.
function replaceTexts(parse, segments, markdown) {
  const [env, waiting] = [{}, [...segments]];
  const tokens = parseBlocks(parse, markdown, env);
  let notes = false; // they stand at the end of a page, wherever they were written
  for (const token of tokens) {
    notes ||= token.type === "footnote_block_open";
    if (token.type !== "inline" || !waiting.length) continue;
    const place = waiting.findIndex((one) => (notes ? isFor(one, token) : one.kind !== "note"));
    if (place < 0 || !isFor(waiting[place], token)) continue;
    const [{ value }] = waiting.splice(place, 1);
    token.children = parse.parseInline(value.trim() || "…", env)[0].children;
  }
  return waiting.length ? undefined : renderBlocks(tokens);
}

const isFor = ({ text, source }, token) => says(token.content, text || source);

// Whether a text of the page, its placeholders filled and its links whole, is that of a segment.
function says(content, text = "") {
  let end = 0;
  return stripMarkup(text.replace(PLACEHOLDER, "\0")).split("\0").every((part) => {
    const at = stripMarkup(content).indexOf(part.trim(), end);
    end = at + part.trim().length;
    return at >= 0;
  });
}

function stripMarkup(text) {
  return text.replace(TARGET, "").replaceAll("\\|", "|").replace(/\s+/g, " ");
}

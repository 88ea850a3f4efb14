// Blocks that no published plugin reads as our pages do: content/markdown/ of the package, as far
// as a preview needs it. Callouts of every dialect become one kind of token, `callout_open`.

import { findFirst } from "./text_parts.js";
import { LIST_AT_END, MARKUP } from "./rules.js";

const OWN_TITLE = /title="([^"]*)"/;
const QUOTED = /"(.*)"[^\s"]*$/;
const TASK = /^\[([ xX])\][ \t]+/;
const FOLDS = { "+": "open", "-": "closed", "???": "closed", "???+": "open" };
const INDENT = 4;

const startOf = (state, line) => state.bMarks[line] + state.tShift[line];
const lineOf = (state, line) => state.src.slice(startOf(state, line), state.eMarks[line]);
const isCode = (state, line) => state.sCount[line] - state.blkIndent >= INDENT;

// A comment that ends its line is left out.
export function readComment(state, first, end, silent) {
  if (!lineOf(state, first).startsWith("<!--") || isCode(state, first)) return false;
  const close = state.src.indexOf("-->", startOf(state, first) + 4);
  if (close < 0 || close >= state.eMarks[end - 1]) return false;
  let last = first;
  while (state.eMarks[last] < close) last++;
  if (state.src.slice(close + 3, state.eMarks[last]).trim()) return false;
  if (!silent) state.line = last + 1;
  return true;
}

// <details>, its summary and </details>, each on a line of its own; the first two may share one.
export function readDetails(state, first, end, silent) {
  const [opening, attributes] = findFirst(lineOf(state, first), MARKUP.OPEN) ?? [];
  if (!opening || isCode(state, first)) return false;
  const rest = lineOf(state, first).slice(opening.length).trim();
  const at = rest ? first : first + 1;
  const [, words] = findFirst(rest || (at < end ? lineOf(state, at) : ""), MARKUP.SUMMARY) ?? [];
  const last = words ? findClosingLine(state, at + 1, end) : -1;
  if (last < 0) return false;
  if (silent) return true;
  const fold = /\bopen\b/i.test(attributes) ? "open" : "closed";
  state.push("details_open", "details", 1).meta = { fold };
  pushTitle(state, "summary", words);
  tokenizeRange(state, at + 1, last);
  state.push("details_close", "details", -1);
  state.line = last + 1;
  return true;
}

// The line that closes what is open, others within it counted.
function findClosingLine(state, from, end) {
  let depth = 1;
  for (let line = from; line < end; line++) {
    if (findFirst(lineOf(state, line), MARKUP.OPEN)) depth++;
    if (findFirst(lineOf(state, line), MARKUP.CLOSE)) depth--;
    if (!depth) return line;
  }
  return -1;
}

// `!!! note "Title"`, and `??? note`, which folds; the text is indented.
export function readAdmonition({ callouts, titles }) {
  return (state, first, end, silent) => {
    const { mark, known, rest } = findFirst(lineOf(state, first), MARKUP.ADMONITION)?.groups ?? {};
    const kind = callouts.get(known?.toLowerCase());
    if (!kind || isCode(state, first)) return false;
    if (silent) return true;
    const inside = state.blkIndent + INDENT;
    let next = first + 1;
    while (next < end && (state.isEmpty(next) || state.sCount[next] >= inside)) next++;
    const title = rest.match(QUOTED)?.[1] ?? rest.trim();
    setCallout(state.push("callout_open", "", 1), kind, FOLDS[mark] ?? "");
    if (title) pushTitle(state, "callout_title", title);
    else state.push("callout_title", "", 0).content = titles[kind];
    state.blkIndent = inside;
    tokenizeRange(state, first + 1, next);
    state.blkIndent = inside - INDENT;
    state.push("callout_close", "", -1);
    state.line = next;
    return true;
  };
}

function setCallout(token, kind, fold) {
  return Object.assign(token, { meta: { kind, fold } });
}

function pushTitle(state, name, words) {
  state.push(`${name}_open`, "", 1);
  Object.assign(state.push("inline", "", 0), { content: words, children: [] });
  state.push(`${name}_close`, "", -1);
}

// The blocks from one line up to another.
function tokenizeRange(state, first, end) {
  const { lineMax } = state;
  state.lineMax = end;
  state.md.block.tokenize(state, first, end);
  state.lineMax = lineMax;
}

/* What the parser took for something else */

// Quotes and containers that are callouts become such, items with a box say so, and attributes,
// which no preview needs, go.
export function normalizeCallouts(syntax) {
  return (state) => {
    const ends = []; // what each block that is open, and may be a callout, closes as
    state.tokens = state.tokens.flatMap((token, at, tokens) => {
      if (token.type === "inline") stripAttributes(token, tokens[at - 1], tokens[at - 2]);
      if (/^(blockquote|container_callout)_open$/.test(token.type)) {
        const found = calloutOf(tokens, at, state.Token, syntax);
        ends.push(found ? "callout_close" : token.type.replace("open", "close"));
        return found ?? [token];
      }
      if (/^(blockquote|container_callout)_close$/.test(token.type)) token.type = ends.pop();
      return [token];
    });
    state.tokens = state.tokens.filter(isFull);
    markLists(state.tokens);
  };
}

function calloutOf(tokens, at, Token, { callouts, titles, folded }) {
  const [token, words] = [tokens[at], tokens[at + 2]];
  const isQuote = token.type === "blockquote_open";
  let [, written, fold, title] = isQuote ? alertOf(words) : colonsOf(token);
  const name = written?.toLowerCase();
  const kind = callouts.get(name);
  if (!kind) return null;
  if (isQuote) words.content = words.content.split("\n").slice(1).join("\n");
  if (isQuote && !words.content && title && tokens[at + 4].type === "blockquote_close") {
    [words.content, title] = [title, ""]; // there is nothing else: they are the text
  }
  const folds = isQuote ? FOLDS[fold] : folded.includes(name) && "closed";
  const opening = setCallout(new Token("callout_open", "", 1), kind, folds || "");
  return [opening, ...titleTokens(title, titles[kind], Token)];
}

const alertOf = (words) => findFirst(words?.content?.split("\n")[0] ?? "", MARKUP.ALERT) ?? [];

function colonsOf({ info }) {
  const [mark, name, label, braces, rest] = findFirst(info, MARKUP.COLONS);
  return [mark, name, "", label || braces?.match(OWN_TITLE)?.[1] || rest];
}

function titleTokens(own, generated, Token) {
  if (!own) return [Object.assign(new Token("callout_title", "", 0), { content: generated })];
  const words = Object.assign(new Token("inline", "", 0), { content: own, children: [] });
  return [new Token("callout_title_open", "", 1), words, new Token("callout_title_close", "", -1)];
}

function stripAttributes(words, block, around) {
  if (block?.type === "heading_open") words.content = words.content.replace(LIST_AT_END, "").trimEnd();
  if (block?.type !== "paragraph_open") return;
  const lines = words.content.split("\n").filter((line) => !findFirst(line, MARKUP.LIST_LINE));
  words.content = findFirst(words.content, MARKUP.CONTENTS) ? "" : lines.join("\n");
  const [mark, box] = (around?.type === "list_item_open" && words.content.match(TASK)) || [];
  if (!mark) return;
  words.content = words.content.slice(mark.length);
  around.meta = { checked: box !== " " };
}

// Nothing is left of some paragraphs: of `> [!NOTE]` alone, of a line that asks for contents.
function isFull(token, at, tokens) {
  const step = { paragraph_open: 1, inline: 0, paragraph_close: -1 }[token.type];
  return step === undefined || tokens[at + step].content !== "";
}

function markLists(tokens) {
  const lists = [];
  for (const token of tokens) {
    if (/list_open$/.test(token.type)) lists.push(token);
    else if (/list_close$/.test(token.type)) lists.pop();
    else if (token.meta?.checked !== undefined) lists.at(-1).meta = { tasks: true };
  }
}

// The parser of the preview: CommonMark and GFM as markdown-it and its published plugins read them.
//
// They are vendored, and fetched when somebody asks for the preview. What this site alone knows,
// the names of callouts and the tags that a text may have, comes from the page as `syntax`. What no
// plugin reads as our pages do is in blocks.js and tags.js.

import { normalizeCallouts, readAdmonition, readComment, readDetails } from "./blocks.js";
import { importModule } from "../lazy_loading.js";
import { findFirst } from "./text_parts.js";
import { MARKUP } from "./rules.js";
import { resolveTags } from "./tags.js";

const VENDOR = new URL("../../vendor/markdown-it/", import.meta.url);
const FILES = ["markdown-it", "footnote", "deflist", "container"];
const BEGINS_A_BLOCK = { alt: ["paragraph", "reference", "blockquote", "list"] };
const WWW = /^[\w-]+(?:\.[\w-]+)+(?:\/[^\s<]*)?/;

let instance;

// A parser whose tokens token_rendering.js makes elements of. `syntax`: of the page, see publish/proposal_page.py.
export async function getParser(syntax) {
  const files = FILES.map((name) => importModule(new URL(`${name}.js`, VENDOR).href));
  const [MarkdownIt, ...plugins] = (await Promise.all(files)).map((file) => file.default);
  return (instance ??= makeParser(new MarkdownIt({ html: true, linkify: true }), plugins, syntax));
}

function makeParser(parser, [footnotes, descriptions, containers], pageSyntax) {
  const [callouts, tags] = [pageSyntax.callouts, pageSyntax.tags].map((one) => new Map(Object.entries(one)));
  const syntax = { ...pageSyntax, callouts, tags };
  const validate = (words) => callouts.has(findFirst(words, MARKUP.COLONS)?.[1].toLowerCase());
  parser.use(footnotes).use(descriptions).use(containers, "callout", { validate });
  parser.disable("html_block"); // a tag is judged within its text
  configureLinkify(parser.linkify);
  const { block, core } = parser;
  block.ruler.before("fence", "comment", readComment, BEGINS_A_BLOCK);
  block.ruler.before("fence", "details", readDetails, BEGINS_A_BLOCK);
  block.ruler.before("fence", "admonition", readAdmonition(syntax), BEGINS_A_BLOCK);
  core.ruler.before("inline", "normalizeCallouts", normalizeCallouts(syntax));
  core.ruler.push("tags", resolveTags(syntax));
  return parser;
}

// Bare addresses as GFM has them: with a scheme or www., and of e-mail.
function configureLinkify(linkify) {
  linkify.set({ fuzzyLink: false, fuzzyEmail: true }).add("ftp:", null).add("//", null);
  const validate = (text, at) => text.slice(at).match(WWW)?.[0].length ?? 0;
  linkify.add("www.", { validate });
}

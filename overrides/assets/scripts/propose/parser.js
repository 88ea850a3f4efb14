// The parser of the preview: CommonMark and GFM as markdown-it and its published plugins read them.
//
// They are vendored, and fetched when somebody asks for the preview. What this site alone knows,
// the names of callouts and the tags that a text may have, comes from the page as `syntax`. What no
// plugin reads as our pages do is in blocks.js and tags.js.

import { named, readAdmonition, readComment, readDetails } from "./blocks.js";
import { loaded } from "./loading.js";
import { firstOf } from "./parts.js";
import { MARKUP } from "./rules.js";
import { resolvedTags } from "./tags.js";

const VENDOR = new URL("../../vendor/markdown-it/", import.meta.url);
const FILES = ["markdown-it", "footnote", "deflist", "container"];
const BEGINS_A_BLOCK = { alt: ["paragraph", "reference", "blockquote", "list"] };
const WWW = /^[\w-]+(?:\.[\w-]+)+(?:\/[^\s<]*)?/;

let instance;

// A parser whose tokens drawing.js makes elements of. `syntax`: of the page, see publish/proposal_page.py.
export async function parserOf(syntax) {
  const files = FILES.map((name) => loaded(new URL(`${name}.js`, VENDOR).href));
  const [MarkdownIt, ...plugins] = (await Promise.all(files)).map((file) => file.default);
  return (instance ??= made(new MarkdownIt({ html: true, linkify: true }), plugins, syntax));
}

function made(parser, [footnotes, descriptions, containers], told) {
  const [callouts, tags] = [told.callouts, told.tags].map((one) => new Map(Object.entries(one)));
  const syntax = { ...told, callouts, tags };
  const validate = (words) => callouts.has(firstOf(words, MARKUP.COLONS)?.[1].toLowerCase());
  parser.use(footnotes).use(descriptions).use(containers, "callout", { validate });
  parser.disable("html_block"); // a tag is judged within its text
  addressesOf(parser.linkify);
  const { block, core } = parser;
  block.ruler.before("fence", "comment", readComment, BEGINS_A_BLOCK);
  block.ruler.before("fence", "details", readDetails, BEGINS_A_BLOCK);
  block.ruler.before("fence", "admonition", readAdmonition(syntax), BEGINS_A_BLOCK);
  core.ruler.before("inline", "named", named(syntax));
  core.ruler.push("tags", resolvedTags(syntax));
  return parser;
}

// Bare addresses as GFM has them: with a scheme or www., and of e-mail.
function addressesOf(linkify) {
  linkify.set({ fuzzyLink: false, fuzzyEmail: true }).add("ftp:", null).add("//", null);
  const validate = (text, at) => text.slice(at).match(WWW)?.[0].length ?? 0;
  linkify.add("www.", { validate });
}

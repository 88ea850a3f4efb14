"""The preset: which syntax a text may have, and which rules read it, in order.

CommonMark with GFM (tables, strikethrough, check lists, bare addresses), footnotes, definition
lists, callouts in four dialects, attribute lists, placeholders, and a short list of HTML tags.
handbook/writing.md shows an example of each thing; a test reads it from there.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.gfm_autolink.index import _protocol_rule as read_protocol_at

from entraide.content.markdown.addresses import secure_addresses, unnest_links
from entraide.content.markdown.attributes import read_attributes, resolve_block_attributes
from entraide.content.markdown.callouts import is_callout, normalize_callouts, read_admonition
from entraide.content.markdown.footnotes import (
    read_footnote,
    report_repeated_footnotes,
    report_unused_footnotes,
)
from entraide.content.markdown.headings import adjust_heading_levels, report_repeated_ids
from entraide.content.markdown.html_blocks import read_comment, read_details
from entraide.content.markdown.inline_html import resolve_tags
from entraide.content.markdown.line_numbers import track_lines
from entraide.content.markdown.placeholders import read_placeholder
from entraide.content.markdown.stray_markup import (
    drop_contents_marks,
    report_conflicts,
    report_diagrams,
    report_empty_elements,
    report_front_matter,
    report_stray_markup,
    report_unused_addresses,
)
from entraide.content.markdown.urgency import report_urgencies

MAX_NESTING = 100  # levels of blocks: markdown-it leaves out what is nested deeper
ADDRESS_BEFORE = re.compile(r"(?:https?|ftp|mailto|xmpp)\Z", re.IGNORECASE)
BEGINS_A_BLOCK: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
# The core rules after which every block is known, and those that read the text in them.
BLOCK_RULES = (
    ("conflicts", report_conflicts),
    ("callouts", normalize_callouts),
    ("contents", drop_contents_marks),
    ("attribute_lines", resolve_block_attributes),
    ("notes", report_repeated_footnotes),
    ("front_matter", report_front_matter),
    ("headings", adjust_heading_levels),
    ("repeated_ids", report_repeated_ids),
    ("urgencies", report_urgencies),
)
TEXT_RULES = (
    ("tags", resolve_tags),
    ("nested_links", unnest_links),
    ("secure_addresses", secure_addresses),
    ("lost_notes", report_unused_footnotes),
    ("empty", report_empty_elements),
    ("diagrams", report_diagrams),
    ("unused_addresses", report_unused_addresses),
    ("leftovers", report_stray_markup),
)


def make_parser() -> MarkdownIt:
    """Return a parser with every rule of ours in its place."""
    parser = MarkdownIt("commonmark", {"html": True, "tasklists": True, "maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"]).disable("html_block")
    parser.options["strikethrough_single_tilde"] = True
    parser.use(track_lines).use(gfm_autolink_plugin).use(footnote_plugin).use(deflist_plugin).use(
        admon_plugin
    )
    parser.use(container_plugin, name="callout", validate=is_callout)
    parser.block.ruler.before("fence", "comment", read_comment, BEGINS_A_BLOCK)
    parser.block.ruler.before("fence", "details", read_details, BEGINS_A_BLOCK)
    parser.block.ruler.at("admonition", read_admonition, BEGINS_A_BLOCK)
    parser.block.ruler.at("footnote_def", read_footnote, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("emphasis", "placeholder", read_placeholder)
    parser.inline.ruler.push("attributes", read_attributes)
    parser.inline.ruler.before("gfm_autolink_protocol", "colon", read_colon)
    parser.inline.ruler.at("gfm_autolink_protocol", read_protocol)
    for name, rule in BLOCK_RULES:
        parser.core.ruler.before("inline", name, rule)
    for name, rule in TEXT_RULES:
        parser.core.ruler.push(name, rule)
    return parser


def read_colon(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """Inline rule: a colon that belongs to no address is text.

    For each colon the next rule would search all text before it, which takes minutes in a text with
    tens of thousands of colons.
    """
    before = state.src[max(state.pos - 6, 0) : state.pos]
    if state.src[state.pos] != ":" or ADDRESS_BEFORE.search(before):
        return False
    if not silent:
        state.pending += ":"
    state.pos += 1
    return True


def read_protocol(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """Inline rule: an address from its colon on.

    The rule of the plugin copies all text behind every sign before it looks for one.
    """
    return state.src[state.pos] == ":" and read_protocol_at(state, silent)


@cache
def make_staged_parsers() -> tuple[MarkdownIt, MarkdownIt]:
    """Return two parsers: one that stops after the blocks, and one that continues from there.

    They are made once, which takes longer than reading an entry.
    """
    first, second = make_parser(), make_parser()
    rules = first.get_active_rules()["core"]
    halt = rules.index("inline")
    first.core.ruler.enableOnly(rules[:halt])
    second.core.ruler.enableOnly(rules[halt:])
    return first, second

"""Convert the body of one imported text to Markdown of ours, whatever it was written in."""

import re
from collections import Counter
from collections.abc import Mapping

from entraide.content.markdown.limits import find_excess
from entraide.content.outline import read_outline
from entraide.importers.articles import BodyForm
from entraide.importers.conversion.components import convert_components
from entraide.importers.conversion.embedded_html import convert_embedded
from entraide.importers.conversion.html_markdown import clean_markdown, convert_html
from entraide.importers.conversion.html_tree import HtmlExcessError
from entraide.importers.conversion.markdown_links import rewrite_links
from entraide.importers.conversion.material import (
    convert_signs,
    drop_attributes,
    insert_snippets,
    mend_tables,
    normalize_callouts,
    unnest_tabs,
)
from entraide.importers.conversion.paired_tags import OmissionCounts
from entraide.importers.conversion.protected_code import protect_code, restore_code
from entraide.importers.conversion.rewriting import AddressRewriter
from entraide.importers.conversion.shortcodes import convert_shortcodes
from entraide.importers.conversion.signs import (
    BRACES,
    clean_characters,
    escape_words,
    show_stray_signs,
)

FENCE_OF_MATTER = re.compile(r"\A\s*(?:-{3,}|\+{3,})[ \t]*(?=\n)")
TITLE_HEADING = re.compile(r"\A\s*#[ \t]+([^\n]+?)[ \t#]*(?:\{[^{}\n]*\})?[ \t]*(?:\n|\Z)")


class UnreadableTextError(Exception):
    """Raised for a text that cannot be converted at all."""


def convert_body(rewriter: AddressRewriter, snippets: Mapping[str, str]) -> str:
    """Return the body of the text of `rewriter`, converted; UnreadableTextError if too large."""
    text, omissions = rewriter.text, rewriter.omissions
    body = clean_characters(text.body, text.location, omissions)
    counts: OmissionCounts = Counter()
    if text.form is BodyForm.HTML:
        try:
            markdown = convert_html(body, rewriter)
        except HtmlExcessError as error:
            raise UnreadableTextError(str(error)) from error
    elif text.form is BodyForm.PLAIN:
        markdown = _convert_plain(body)
    else:
        if excess := find_excess(body):
            raise UnreadableTextError(excess.what)
        markdown = _convert_markdown(body, rewriter, snippets, counts)
    for (what, outcome), count in counts.items():
        omissions.add(text.location, what, outcome, count=count)
    markdown = FENCE_OF_MATTER.sub("\n* * *", markdown)
    markdown = _drop_title(clean_markdown(markdown), text.title)
    if excess := find_excess(markdown):
        raise UnreadableTextError(excess.what)
    markdown = show_stray_signs(markdown, text.title, text.location, omissions)
    return _divide_braces(markdown, text.title)


def _divide_braces(markdown: str, title: str) -> str:
    """Return `markdown` with braces separated, so that conversion makes no placeholder."""
    if "{{" in markdown and read_outline(markdown, title).placeholders:
        return re.sub(r"\{(?=\{)", "{ ", markdown)
    return markdown


def _convert_plain(body: str) -> str:
    """Convert plain text: a line break stays, a blank line ends a paragraph."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", body.strip())
    lines = ([line.strip() for line in paragraph.split("\n")] for paragraph in paragraphs)
    return "\n\n".join("\\\n".join(map(escape_words, each)) for each in lines)


def _convert_markdown(
    body: str, rewriter: AddressRewriter, snippets: Mapping[str, str], counts: OmissionCounts
) -> str:
    """Convert Markdown of another dialect, step by step; code is set aside meanwhile."""
    is_mdx = rewriter.text.path.endswith(".mdx")
    body = insert_snippets(body, snippets, counts)
    body, code = protect_code(body.expandtabs(4), counts)
    body = convert_shortcodes(body, counts)
    body, code = _protect_again(body, code, counts)
    body = unnest_tabs(body, counts)
    body = convert_components(body, counts, is_mdx=is_mdx)
    body, code = _protect_again(body, code, counts)
    body = normalize_callouts(body, counts)
    body = mend_tables(drop_attributes(body, counts))
    body = convert_signs(body, counts)
    body, code = _show_templates(body, code, counts)
    body = rewrite_links(body, rewriter)
    body = convert_embedded(body, rewriter, counts)  # after the links, which it rewrites itself
    return restore_code(body, code)


def _protect_again(body: str, code: list[str], counts: OmissionCounts) -> tuple[str, list[str]]:
    """Set aside what earlier steps turned into code."""
    if "`" not in body:
        return body, code
    return protect_code(restore_code(body, code), counts)


def _show_templates(body: str, code: list[str], counts: OmissionCounts) -> tuple[str, list[str]]:
    """Turn placeholders and templates of other systems into code."""

    def show(match: re.Match[str]) -> str:
        counts["sign of a template language", "shown as code"] += 1
        return f"`{match[0].replace('`', '')}`"

    shown = BRACES.sub(show, body)
    return _protect_again(shown, code, counts) if shown != body else (body, code)


def _drop_title(markdown: str, title: str) -> str:
    """Return `markdown` without a first heading that repeats the title."""
    match = TITLE_HEADING.match(markdown)
    if match and _fold(match[1]) == _fold(title):
        return markdown[match.end() :].lstrip("\n")
    return markdown


def _fold(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()

"""The preview of a proposal draws what the page would: the same elements, the same words."""

import json
from gettext import NullTranslations
from html import escape

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from entraide.content.markdown.document import read_document
from entraide.content.markdown.html_renderer import render_document
from entraide.content.markdown.html_writer import ENGLISH, RenderStyle
from entraide.content.markdown.parts import PartKind, join_parts
from entraide.content.segmentation import cut_segments
from entraide.publish.pages.proposal_page import build_preview_syntax
from support.script_modules import ask

TEXTS = [
    "> [!Tip]- Own *title*\n> a\n>\n> - b\n\n> [!DANGER]\n> c\n\n> [!NOTE] d",
    '!!! warning "Own **title**"\n    a\n\n    - b\n\n!!! info ""\n    c\n\nd',
    "??? note\n    a\n\n???+ tip Own\n    > b\n\n    c",
    ":::danger[Own *title*]\na\n\n- b\n:::\n\n:::details d\ne\n:::",
    "::::note\n:::tip\nc\n:::\n::::",
    "<details>\n<summary>Own *title*</summary>\na\n\n- b\n</details>\n\nc",
    "<details open><summary>A</summary>\n\nb\n\n</details>\n\nc",
    "<details>\n<summary>A</summary>\n<details><summary>B</summary>\nc\n</details>\n</details>",
    "Term\n: a\n: b **c**",
    "Term\n\n:   d\n\n    e",
    "- [ ] a\n- [x] b\n    - [ ] c\n\n- d",
    "Press <kbd>Ctrl</kbd>+<KBD>C</KBD>, H<sub>2</sub>O<br>a<br/>b <mark>c</mark> <u>d</u>",
    'The <abbr title="World &amp; all" lang="en">WA</abbr> <small>f</small><!-- gone --> g',
    "<!-- gone\n\ngone -->\n\na <!-- gone --> b\n\n[TOC]\n\nc",
    "a <b>never closed\n\n*b <b>c* d</b> &lt;b> \\<b>",
    "A ~~b~~ https://a.example/x?y#z. www.b.example, c@d.example <https://e.example>",
    "## Own {#id}\n\n### Two {: .x }\n\n{: .y }\na\n\n![b](c.png){width=9} [d](e){title=f} g",
    "a[^x] b[^x] c[^long]\n\n[^x]: d\n[^long]: e\n\n    f\n\ng",
    "1. a\n\n   ```\n   b\n   ```\n\n   | c |\n   | - |\n   | d |\n2. e\n\n   > f\n   > - g",
]
# What is an element of its own on both: not links, images and boxes around, which have no effect.
SHAPE_SELECTOR = ", ".join(
    [
        *(".admonition", "details", "summary", "p", "ul", "ol", "li", "input", "dl", "dt", "dd"),
        *("blockquote", "pre", "code", "table", "tr", "th", "td", "hr", "em", "strong", "s", "br"),
        *("abbr", "b", "i", "kbd", "mark", "small", "sub", "sup", "u"),
    ]
)
SHAPE = f"""
const box = document.querySelector("main");
await module.renderPreview(given.segments, box, given);
for (const one of box.querySelectorAll(".preview-image")) one.remove();
const names = Array.from(box.querySelectorAll({json.dumps(SHAPE_SELECTOR)}), (one) =>
  one.localName === "div" ? one.className : one.localName);
return [names, box.textContent.replace(/\\s+/g, "")];
"""
VISIBLE_KINDS = {PartKind.PROSE, PartKind.INLINE, PartKind.BLOCK, PartKind.BARE}


def read_page_shape(text: str) -> list[object]:
    """What a page has of `text`, as SHAPE says it of the preview."""
    parts = render_document(read_document(text), RenderStyle(words=ENGLISH)).parts
    html = join_parts(
        parts, lambda kind, value: escape(str(value)) if kind in VISIBLE_KINDS else ""
    )
    soup = BeautifulSoup(html, "html.parser")
    for back in soup.select(".footnote-backref, .footnote > hr"):
        back.extract()
    found = soup.select(SHAPE_SELECTOR)
    names = [" ".join(one["class"]) if one.name == "div" else one.name for one in found]
    return [names, "".join(soup.get_text().split())]


def read_preview_shape(
    page: Page, segments: list[dict[str, str]], markdown: str = ""
) -> list[object]:
    syntax = build_preview_syntax(NullTranslations())
    given = {"segments": segments, "markdown": markdown, "syntax": syntax}
    return ask(page, "preview", SHAPE, given)  # type: ignore[no-any-return]


@pytest.mark.parametrize("text", TEXTS)
def test_a_whole_section_is_drawn_as_on_the_page(modules: Page, text: str) -> None:
    section = {"kind": "section", "key": "section-1", "value": text}
    assert read_preview_shape(modules, [section]) == read_page_shape(text)


@pytest.mark.parametrize("text", TEXTS)
def test_segments_in_their_places_are_drawn_as_on_the_page(modules: Page, text: str) -> None:
    cuts = [one.segment for one in cut_segments(text)]
    segments = [
        {"kind": one.kind, "key": one.kind, "text": one.text, "value": one.text} for one in cuts
    ]
    assert read_preview_shape(modules, segments, text) == read_page_shape(text)

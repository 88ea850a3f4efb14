"""The preview of a proposal: what the page would show, and nothing of a text ever HTML."""

import json
from gettext import NullTranslations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from entraide.content.markdown.callout_kinds import KINDS as CALLOUTS
from entraide.content.markdown.inline_html import PAIRED
from entraide.publish.pages.proposal_page import build_preview_syntax
from support.fuzzing import try_examples
from support.script_modules import ask, to_code_points

SYNTAX = {
    **build_preview_syntax(NullTranslations()),
    "titles": {**dict.fromkeys(CALLOUTS, "Titre"), "warning": "Attention"},
}
SHOW = (
    f"const SYNTAX = {json.dumps(SYNTAX)};"
    """
const box = document.querySelector("main");
const segments = given.map(([kind, key, value]) => ({ kind, key, value: text(value) }));
await module.renderPreview(segments, box, { syntax: SYNTAX });
"""
)
HTML_SCRIPT = f"{SHOW} return box.innerHTML;"
# Every element, attribute and address in the box, by name, and what it says.
PARTS_SCRIPT = f"""{SHOW}
const all = [...box.querySelectorAll("*")];
const attributes = all.flatMap((one) => [...one.attributes].map(({{ name, value }}) =>
  name === "class" ? value.split(" ")[0] : name));
return [[...new Set(all.map((one) => one.localName))], [...new Set(attributes)], box.textContent];
"""
ELEMENTS = {
    *(
        "bdi",
        "blockquote",
        "br",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "h2",
        "h3",
        "h4",
    ),
    *("h5", "h6", "hr", "input", "li", "ol", "p", "pre", "s", "span", "strong", "summary", "table"),
    *("tbody", "td", "th", "thead", "tr", "ul", *PAIRED),
}
CLASSES = {
    *("admonition", "admonition-title", "table", "task-list", "task-list-item"),
    *(f"preview-{name}" for name in ("chip", "image", "link", "notes", "sign", "summary")),
}
ATTRIBUTES = {"title", "lang", "open", "type", "disabled", "checked", "tabindex"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "[a](javascript:alert(1)) [b](data:text/html,<script>alert(1)</script>) <javascript:alert(1)>",
    "[a](java&#x73;cript:alert(1)) [b](\x01javascript:alert(1))",
    '![a](https://evil.example/x.png) ![b](javascript:alert(1) "onerror=alert(1)")',
    "[a]: javascript:alert(1)\n\n[a]",
    '[x](https://evil.example/ "onmouseover=alert(1)")',
    "```js onload=alert(1)\n<b>\n```",
    "`<b>`",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b>",
    '> [!WARNING]\n> <script>alert(1)</script>\n\n> [!"><b>]\n> x',
    "| <b> | [x](javascript:alert(1)) |\n| :-: | --- |\n| {{<b>}} | {{a.b}} |",
    "# <b onclick=alert(1)>\n\n###### x",
    "a\u202eb \u2066 \x00 \ud800",
    "<!-- x --> <?php ?> <![CDATA[ x ]]>",
    "{{constructor}} {{__proto__}}",
    '<b onclick=alert(1) style="x">a</b> <ABBR onfocus=x TITLE="&quot;><b>" lang=fr id=x>b</ABBR>',
    "<details open ontoggle=alert(1)>\n<summary onclick=x><i id=y>a</i></summary>\nb\n</details>",
    "<kbd>a <mark>b</kbd> c</mark> *<u>d* </u> <constructor></constructor> <__proto__>",
    '!!! warning "<svg onload=x>"\n    a\n\n:::constructor\na\n:::\n\n> [!__proto__] x\n> y',
    ":::tip[<b onclick=x>y</b>]{onclick=z}\na\n:::\n\n??? note <script>\n    b",
    "a[^1] ^[<b onclick=x>b</b>]\n\n[^1]: <script>c</script> [d](javascript:e)",
    "a\n: <i onclick=b>c</i>\n\n- [x] <u style=d>e</u>\n- [ ] <svg>",
    'www.evil.example/<b> https://evil.example/"onclick= a@b.example ftp://x //y',
    "*" * 5000 + "[" * 5000 + "](" * 500 + "> " * 500,
]
KINDS = ["heading", "paragraph", "item", "callout", "cell", "note", "section", "odd"]
KEYS = ["title", "summary", "keywords", "constructor"]


def draw_segments(page: Page, *segments: tuple[str, str, str]) -> str:
    given = [(kind, key, to_code_points(text)) for kind, key, text in segments]
    return ask(page, "preview", HTML_SCRIPT, given)  # type: ignore[no-any-return]


def find_segments(page: Page, segments: list[tuple[str, str, str]]) -> Any:
    given = [(kind, key, to_code_points(text)) for kind, key, text in segments]
    return ask(page, "preview", PARTS_SCRIPT, given)


def test_segments_are_shown_as_what_they_are(modules: Page) -> None:
    html = draw_segments(
        modules,
        ("field", "title", "Un *titre*"),
        ("field", "summary", "En une phrase"),
        ("field", "keywords", "mot"),
        ("heading", "heading-1", "Que faire"),
        ("paragraph", "paragraph-1", "Un\n**deux** {{platform.name}}"),
        ("item", "item-1", "`un`"),
        ("item", "item-2", "[deux](a.md)"),
        ("paragraph", "paragraph-2", "  "),
        ("callout", "callout-1", "Jamais"),
        ("cell", "cell-1", "a \\| b"),
        ("cell", "cell-2", "c"),
        ("note", "note-1", "Une note"),
    )
    assert html == (
        '<h2>Un *titre*</h2><div class="preview-summary"><p>En une phrase</p></div>'
        "<h3>Que faire</h3>"
        '<p>Un\n<strong>deux</strong> <bdi class="preview-chip">platform.name</bdi></p>'
        '<ul><li><code>un</code></li><li><span class="preview-link">deux</span></li></ul>'
        '<div class="admonition note"><p>Jamais</p></div>'
        "<table><tr><td>a | b</td></tr><tr><td>c</td></tr></table>"
        '<ol class="preview-notes"><li>Une note</li></ol>'
    )


def test_a_whole_section_is_shown_with_its_lists_tables_and_callouts(modules: Page) -> None:
    text = (
        "## Qui\n\n1. un\n2. deux\n   - trois\n\n> [!WARNING]\n> Jamais **vous**\n> payez.\n\n"
        "> [!TIP]\n\n> cité\n\n```\ncode\n```\n\n| a |\n| --- |\n| b |\n\n---\n"
    )
    assert draw_segments(modules, ("section", "section-1", text)) == (
        "<h3>Qui</h3><ol><li>un</li><li>deux<ul><li>trois</li></ul></li></ol>"
        '<div class="admonition warning"><p class="admonition-title">Attention</p>'
        "<p>Jamais <strong>vous</strong>\npayez.</p></div>"
        '<div class="admonition tip"><p class="admonition-title">Titre</p></div>'
        "<blockquote><p>cité</p></blockquote><pre><code>code\n</code></pre>"
        '<div class="table" tabindex="0"><table><thead><tr><th>a</th></tr></thead>'
        "<tbody><tr><td>b</td></tr></tbody></table></div><hr>"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_text_whatever_its_kind(modules: Page, text: str) -> None:
    asked: list[str] = []
    modules.on("request", lambda request: asked.append(request.url))
    segments = [(kind, f"{kind}-1", text) for kind in KINDS]
    segments += [("field", key, text) for key in KEYS]
    elements, attributes, _ = find_segments(modules, segments)
    assert set(elements) <= ELEMENTS
    assert set(attributes) <= CLASSES | ATTRIBUTES
    assert [url for url in asked if "/assets/" not in url] == []


@try_examples(60)
@given(st.lists(st.sampled_from(HOSTILE[:-1]) | st.text(max_size=6), max_size=6).map("".join))
def test_a_mixture_of_hostile_texts_is_text(modules: Page, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    elements, attributes, _ = find_segments(
        modules, [("section", "section-1", text), ("item", "", text)]
    )
    assert set(elements) <= ELEMENTS
    assert set(attributes) <= CLASSES | ATTRIBUTES


IN_PLACE = (
    f"const SYNTAX = {json.dumps(SYNTAX)};"
    """
const box = document.querySelector("main");
const segments = given.segments.map(([kind, text, value]) => ({ kind, key: kind, text, value }));
await module.renderPreview(segments, box, { syntax: SYNTAX, markdown: given.markdown });
return box.innerHTML;
"""
)
PAGE = """\
Sur Square, [lisez](https://help.example/fr/a/).

### Faire

1. Arrêtez.
2. `code`
3. Attendez.

> [!TIP]
> Jamais.

| Qui |
| --- |
| a \\| b |
"""
SEGMENTS = [
    ("field", "Titre", "Un titre"),
    (
        "paragraph",
        "Sur {{platform.name}}, [lisez](a.md).",
        "Chez {{platform.name}} : [lisez](a.md)",
    ),
    ("heading", "Faire", "Agir"),
    ("item", "Arrêtez.", "Stop"),
    ("item", "Attendez.", " "),
    ("callout", "Jamais.", "Jamais !"),
    ("cell", "Qui", "Qui ?"),
    ("cell", "a \\| b", "c"),
]


def test_with_the_text_of_the_page_every_segment_is_in_its_place(modules: Page) -> None:
    given = {"segments": SEGMENTS, "markdown": PAGE}
    assert ask(modules, "preview", IN_PLACE, given) == (
        '<p>Chez <bdi class="preview-chip">platform.name</bdi> : '
        '<span class="preview-link">lisez</span></p><h4>Agir</h4>'
        "<ol><li>Stop</li><li><code>code</code></li><li>…</li></ol>"
        '<div class="admonition tip"><p class="admonition-title">Titre</p><p>Jamais !</p></div>'
        '<div class="table" tabindex="0"><table><thead><tr><th>Qui ?</th></tr></thead>'
        "<tbody><tr><td>c</td></tr></tbody></table></div>"
    )


def test_where_one_has_no_place_all_are_shown_by_their_kind(modules: Page) -> None:
    given = {"segments": [*SEGMENTS, ("item", "", "Neuf")], "markdown": PAGE}
    html = ask(modules, "preview", IN_PLACE, given)
    assert html.endswith(
        "<table><tr><td>Qui ?</td></tr><tr><td>c</td></tr></table><ul><li>Neuf</li></ul>"
    )


def test_invisible_characters_are_shown_by_their_numbers(modules: Page) -> None:
    *_, said = find_segments(modules, [("paragraph", "", "a\u202eb")])
    assert said == "aU+202Eb"


def test_tags_and_addresses_are_read_as_they_were_written(modules: Page) -> None:
    *_, said = find_segments(modules, [("paragraph", "", "<script>alert(1)</script>")])
    assert said == "<script>alert(1)</script>"
    html = draw_segments(modules, ("paragraph", "", "[Aide](javascript:alert(1))"))
    assert "Aide" in html
    assert "<a" not in html

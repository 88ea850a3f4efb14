"""Definitions in a text: where they stand, where they do not, and what they are made of."""

import re
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from entraide.content.markdown.html_writer import ENGLISH
from entraide.model.glossary import GlossaryTerm
from entraide.publish.partial_rendering import PartialRenderer
from entraide.publish.site_texts import LocaleResources
from entraide.publish.term_definitions import MAX_DEFINITIONS, Definition, build_definitions
from support.built_site import find_one, get_attribute, list_attributes
from support.entries import make_typeset_site
from support.text_pages import draw, draw_page, make_text_entry

OVERRIDES = Path(__file__).parents[2] / "overrides"
Known = tuple[Definition, ...]
NAMES = ("phishing", "hash", "romance scam", "prosecutor", "spyware", "doxxing")


def term(name: str, *, everyday: bool = False, definition: str = "A <b>.") -> GlossaryTerm:
    return GlossaryTerm(
        id=name.replace(" ", "-"),
        term={"en": name, "fr": name},
        definition={"en": definition, "fr": definition} if definition else {},
        forms={"en": (f"{name}s",)},
        everyday=everyday,
    )


@pytest.fixture(scope="module")
def known() -> Known:
    terms = [*map(term, NAMES), term("scam", everyday=True), term("courriel", definition="")]
    whole = replace(make_typeset_site(), glossary={each.id: each for each in terms})
    return build_definitions(
        whole, PartialRenderer(OVERRIDES, whole.default_locale, NullTranslations())
    )


def shown(markdown: str, known: Known, title: str = "A title") -> BeautifulSoup:
    page = draw_page(make_text_entry(markdown, title), LocaleResources(definitions=known))
    return BeautifulSoup(page.html, "html.parser")


def words(page: BeautifulSoup) -> list[str]:
    return [found.get_text() for found in page.select(".term")]


def test_the_first_use_of_a_term_opens_its_definition(known: Known) -> None:
    page = shown("Phishing, and phishing again.\n\n- A hash.", known)
    assert words(page) == ["Phishing", "hash"]
    panel = find_one(page, ".term-panel")
    assert list_attributes(page, ".term button", "popovertarget") == ["term.phishing", "term.hash"]
    assert get_attribute(page, ".term button", "aria-label") == "Meaning of “phishing”"
    assert panel["id"] == "term.phishing"
    assert panel.has_attr("popover")
    assert panel.has_attr("hidden"), (
        "where there is no popover, and in plain readers, it is not shown"
    )
    assert find_one(panel, ".term-meaning").get_text() == "A <b>."
    assert find_one(page, f"[id='{panel['aria-describedby']}']").get_text() == "A <b>."


def test_without_the_panels_the_text_is_as_it_was(known: Known) -> None:
    markdown = "Report *phishing* to a [site](x.md) or prosecutors.\n\n1. Two hashs, `hash`.\n"
    page = shown(markdown, known)
    for panel in page.select(".term-panel"):
        panel.decompose()
    plain = BeautifulSoup(draw(markdown), "html.parser")
    assert page.get_text() == plain.get_text()
    assert page.select(".term")


@pytest.mark.parametrize(
    "markdown",
    [
        "## Phishing",
        "[phishing](x.md)",
        "[no *phishing* here](x.md)",
        "[phishing]\n\n[phishing]: x.md",
        "<kbd>phishing</kbd> <abbr title='phishing'>phishing</abbr>",
        "> [!WARNING] Phishing\n> Text.",
        '!!! warning "Phishing"\n    Text.',
        "<details><summary>Phishing</summary>\n\nText.\n\n</details>",
        "Phishing\n: It is explained here.",
        "`phishing`",
        "```\nphishing\n```",
        '> [!WARNING]\n> Text.\n\n[a](phishing.md "phishing")',
        "| phishing |\n| --- |\n| phishing |",
        "![phishing](x.svg)",
        "{{channel.phishing}}",
        "{{where.phishing}} and text",
        "a scam, a courriel, anti-phishing",
    ],
)
def test_there_is_none_in_a_heading_link_code_table_or_placeholder(
    known: Known, markdown: str
) -> None:
    assert words(shown(markdown, known)) == []


def test_a_later_use_in_a_sentence_counts_as_the_first(known: Known) -> None:
    page = shown("## Phishing\n\n[phishing](x.md) `phishing`\n\nOf **phishing**.", known)
    assert find_one(page, "strong > .term").get_text() == "phishing"


def test_a_title_of_a_callout_has_none_and_its_text_has(known: Known) -> None:
    titled = {**ENGLISH, "warning": "Phishing"}
    body = "> [!WARNING]\n> This is phishing."
    made = draw_page(make_text_entry(body), LocaleResources(definitions=known), titled)
    page = BeautifulSoup(made.html, "html.parser")
    assert find_one(page, ".admonition-title").get_text() == "Phishing"
    assert words(page) == ["phishing"]


def test_a_term_that_the_title_names_is_explained_by_the_text(known: Known) -> None:
    assert words(shown("Phishing and a hash.", known, "Phishing in our name")) == ["hash"]


def test_a_page_has_five_at_most_the_first_ones(known: Known) -> None:
    assert (
        words(shown(", ".join(reversed(NAMES)), known)) == list(reversed(NAMES))[:MAX_DEFINITIONS]
    )


def test_a_longer_term_is_not_cut_by_a_shorter() -> None:
    terms = {each.id: each for each in (term("scam"), term("romance scam"))}
    whole = replace(make_typeset_site(), glossary=terms)
    known = build_definitions(
        whole, PartialRenderer(OVERRIDES, whole.default_locale, NullTranslations())
    )
    assert words(shown("A romance scam.", known)) == ["romance scam"]


def test_nothing_is_put_around_the_word(known: Known) -> None:
    html = draw_page(
        make_text_entry("(phishing)"), LocaleResources(definitions=known)
    ).html.rstrip()
    assert html.startswith('<p>(<span class="term">phishing<button ')
    assert html.endswith("</span>)</p>")
    assert not re.search(r"\n", html)

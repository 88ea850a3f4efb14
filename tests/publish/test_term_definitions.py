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


def make_term(name: str, *, everyday: bool = False, definition: str = "A <b>.") -> GlossaryTerm:
    return GlossaryTerm(
        id=name.replace(" ", "-"),
        term={"en": name, "fr": name},
        definition={"en": definition, "fr": definition} if definition else {},
        forms={"en": (f"{name}s",)},
        everyday=everyday,
    )


@pytest.fixture(scope="module")
def definitions() -> Known:
    terms = [
        *map(make_term, NAMES),
        make_term("scam", everyday=True),
        make_term("courriel", definition=""),
    ]
    whole = replace(make_typeset_site(), glossary={each.id: each for each in terms})
    return build_definitions(
        whole, PartialRenderer([OVERRIDES], whole.default_locale, NullTranslations())
    )


def draw_markdown(markdown: str, known: Known, title: str = "A title") -> BeautifulSoup:
    page = draw_page(make_text_entry(markdown, title), LocaleResources(definitions=known))
    return BeautifulSoup(page.html, "html.parser")


def list_words(page: BeautifulSoup) -> list[str]:
    return [found.get_text() for found in page.select(".term")]


def test_the_first_use_of_a_term_opens_its_definition(definitions: Known) -> None:
    page = draw_markdown("Phishing, and phishing again.\n\n- A hash.", definitions)
    assert list_words(page) == ["Phishing", "hash"]
    panel = find_one(page, ".term-panel")
    assert list_attributes(page, ".term button", "popovertarget") == ["term.phishing", "term.hash"]
    assert get_attribute(page, ".term button", "aria-label") == "Meaning of “Phishing”"
    assert panel["id"] == "term.phishing"
    assert panel.has_attr("popover")
    assert panel.has_attr("hidden"), (
        "where there is no popover, and in plain readers, it is not shown"
    )
    assert find_one(panel, ".term-meaning").get_text() == "A <b>."
    assert not panel.has_attr("aria-describedby"), "it would be read twice"


def test_without_the_panels_the_text_is_as_it_was(definitions: Known) -> None:
    markdown = "Report *phishing* to a [site](x.md) or prosecutors.\n\n1. Two hashs, `hash`.\n"
    page = draw_markdown(markdown, definitions)
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
    definitions: Known, markdown: str
) -> None:
    assert list_words(draw_markdown(markdown, definitions)) == []


def test_a_later_use_in_a_sentence_counts_as_the_first(definitions: Known) -> None:
    page = draw_markdown(
        "## Phishing\n\n[phishing](x.md) `phishing`\n\nOf **phishing**.", definitions
    )
    assert find_one(page, "strong > .term").get_text() == "phishing"


def test_a_title_of_a_callout_has_none_and_its_text_has(definitions: Known) -> None:
    titled = {**ENGLISH, "warning": "Phishing"}
    body = "> [!WARNING]\n> This is phishing."
    made = draw_page(make_text_entry(body), LocaleResources(definitions=definitions), titled)
    page = BeautifulSoup(made.html, "html.parser")
    assert find_one(page, ".admonition-title").get_text() == "Phishing"
    assert list_words(page) == ["phishing"]


def test_a_term_that_the_title_names_is_explained_by_the_text(definitions: Known) -> None:
    assert list_words(
        draw_markdown("Phishing and a hash.", definitions, "Phishing in our name")
    ) == ["hash"]


def test_a_page_has_five_at_most_the_first_ones(definitions: Known) -> None:
    assert (
        list_words(draw_markdown(", ".join(reversed(NAMES)), definitions))
        == list(reversed(NAMES))[:MAX_DEFINITIONS]
    )


def test_a_longer_term_is_not_cut_by_a_shorter() -> None:
    terms = {each.id: each for each in (make_term("scam"), make_term("romance scam"))}
    whole = replace(make_typeset_site(), glossary=terms)
    known = build_definitions(
        whole, PartialRenderer([OVERRIDES], whole.default_locale, NullTranslations())
    )
    assert list_words(draw_markdown("A romance scam.", known)) == ["romance scam"]


def test_nothing_is_put_around_the_word(definitions: Known) -> None:
    html = draw_page(
        make_text_entry("(phishing)"), LocaleResources(definitions=definitions)
    ).html.rstrip()
    assert html.startswith('<p>(<span class="term">phishing<button ')
    assert html.endswith("</span>)</p>")
    assert not re.search(r"\n", html)

"""What a text lost, or showed otherwise than it says: each is the smallest input of its kind."""

from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from entraide.content.checks import check_project
from entraide.content.markdown.faults import MarkupFault
from entraide.content.outline import read_outline
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.model.glossary import GlossaryTerm
from entraide.model.site import TypesetSite
from entraide.publish.inserts import Insert
from entraide.publish.partial_rendering import PartialRenderer
from entraide.publish.site_texts import LocaleResources
from entraide.publish.term_definitions import build_definitions
from support.entries import DAY, make_site
from support.html_rules import find_mistakes
from support.markup_attacks import PLACES
from support.projects import write_site
from support.text_pages import draw, draw_page, make_text_entry

OVERRIDES = Path(__file__).parents[2] / "overrides"
NAME = {"platform.name": "Square"}


def parse_page(body: str, language: LocaleResources | None = None) -> BeautifulSoup:
    return BeautifulSoup(draw_page(make_text_entry(body), language).html, "html.parser")


def list_faults(body: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.what) for fault in read_outline(body).faults]


@pytest.mark.parametrize(
    "body",
    [
        "a[^1]\n\n[^1]: {{platform.name}}\n",
        "a[^1]\n\n[^1]: > [^1]: b\n",
        "[^1]: - [^1]: \n",
        "[^1]: 1. [^a]: b\n",
    ],
)
def test_a_note_with_anything_in_it_is_drawn_or_told(body: str) -> None:
    assert (
        read_outline(body).faults
        or "Square" in parse_page(body, LocaleResources(values=NAME)).get_text()
    )
    assert not find_mistakes(draw(body))


def test_two_notes_have_two_ids() -> None:
    assert not find_mistakes(draw("One^[inline] two[^1].\n\n[^1]: note\n"))


def test_an_id_of_a_note_has_no_space() -> None:
    assert not find_mistakes(draw("a[^b\tc]\n\n[^b\tc]: d\n"))


def test_a_note_that_is_written_twice_is_reported() -> None:
    assert read_outline("a[^1]\n\n[^1]: first\n[^1]: second\n").faults


@pytest.mark.parametrize("inner", ["<https://a.example/>", "<a@b.example>"])
def test_there_is_no_link_within_a_link(inner: str) -> None:
    assert not find_mistakes(draw(f"[{inner}](https://b.example/)\n"))


@pytest.mark.parametrize("place", PLACES)
def test_an_insert_of_data_breaks_no_page(place: str) -> None:
    html = '<a href="tel:3018">3018</a>'
    made = Insert(f"<p>{html}</p>", html, "3018")
    body = place.replace("{}", "Call {{channel.x}}")
    page = draw_page(make_text_entry(body), LocaleResources(inserts={"channel.x": made})).html
    in_link = "](https" in place or "a[^{}" in place  # the check refuses it there
    assert in_link or not find_mistakes(page), page


@pytest.mark.parametrize(
    "body",
    [
        "![{{nobody.knows}}](ad.png)\n",
        '<img src="ad.png" alt="{{nobody.knows}}">\n',
        '[x](../index.md "{{nobody.knows}}")\n',
        '<abbr title="{{nobody.knows}}">x</abbr>\n',
    ],
)
def test_a_placeholder_is_checked_wherever_it_stands(body: str, tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/en/scams/signs.md": {"body": body}, "docs/en/scams/ad.png": ""})
    reading = read_site(read_settings(tmp_path / "mkdocs.yml"))
    messages = [str(problem) for problem in check_project(reading, DAY)]
    assert any("nobody.knows" in message for message in messages), messages


@pytest.mark.parametrize(
    ("body", "selector", "attribute"),
    [
        ('[x](../index.md "{{platform.name}}")', "a", "title"),
        ('<abbr title="{{platform.name}}">x</abbr>', "abbr", "title"),
        ('<img src="a.png" alt="{{platform.name}}">', "img", "alt"),
        ('![x](a.png "{{platform.name}}")', "img", "title"),
    ],
)
def test_a_placeholder_in_an_attribute_is_filled(body: str, selector: str, attribute: str) -> None:
    page = parse_page(body, LocaleResources(values=NAME))
    assert [found[attribute] for found in page.select(selector)] == ["Square"]


@pytest.mark.parametrize("name", ["amp", "lt"])
def test_a_term_is_not_found_within_an_escaped_sign(name: str) -> None:
    term = GlossaryTerm(id=name, term={"en": name}, definition={"en": "A."})
    site = TypesetSite(replace(make_site(), glossary={name: term}))
    known = build_definitions(
        site, PartialRenderer([OVERRIDES], site.default_locale, NullTranslations())
    )
    page = parse_page("AT&T and 3 < 4", LocaleResources(definitions=known))
    assert page.get_text().strip() == "AT&T and 3 < 4"


def test_numbered_check_lists_have_their_class() -> None:
    assert parse_page("1. [x] a\n2. [ ] b\n").select("ol.task-list")


def test_a_heading_of_two_lines_has_its_words_apart() -> None:
    (heading,) = read_outline("Text in\ntwo lines\n---\n").headings
    assert (heading.text, heading.anchor) == ("Text in two lines", "text-in-two-lines")


def test_the_contents_of_kramdown_are_left_out_whole() -> None:
    assert "TOC" not in draw("* TOC\n{:toc}\n\n## One\n")


def test_the_middle_of_a_conflict_within_a_quote_is_reported_and_no_heading() -> None:
    body = "> <<<<<<< HEAD\n> a\n> =======\n> b\n> >>>>>>> x\n"
    assert list_faults(body) == [
        (line, "this is a mark of an unresolved merge") for line in (0, 2, 4)
    ]


def test_a_conflict_is_reported_as_nothing_else() -> None:
    body = "Text.\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"
    assert list_faults(body) == [
        (line, "this is a mark of an unresolved merge") for line in (1, 3, 5)
    ]


def test_a_link_without_its_definition_is_reported_by_its_name() -> None:
    assert "it" in read_outline("[it][]\n").faults[0].what.split("“")[1]


def test_an_address_that_runs_code_is_not_told_to_go_without_spaces() -> None:
    (fault,) = read_outline("[x](javascript:alert(1))\n").faults
    assert "spaces" not in fault.cure


@pytest.mark.parametrize(
    "body",
    [
        "<?php\n\necho 1;\n\n?>\n",
        "<![CDATA[\n\nx ]]>\n",
        '<div id="foo"\n\ntext\n',
        "Two\nlines\n\n: U\n",
        "W\n: d\n> quote\n: e\n",
    ],
)
def test_what_a_page_would_show_as_signs_is_reported(body: str) -> None:
    faults: tuple[MarkupFault, ...] = read_outline(body).faults
    assert faults


def test_a_title_of_a_callout_finds_its_direction() -> None:
    assert parse_page("> [!NOTE] عنوان\n> مرحبا\n").select("p.admonition-title[dir=auto]")


def test_code_may_say_its_language() -> None:
    assert parse_page("`code`{lang=fr}\n").select("code[lang=fr]")


def test_a_link_to_the_title_said_again_leads_to_the_top(tmp_path: Path) -> None:
    body = "# Signs of a scam\n\n## Steps\n\n[Up](#signs-of-a-scam)\n"
    write_site(tmp_path, {"docs/en/scams/signs.md": {"body": body}})
    reading = read_site(read_settings(tmp_path / "mkdocs.yml"))
    assert check_project(reading, DAY) == []

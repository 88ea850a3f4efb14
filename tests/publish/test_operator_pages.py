"""The operator's pages: what is given, what is not, and what there is none of."""

from gettext import NullTranslations

import pytest

from entraide.model.fallback_words import write_fallback_elements
from entraide.model.site import TypesetSite
from entraide.publish.operator_sections import (
    FactRow,
    OperatorFacts,
    OperatorSection,
    SectionFamily,
    select_sections,
)
from entraide.publish.pages.contact_page import iter_contact_sections
from entraide.publish.pages.statement_pages import (
    iter_accessibility_sections,
    iter_legal_sections,
)
from support.entries import make_entry, make_typeset_site

WORDS = NullTranslations().gettext


def build_sections(
    family: SectionFamily, site: TypesetSite, code: str = "en", **facts: str
) -> dict[str, OperatorSection]:
    """The sections by id; `host__name` stands for `platform.host.name`."""
    values = {f"platform.{name.replace('__', '.')}": text for name, text in facts.items()}
    told = OperatorFacts(values, site, site.get_locale(code), WORDS)
    found = select_sections(family(told), site.parts)
    return {section.id: section for section in found}


def test_a_fact_is_written_as_its_shape_wants() -> None:
    facts = {
        "operator__phone": "+33199001122",
        "contact__email": "a@square.example",
        "privacy__policy": "https://square.example/privacy/",
    }
    sections = build_sections(iter_legal_sections, make_typeset_site(), **facts)
    rows = {row.text: row.url for section in sections.values() for row in section.rows}
    assert rows["+33 1 99 00 11 22"] == "tel:+33199001122"
    assert rows["a@square.example"] == "mailto:a@square.example"
    assert rows["square.example/privacy"] == "https://square.example/privacy/"


@pytest.mark.parametrize(("code", "day"), [("en", "1 March 2026"), ("fr", "1er mars 2026")])
def test_a_day_is_written_as_the_locale_writes_it(code: str, day: str) -> None:
    facts = {"accessibility__tested_on": "2026-03-01", "accessibility__status": "partial"}
    rows = build_sections(iter_accessibility_sections, make_typeset_site(), code, **facts)[
        "status"
    ].rows
    assert FactRow("Last tested", day) in rows
    assert FactRow("Result", "Conforms in part") in rows


def test_a_fact_in_another_language_is_marked_with_it() -> None:
    """Its full stop would stand at the wrong end of a line that runs from right to left."""
    values = {"platform.contact.expect": 'We read "all".', "platform.block": "the button"}
    site = make_typeset_site()
    told = OperatorFacts(values, site, site.get_locale("fr"), WORDS, values.keys())
    sections = {section.id: section for section in iter_contact_sections(told)}
    shown = {name: sections[name].paragraphs[0] for name in ("expect", "block")}
    assert {name: write_fallback_elements(text) for name, text in shown.items()} == {
        "expect": '<bdi lang="en" dir="ltr">We read “all”.</bdi>',
        "block": '<bdi lang="en" dir="ltr">The button</bdi>',
    }


def test_what_is_not_given_is_not_there() -> None:
    for sections in (iter_legal_sections, iter_contact_sections, iter_accessibility_sections):
        assert list(build_sections(sections, make_typeset_site())) == []


def test_what_there_is_none_of_has_no_row_and_an_empty_section_no_heading() -> None:
    facts = {"host__name": "Host", "host__address": "", "host__phone": ""}
    facts |= {f"privacy__{name}": "" for name in ("controller", "legal_basis", "email")}
    sections = build_sections(iter_legal_sections, make_typeset_site(), **facts)
    assert sections["host"].rows == (FactRow("Name", "Host"),)
    assert "privacy" not in sections
    assert "report" not in build_sections(iter_contact_sections, make_typeset_site(), report="")


def test_every_report_route_is_shown_under_its_word_or_the_operators() -> None:
    facts = {
        "report__ad": "the flag",
        "report__event": "the bell",
        "report__petition": "the horn",
        "things__ad": "An ad",
        "things__event": "An event",
    }
    assert build_sections(iter_contact_sections, make_typeset_site(), **facts)["report"].rows == (
        FactRow("An ad", "The flag"),
        FactRow("An event", "The bell"),
        FactRow("Something else", "The horn"),
    )


def test_the_contact_page_lists_the_entries_of_its_category() -> None:
    whole = make_typeset_site(
        make_entry(2, localised=("fr",)), make_entry(1), make_entry(3, category="scams")
    )
    listed = build_sections(iter_contact_sections, whole, "fr", contact__category="harassment")[
        "entries"
    ].entries
    assert [link.title for link in listed] == ["en 1", "fr 2"]
    assert [link.fallback for link in listed] == [True, False]

"""The contact page: how to report to the operator, and how to write."""

from collections.abc import Iterator

from entraide.model.locales import N_
from entraide.model.operator_facts import FACTS
from entraide.model.places import PageKind, Place
from entraide.publish.build_context import BuildContext
from entraide.publish.operator_sections import (
    FactRow,
    OperatorFacts,
    OperatorSection,
    build_sections,
)
from entraide.publish.page_type import PageType
from entraide.publish.police_section import make_police_section
from entraide.publish.views import Link, make_entry_link


def fill_contact_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"sections": build_sections(iter_contact_sections, build)}


def iter_contact_sections(facts: OperatorFacts) -> Iterator[OperatorSection]:
    _ = facts.gettext
    yield OperatorSection(
        "report",
        _("Where to press “Report”"),
        _("Report the thing itself, with its own button: we then see it as it was sent."),
        rows=tuple(_iter_report_rows(facts)),
    )
    yield OperatorSection("block", _("Block someone"), paragraphs=facts.list_paragraphs("block"))
    yield OperatorSection(
        "write",
        _("Write to us"),
        _("Never send a password, a code or the number of a bank card."),
        rows=facts.make_rows(
            ("contact.help", facts.get_text("name") or facts.locale.site_name),
            ("contact.email", _("By e-mail")),
            ("contact.phone", _("By telephone")),
            ("contact.postal", _("By post")),
        ),
    )
    yield OperatorSection(
        "expect", _("What to expect"), paragraphs=facts.list_paragraphs("contact.expect")
    )
    yield make_police_section(facts)
    yield OperatorSection("entries", _("What may also help"), entries=tuple(_iter_entries(facts)))


def _iter_report_rows(facts: OperatorFacts) -> Iterator[FactRow]:
    """Yield a row for each thing that can be reported."""
    _ = facts.gettext
    called = dict(facts.iter_facts_below("things"))
    for thing, text in facts.iter_facts_below("report", begins=True):
        yield FactRow(called.get(thing, _("Something else")), text)


def _iter_entries(facts: OperatorFacts) -> Iterator[Link]:
    """Yield the entries of the category that the operator named."""
    for entry in facts.site.by_category.get(facts.get_text("contact.category"), ()):
        yield make_entry_link(entry, facts.site, facts.locale)


def _get_title(_place: Place, build: BuildContext) -> str:
    _ = build.catalog.gettext
    return _("Report to us, and contact") if _has_reports(build) else _("Contact")


def _has_reports(build: BuildContext) -> bool:
    """Return whether the operator says how something is reported."""
    names = build.reading.values[build.locale.code]
    return any(name.startswith(f"{FACTS['report'].key}.") for name in names)


PAGES = {PageKind.CONTACT: PageType(_get_title, N_("How to write to us."), fill_contact_page)}

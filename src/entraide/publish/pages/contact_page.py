"""The contact page: how to report to the operator, and how to write."""

from collections.abc import Iterator

from entraide.content.formats import capitalize_phrase
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
            ("contact.help", _("On the site")),
            ("contact.email", _("By e-mail")),
            ("contact.phone", _("By telephone")),
            ("contact.postal", _("By post")),
        ),
    )
    yield OperatorSection(
        "expect", _("What to expect"), paragraphs=facts.list_paragraphs("contact.expect")
    )
    yield OperatorSection(
        "police",
        _("For the police and the courts"),
        _("These addresses are for authorities. If you are a member, write to us as above."),
        rows=facts.make_rows(("police.email", _("By e-mail")), ("police.postal", _("By post"))),
    )
    takes_reports = any(facts.iter_facts_below("report"))
    title = _("How to report, step by step") if takes_reports else _("What may also help")
    yield OperatorSection("entries", title, entries=tuple(_iter_entries(facts)))


def _iter_report_rows(facts: OperatorFacts) -> Iterator[FactRow]:
    """Yield a row for each thing that can be reported; one without text where none is known."""
    _ = facts.gettext
    called = dict(facts.iter_facts_below("things"))
    routes = [
        (called.get(thing, _("Something else")), text)
        for thing, text in facts.iter_facts_below("report")
    ]
    yield from (FactRow(label, capitalize_phrase(text)) for label, text in routes)
    if not routes and not FACTS["report"].is_answered(facts.values):
        yield FactRow(_("Where to press “Report”"), "")


def _iter_entries(facts: OperatorFacts) -> Iterator[Link]:
    """Yield the entries of the category that the operator named."""
    for entry in facts.site.by_category.get(facts.get_text("contact.category"), ()):
        yield make_entry_link(entry, facts.site, facts.locale)


def _get_title(_place: Place, build: BuildContext) -> str:
    _ = build.catalog.gettext
    return _("Report to us, and contact") if _has_reports(build) else _("Contact")


def _get_summary(_place: Place, build: BuildContext) -> str:
    _ = build.catalog.gettext
    if _has_reports(build):
        return _("Where each “Report” button is, and how to write to us.")
    return _("How to write to us.")


def _has_reports(build: BuildContext) -> bool:
    """Return whether there is something to report: the operator has not said that there is none."""
    values = build.reading.values[build.locale.code]
    answer = values.get(FACTS["report"].key)
    return answer != "" or any(name.startswith(f"{FACTS['report'].key}.") for name in values)


PAGES = {PageKind.CONTACT: PageType(_get_title, _get_summary, fill_contact_page)}

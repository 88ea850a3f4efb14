"""The operator's pages: how to report and to write, the legal notice, the accessibility statement.

Each is a few sections of facts as the operator wrote them. A fact that is expected and not given
has a row without text, and its template says so; a fact of which the operator says that there is
none has no row.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from entraide.content.formats import capitalize_phrase, format_day
from entraide.content.typography import typeset_text
from entraide.model.channel import WORLD
from entraide.model.locales import N_, Locale
from entraide.model.operator_facts import FACTS, PREFIX, FactShape, Values
from entraide.model.places import PageKind, Place
from entraide.model.site import TypesetSite
from entraide.publish.build_context import BuildContext
from entraide.publish.page_type import PageType
from entraide.publish.phone_formats import make_phone_number
from entraide.publish.views import Link, make_entry_link

Gettext = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact. `text` is empty where it is not given; `url` is absolute (`mailto:`, `tel:`)."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class OperatorSection:
    """What stands under one heading: our words, the operator's paragraphs, rows, entries.

    `id` is the heading's anchor, the same in every locale. A paragraph that is not given is empty.
    """

    id: str
    title: str
    words: str = ""
    paragraphs: tuple[str, ...] = ()
    rows: tuple[FactRow, ...] = ()
    entries: tuple[Link, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands under the heading but words of ours."""
        return not (self.paragraphs or self.rows or self.entries)


@dataclass(frozen=True, slots=True)
class OperatorFacts:
    """The operator's facts in one locale, and what is needed to write them there."""

    values: Values
    site: TypesetSite
    locale: Locale
    gettext: Gettext

    def make_rows(self, *named: tuple[str, str]) -> tuple[FactRow, ...]:
        """Make a row for each (name, label), except facts that need none."""
        return tuple(row for name, label in named for row in self._iter_row(name, label))

    def list_paragraphs(self, *names: str) -> tuple[str, ...]:
        """Return the text of each fact by name, except facts that need none."""
        return tuple(row.text for name in names for row in self._iter_row(name, ""))

    def iter_facts_below(self, group: str) -> Iterator[tuple[str, str]]:
        """Yield every fact below `group`: the last part of its name, and its text."""
        start = f"{PREFIX}{group}."
        for name, text in self.values.items():
            if name.startswith(start):
                yield name.removeprefix(start), typeset_text(text, self.locale.lang)

    def get_text(self, name: str) -> str:
        return self.values.get(PREFIX + name, "")

    def _iter_row(self, name: str, label: str) -> Iterator[FactRow]:
        fact = FACTS[name]
        if text := self.get_text(name):
            yield FactRow(label, *self._format_fact(text, fact.shape))
        elif fact.expected and not fact.is_answered(self.values):
            yield FactRow(label, "")

    def _format_fact(self, text: str, shape: FactShape) -> tuple[str, str]:
        """Return the text of a fact for a reader, and where it leads."""
        if shape is FactShape.EMAIL:
            return text, f"mailto:{text}"
        if shape is FactShape.PHONE and (number := make_phone_number(text, WORLD)):
            return number.text, f"tel:{number.dial}"
        if shape is FactShape.LINK:
            return text.removeprefix("https://").rstrip("/"), text
        if shape is FactShape.DAY:
            return format_day(date.fromisoformat(text), self.locale.lang), ""
        if shape is FactShape.CONFORMANCE:
            return _get_results(self.gettext)[text], ""
        words = typeset_text(text, self.locale.lang)
        return (capitalize_phrase(words) if shape is FactShape.PHRASE else words), ""


SectionFamily = Callable[[OperatorFacts], Iterator[OperatorSection]]


def fill_contact_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"sections": _build_sections(iter_contact_sections, build)}


def fill_legal_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"sections": _build_sections(iter_legal_sections, build)}


def fill_accessibility_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"sections": _build_sections(iter_accessibility_sections, build)}


def _build_sections(family: SectionFamily, build: BuildContext) -> tuple[OperatorSection, ...]:
    values, locale = build.reading.values[build.locale.code], build.locale
    facts = OperatorFacts(values, build.typeset_site, locale, build.catalog.gettext)
    return select_sections(family(facts))


def select_sections(sections: Iterable[OperatorSection]) -> tuple[OperatorSection, ...]:
    """Return the sections that have something to say."""
    return tuple(section for section in sections if not section.is_empty)


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
    yield OperatorSection(
        "entries", _("How to report, step by step"), entries=tuple(_iter_entries(facts))
    )


def _iter_report_rows(facts: OperatorFacts) -> Iterator[FactRow]:
    """Yield a row for each thing that can be reported; one without text where none is known."""
    _ = facts.gettext
    called = _get_things(_) | dict(facts.iter_facts_below("things"))
    routes = [
        (called.get(thing, _("Something else")), text)
        for thing, text in facts.iter_facts_below("report")
    ]
    yield from (FactRow(label, capitalize_phrase(text)) for label, text in routes)
    if not routes and not FACTS["report"].is_answered(facts.values):
        yield FactRow(_("“Report” buttons"), "")


def _get_things(_: Gettext) -> dict[str, str]:
    """Return what members report, by the name under `report`; an operator's `things` add to it."""
    return {
        "ad": _("An ad"),
        "profile": _("A profile"),
        "message": _("A private message"),
        "chat": _("A chat"),
        "group": _("A group"),
        "review": _("A review"),
        "wall": _("A message on a profile"),
        "status": _("A status update"),
        "post": _("A forum post"),
    }


def _iter_entries(facts: OperatorFacts) -> Iterator[Link]:
    """Yield the entries of the category that the operator named."""
    for entry in facts.site.by_category.get(facts.get_text("contact.category"), ()):
        yield make_entry_link(entry, facts.site, facts.locale)


def iter_legal_sections(facts: OperatorFacts) -> Iterator[OperatorSection]:
    _ = facts.gettext
    address, phone = _("Address"), _("Telephone")
    yield OperatorSection(
        "publisher",
        _("Who publishes this site"),
        rows=facts.make_rows(
            ("operator.name", _("Name")),
            ("operator.legal_form", _("Legal form")),
            ("operator.capital", _("Share capital")),
            ("operator.address", address),
            ("operator.phone", phone),
            ("contact.email", _("E-mail")),
            ("operator.registration", _("Registration")),
            ("operator.vat", _("VAT number")),
            ("operator.director", _("Director of publication")),
        ),
    )
    hosts = (("host.name", _("Name")), ("host.address", address), ("host.phone", phone))
    yield OperatorSection(
        "host", _("Who stores this site and serves it"), rows=facts.make_rows(*hosts)
    )
    yield OperatorSection(
        "dsa",
        _("Points of contact under the Digital Services Act"),
        rows=facts.make_rows(
            ("dsa.authorities", _("For authorities")),
            ("dsa.users", _("For users")),
            ("dsa.languages", _("Languages")),
        ),
    )
    yield _make_privacy_section(facts)
    yield OperatorSection(
        "terms", _("Terms of use"), rows=facts.make_rows(("terms.page", _("Page")))
    )


def _make_privacy_section(facts: OperatorFacts) -> OperatorSection:
    _ = facts.gettext
    rows = (
        ("privacy.controller", _("Controller")),
        ("privacy.legal_basis", _("Legal basis")),
        ("privacy.officer", _("Data protection officer")),
        ("privacy.email", _("Who answers")),
        ("privacy.authority", _("Where to complain")),
        ("privacy.policy", _("Privacy policy")),
    )
    return OperatorSection("privacy", _("Your personal data"), rows=facts.make_rows(*rows))


def iter_accessibility_sections(facts: OperatorFacts) -> Iterator[OperatorSection]:
    _ = facts.gettext
    yield OperatorSection(
        "status",
        _("Where this site stands"),
        rows=facts.make_rows(
            ("accessibility.standard", _("Standard")),
            ("accessibility.status", _("Result")),
            ("accessibility.tested_on", _("Last tested")),
        ),
    )
    tested = facts.list_paragraphs("accessibility.tested")
    yield OperatorSection("tested", _("How it was tested"), paragraphs=tested)
    limits = facts.list_paragraphs("accessibility.limits")
    yield OperatorSection("limits", _("What is not good enough yet"), paragraphs=limits)
    yield OperatorSection(
        "tell-us",
        _("If something stands in your way"),
        _("Write to us: which page, what you wanted to do, and what you use to read it."),
        rows=facts.make_rows(("accessibility.email", _("By e-mail"))),
    )
    remedy = facts.list_paragraphs("accessibility.remedy")
    yield OperatorSection("remedy", _("If our answer does not help"), paragraphs=remedy)


def _get_results(_: Gettext) -> dict[str, str]:
    return {
        "full": _("Conforms in full"),
        "partial": _("Conforms in part"),
        "none": _("Does not conform yet"),
    }


PAGES = {
    PageKind.CONTACT: PageType(
        N_("Report to us, and contact"),
        N_("Where each “Report” button is, and how to write to us."),
        fill_contact_page,
    ),
    PageKind.LEGAL: PageType(
        N_("Legal notice"),
        N_("Who publishes this site, who stores it, and how to reach them."),
        fill_legal_page,
    ),
    PageKind.ACCESSIBILITY: PageType(
        N_("Accessibility statement"),
        N_("Who can use this site, what is not good enough yet, and how to tell us."),
        fill_accessibility_page,
    ),
}

"""The operator's pages: how to report and to write, the legal notice, the accessibility statement.

Each is a few sections of facts as the operator wrote them. A fact that is expected and not given
has a row without text, and its template says so; a fact of which the operator says that there is
none has no row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from entraide.content.formats import format_day
from entraide.content.typography import set_type
from entraide.model.channel import WORLD
from entraide.model.locales import Locale
from entraide.model.operator import FACTS, PREFIX, Shape, Values
from entraide.model.places import Kind
from entraide.model.site import Site
from entraide.publish.numbers import number_of
from entraide.publish.views import Link, entry_link

Gettext = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One fact. `text` is empty where it is not given; `url` is absolute (`mailto:`, `tel:`)."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading: our words, the operator's paragraphs, rows, entries.

    `id` is the heading's anchor, the same in every locale. A paragraph that is not given is empty.
    """

    id: str
    title: str
    words: str = ""
    paragraphs: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    entries: tuple[Link, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether nothing stands under the heading but words of ours."""
        return not (self.paragraphs or self.rows or self.entries)


@dataclass(frozen=True, slots=True)
class Facts:
    """The operator's facts in one locale, and what is needed to write them there."""

    values: Values
    site: Site
    locale: Locale
    gettext: Gettext

    def rows(self, *named: tuple[str, str]) -> tuple[Row, ...]:
        """Make a row for each (name, label), except facts that need none."""
        return tuple(row for name, label in named for row in self._iter_row(name, label))

    def paragraphs(self, *names: str) -> tuple[str, ...]:
        """Return the text of each fact by name, except facts that need none."""
        return tuple(row.text for name in names for row in self._iter_row(name, ""))

    def below(self, group: str) -> Iterator[tuple[str, str]]:
        """Yield every fact below `group`: the last part of its name, and its text."""
        start = f"{PREFIX}{group}."
        for name, text in self.values.items():
            if name.startswith(start):
                yield name.removeprefix(start), set_type(text, self.locale.lang)

    def text(self, name: str) -> str:
        return self.values.get(PREFIX + name, "")

    def _iter_row(self, name: str, label: str) -> Iterator[Row]:
        fact = FACTS[name]
        if text := self.text(name):
            yield Row(label, *self._format_fact(text, fact.shape))
        elif fact.expected and not fact.settled(self.values):
            yield Row(label, "")

    def _format_fact(self, text: str, shape: Shape) -> tuple[str, str]:
        """Return the text of a fact for a reader, and where it leads."""
        if shape is Shape.EMAIL:
            return text, f"mailto:{text}"
        if shape is Shape.PHONE and (number := number_of(text, WORLD)):
            return number.text, f"tel:{number.dial}"
        if shape is Shape.LINK:
            return text.removeprefix("https://").rstrip("/"), text
        if shape is Shape.DAY:
            return format_day(date.fromisoformat(text), self.locale.lang), ""
        if shape is Shape.CONFORMANCE:
            return _get_results(self.gettext)[text], ""
        words = set_type(text, self.locale.lang)
        return (_capitalize(words) if shape is Shape.PHRASE else words), ""


def operator_sections(
    kind: Kind, values: Values, site: Site, locale: Locale, gettext: Gettext
) -> tuple[Section, ...]:
    """Build the sections of the operator's page of that kind, for readers of `locale`."""
    facts = Facts(values, site, locale, gettext)
    return tuple(section for section in SECTIONS[kind](facts) if not section.bare)


def _iter_contact(facts: Facts) -> Iterator[Section]:
    _ = facts.gettext
    yield Section(
        "report",
        _("Where to press “Report”"),
        _("Report the thing itself, with its own button: we then see it as it was sent."),
        rows=tuple(_iter_report_rows(facts)),
    )
    yield Section("block", _("Block someone"), paragraphs=facts.paragraphs("block"))
    yield Section(
        "write",
        _("Write to us"),
        _("Never send a password, a code or the number of a bank card."),
        rows=facts.rows(
            ("contact.help", _("On the site")),
            ("contact.email", _("By e-mail")),
            ("contact.phone", _("By telephone")),
            ("contact.postal", _("By post")),
        ),
    )
    yield Section("expect", _("What to expect"), paragraphs=facts.paragraphs("contact.expect"))
    yield Section(
        "police",
        _("For the police and the courts"),
        _("These addresses are for authorities. If you are a member, write to us as above."),
        rows=facts.rows(("police.email", _("By e-mail")), ("police.postal", _("By post"))),
    )
    yield Section("entries", _("How to report, step by step"), entries=tuple(_iter_entries(facts)))


def _iter_report_rows(facts: Facts) -> Iterator[Row]:
    """Yield a row for each thing that can be reported; one without text where none is known."""
    _ = facts.gettext
    called = _get_things(_) | dict(facts.below("things"))
    routes = [
        (called.get(thing, _("Something else")), text) for thing, text in facts.below("report")
    ]
    yield from (Row(label, _capitalize(text)) for label, text in routes)
    if not routes and not FACTS["report"].settled(facts.values):
        yield Row(_("“Report” buttons"), "")


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


def _iter_entries(facts: Facts) -> Iterator[Link]:
    """Yield the entries of the category that the operator named."""
    for entry in facts.site.by_category.get(facts.text("contact.category"), ()):
        yield entry_link(entry, facts.site, facts.locale)


def _iter_legal(facts: Facts) -> Iterator[Section]:
    _ = facts.gettext
    address, phone = _("Address"), _("Telephone")
    yield Section(
        "publisher",
        _("Who publishes this site"),
        rows=facts.rows(
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
    yield Section("host", _("Who stores this site and serves it"), rows=facts.rows(*hosts))
    yield Section(
        "dsa",
        _("Points of contact under the Digital Services Act"),
        rows=facts.rows(
            ("dsa.authorities", _("For authorities")),
            ("dsa.users", _("For users")),
            ("dsa.languages", _("Languages")),
        ),
    )
    data = (("privacy.email", _("Who answers")), ("privacy.policy", _("Privacy policy")))
    yield Section("privacy", _("Your personal data"), rows=facts.rows(*data))
    yield Section("terms", _("Terms of use"), rows=facts.rows(("terms.page", _("Page"))))


def _iter_accessibility(facts: Facts) -> Iterator[Section]:
    _ = facts.gettext
    yield Section(
        "status",
        _("Where this site stands"),
        rows=facts.rows(
            ("accessibility.standard", _("Standard")),
            ("accessibility.status", _("Result")),
            ("accessibility.tested_on", _("Last tested")),
        ),
    )
    tested = facts.paragraphs("accessibility.tested")
    yield Section("tested", _("How it was tested"), paragraphs=tested)
    limits = facts.paragraphs("accessibility.limits")
    yield Section("limits", _("What is not good enough yet"), paragraphs=limits)
    yield Section(
        "tell-us",
        _("If something stands in your way"),
        _("Write to us: which page, what you wanted to do, and what you use to read it."),
        rows=facts.rows(("accessibility.email", _("By e-mail"))),
    )
    remedy = facts.paragraphs("accessibility.remedy")
    yield Section("remedy", _("If our answer does not help"), paragraphs=remedy)


def _get_results(_: Gettext) -> dict[str, str]:
    return {
        "full": _("Conforms in full"),
        "partial": _("Conforms in part"),
        "none": _("Does not conform yet"),
    }


def _capitalize(text: str) -> str:
    """Return a phrase with a capital, as it stands alone."""
    return text[:1].upper() + text[1:]


SECTIONS = MappingProxyType(
    {Kind.CONTACT: _iter_contact, Kind.LEGAL: _iter_legal, Kind.ACCESSIBILITY: _iter_accessibility}
)

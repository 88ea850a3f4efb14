"""The sections of the operator's pages: facts as the operator wrote them, under words of ours.

A fact that is not given has no row, and a section without facts is not there: `entraide check` and
`entraide doctor` tell staff what is missing, and readers are told nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from entraide.content.formats import capitalize_phrase, format_day
from entraide.content.typography import typeset_text
from entraide.model.channel import WORLD
from entraide.model.fallback_words import mark_fallback
from entraide.model.locales import N_, Locale
from entraide.model.operator_facts import FACTS, PREFIX, FactShape, Values
from entraide.model.site import TypesetSite
from entraide.model.site_parts import SiteParts
from entraide.publish.build_context import BuildContext
from entraide.publish.phone_formats import make_phone_number
from entraide.publish.views import Link

Gettext = Callable[[str], str]
RESULTS = {
    "full": N_("Conforms in full"),
    "partial": N_("Conforms in part"),
    "none": N_("Does not conform yet"),
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact; `url` is absolute (`mailto:`, `tel:`), or empty."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class OperatorSection:
    """The contents of one heading: our words, the operator's paragraphs, facts and entries.

    `id` is the heading's anchor, the same in every locale.
    """

    id: str
    title: str
    words: str = ""
    paragraphs: tuple[str, ...] = ()
    rows: tuple[FactRow, ...] = ()
    entries: tuple[Link, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing under the heading but words of ours."""
        return not (self.paragraphs or self.rows or self.entries)


@dataclass(frozen=True, slots=True)
class OperatorFacts:
    """The operator's facts in one locale, and what is needed to write them there.

    Those in `borrowed` stand in the default language.
    """

    values: Values
    site: TypesetSite
    locale: Locale
    gettext: Gettext
    borrowed: Collection[str] = ()

    def make_rows(self, *named: tuple[str, str]) -> tuple[FactRow, ...]:
        """Make a row for each (name, label), where it is given."""
        return tuple(row for name, label in named for row in self._iter_row(name, label))

    def list_paragraphs(self, *names: str) -> tuple[str, ...]:
        """Return the text of each fact by name, where it is given."""
        return tuple(row.text for name in names for row in self._iter_row(name, ""))

    def iter_facts_below(self, group: str, *, begins: bool = False) -> Iterator[tuple[str, str]]:
        """Yield every fact below `group`: the last part of its name, and its text.

        One that `begins` a sentence does so with a capital.
        """
        start = f"{PREFIX}{group}."
        for name, text in self.values.items():
            if name.startswith(start):
                yield name.removeprefix(start), self._write_words(name, text, begins=begins)

    def get_text(self, name: str) -> str:
        return self.values.get(PREFIX + name, "")

    def _iter_row(self, name: str, label: str) -> Iterator[FactRow]:
        if text := self.get_text(name):
            yield FactRow(label, *self._format_fact(name, text))

    def _format_fact(self, name: str, text: str) -> tuple[str, str]:
        """Return the text of a fact for a reader, and where it leads."""
        shape = FACTS[name].shape
        if shape is FactShape.EMAIL:
            return text, f"mailto:{text}"
        if shape is FactShape.PHONE and (number := make_phone_number(text, WORLD)):
            return number.text, f"tel:{number.dial}"
        if shape is FactShape.LINK:
            return text.removeprefix("https://").rstrip("/"), text
        if shape is FactShape.DAY:
            return format_day(date.fromisoformat(text), self.locale.lang), ""
        if shape is FactShape.CONFORMANCE:
            return self.gettext(RESULTS[text]), ""
        return self._write_words(PREFIX + name, text, begins=shape is FactShape.PHRASE), ""

    def _write_words(self, name: str, text: str, *, begins: bool) -> str:
        """Set the words of a fact in type, marked with their language where they are borrowed."""
        is_borrowed = name in self.borrowed
        locale = self.site.default_locale if is_borrowed else self.locale
        words = typeset_text(text, locale.lang)
        words = capitalize_phrase(words) if begins else words
        return mark_fallback(words, locale.lang, locale.dir) if is_borrowed else words


SectionFamily = Callable[[OperatorFacts], Iterator[OperatorSection]]


def build_sections(family: SectionFamily, build: BuildContext) -> tuple[OperatorSection, ...]:
    values, locale = build.reading.values[build.locale.code], build.locale
    borrowed = build.reading.platform.borrowed[locale.code]
    facts = OperatorFacts(values, build.typeset_site, locale, build.catalog.gettext, borrowed)
    return select_sections(family(facts), build.typeset_site.parts)


def select_sections(
    sections: Iterable[OperatorSection], parts: SiteParts
) -> tuple[OperatorSection, ...]:
    """Return the sections that have something to say; a part that is off has its name as id."""
    return tuple(
        section for section in sections if getattr(parts, section.id, True) and not section.is_empty
    )

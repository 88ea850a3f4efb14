"""Lines of law within texts: `{{law.ID}}`, always with its origin and the same caution."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from entraide.content.babel_locales import get_country_name
from entraide.model.law import Law
from entraide.model.locales import Locale
from entraide.model.site import TypesetSite
from entraide.publish.inserts import Insert
from entraide.publish.known_facts import describe_origin
from entraide.publish.partial_rendering import PartialRenderer


@dataclass(frozen=True, slots=True)
class LawLine:
    """A line of law in one locale; `country` is a name."""

    country: str
    reference: str
    line: str
    in_force: date | None
    origin: str


def iter_law_inserts(
    site: TypesetSite, partials: PartialRenderer, day: date
) -> Iterator[tuple[str, Insert]]:
    """Yield the name and the insert of every line of law: it says itself how it is known."""
    del day
    for law in site.laws.values():
        line = make_law_line(law, partials.locale, partials.catalog)
        yield (
            f"law.{law.id}",
            Insert(partials.render("law", law=line), line.reference, _format_words(line, partials)),
        )


def make_law_line(law: Law, locale: Locale, catalog: NullTranslations) -> LawLine:
    return LawLine(
        country=get_country_name(law.country, locale.lang),
        reference=law.reference[locale.code],
        line=law.line[locale.code],
        in_force=law.in_force,
        origin=describe_origin(law, locale.lang, catalog),
    )


def _format_words(line: LawLine, partials: PartialRenderer) -> str:
    caution = partials.catalog.gettext("General information, not legal advice.")
    return f"**{line.country}, {line.reference}.** {line.line} ({line.origin}) *{caution}*"

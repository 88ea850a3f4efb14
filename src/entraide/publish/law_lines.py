"""Lines of law within texts: `{{law.ID}}`, always with its dates and the same caution."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from entraide.content.babel_locales import get_country_name
from entraide.content.formats import format_day
from entraide.model.law import Law
from entraide.model.locales import Locale
from entraide.model.site import TypesetSite
from entraide.publish.inserts import Insert
from entraide.publish.partial_rendering import PartialRenderer


@dataclass(frozen=True, slots=True)
class LawLine:
    """A line of law in one locale; `country` is a name."""

    country: str
    reference: str
    line: str
    in_force: date | None
    checked_on: date


def iter_law_inserts(
    site: TypesetSite, partials: PartialRenderer, day: date
) -> Iterator[tuple[str, Insert]]:
    """Yield the name and the insert of every line of law: it says itself when it was checked."""
    del day
    for law in site.laws.values():
        line = make_law_line(law, partials.locale)
        yield (
            f"law.{law.id}",
            Insert(partials.render("law", law=line), line.reference, _format_words(line, partials)),
        )


def make_law_line(law: Law, locale: Locale) -> LawLine:
    return LawLine(
        country=get_country_name(law.country, locale.lang),
        reference=law.reference[locale.code],
        line=law.line[locale.code],
        in_force=law.in_force,
        checked_on=law.checked_on,
    )


def _format_words(line: LawLine, partials: PartialRenderer) -> str:
    checked = partials.words.gettext("checked on %(date)s") % {
        "date": format_day(line.checked_on, partials.locale.lang)
    }
    caution = partials.words.gettext("General information, not legal advice.")
    return f"**{line.country}, {line.reference}.** {line.line} ({checked}) *{caution}*"

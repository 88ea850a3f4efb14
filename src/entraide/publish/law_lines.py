"""Lines of law within texts: `{{law.ID}}`, always with its origin and the same caution.

Those that follow one another stand under the names of their countries. Where readers choose theirs,
law.js puts its lines first, and folds the others; where the operator has set one country, only its
lines and those of the European Union stand in texts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from entraide.content.babel_locales import get_country_name
from entraide.model.countries import list_jurisdictions
from entraide.model.law import Law
from entraide.model.locales import Locale
from entraide.model.site import TypesetSite
from entraide.publish.channel_inserts import list_country_links
from entraide.publish.country_services import find_own_country
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


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A country or the European Union, with its lines; `slug` is its code in small letters."""

    slug: str
    name: str
    lines: tuple[LawLine, ...]


def iter_law_inserts(
    site: TypesetSite, partials: PartialRenderer, day: date
) -> Iterator[tuple[str, Insert]]:
    """Yield the name and the insert of every line of law: it says itself how it is known."""
    del day
    own = find_own_country(site)
    links = [] if own else list_country_links(site, partials)
    shown = [law for law in site.laws.values() if not own or law.country in list_jurisdictions(own)]
    by_name = {f"law.{law.id}": law for law in shown}

    def gather(names: Sequence[str], *, list_above: bool) -> str:
        laws = [by_name[name] for name in names if name in by_name]
        jurisdictions = group_laws(laws, partials.locale, partials.catalog)
        choice = [] if list_above else links
        return partials.render("laws", jurisdictions=jurisdictions, links=choice)

    for law in site.laws.values():
        name, line = f"law.{law.id}", make_law_line(law, partials.locale, partials.catalog)
        words = _format_words(line, partials)
        yield name, Insert(gather([name], list_above=True), line.reference, words, gather=gather)


def group_laws(
    laws: Sequence[Law], locale: Locale, catalog: NullTranslations
) -> tuple[Jurisdiction, ...]:
    """Return `laws` under their countries, in the order in which these come first."""
    return tuple(
        Jurisdiction(
            code.lower(),
            get_country_name(code, locale.lang),
            tuple(make_law_line(law, locale, catalog) for law in laws if law.country == code),
        )
        for code in dict.fromkeys(law.country for law in laws)
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

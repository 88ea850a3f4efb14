"""What the site has for translators and needs no page: texts to take away, states, badges.

`/translate/<id>.<locale>.po` is there for what waits, `/translate/<locale>.svg` for each locale;
`/entries/translation-status.json` says what `entraide translate status --format json` says.
"""

from pathlib import Path

from entraide.content.made_from import Past
from entraide.exchange.coverage import coverage_of
from entraide.exchange.memory import Memory
from entraide.exchange.outgoing import catalogue_of
from entraide.exchange.po import po_text
from entraide.exchange.status import status_row, status_text
from entraide.exchange.work import Work
from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import TRANSLATE
from entraide.model.site import Site
from entraide.publish.badges import badge


def po_url(entry: Entry, locale: Locale) -> str:
    """Where the text for translators of `locale` is, below the site's base."""
    return f"{TRANSLATE.path}{entry.id}.{locale.code}.po"


def badge_url(locale: Locale) -> str:
    return f"{TRANSLATE.path}{locale.code}.svg"


def write_translator_files(site: Site, past: Past, folder: Path) -> None:
    """Write every file below `folder`, the built site; `site` is as it was written."""
    rows = []
    for locale in site.locales:
        coverage = coverage_of(site, locale.code)
        works = coverage.works(past)
        rows.append(status_row(coverage, works))
        _write(folder / badge_url(locale), badge(locale, coverage.percent))
        for work in works:
            _write(folder / po_url(work.entry, locale), _po(work, site))
    _write(folder / "entries" / "translation-status.json", status_text(rows))


def _po(work: Work, site: Site) -> str:
    """The text of one entry; to look in all others for what is alike takes too long in a build."""
    return po_text(catalogue_of([work], site, work.code, Memory()))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

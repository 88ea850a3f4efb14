"""The PDFs that a build publishes and links to: those made of the present texts.

`entraide pdf` makes them in `pdf/` of the project. One of an earlier text has another name, and is
left out.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from entraide.content.settings import Settings
from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import ENTRIES, Place
from entraide.publish.build_context import BuildContext
from entraide.publish.paper import WHOLE, PaperDocument, PaperPress

FOLDER = "pdf"  # of the project, and of the site


def get_paper_folder(settings: Settings) -> Path:
    """Return where `entraide pdf` puts its files."""
    return settings.root / FOLDER


def find_entry_paper(build: BuildContext, entry: Entry, locale: Locale) -> str:
    """Return the address of the PDF of `entry` in `locale`; "" where there is none of its text."""
    return _find(build, locale, str(entry.id), lambda press: press.draw_entry(entry))


def find_page_paper(place: Place, build: BuildContext) -> str:
    """Return the address of the PDF that the page of `place` leads to, or ""."""
    if place == ENTRIES:
        return find_site_paper(build, build.locale)
    return find_entry_paper(build, place.entry, build.locale) if place.entry else ""


def find_site_paper(build: BuildContext, locale: Locale) -> str:
    """Return the address of the PDF of all entries in `locale`; "" where there is none."""
    return _find(build, locale, WHOLE, PaperPress.draw_site)


def iter_papers(build: BuildContext) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the address of each PDF that is published, and what reads it."""
    root = build.reading.settings.root
    for locale in build.locales:
        addresses = [
            find_entry_paper(build, each, locale) for each in build.typeset_site.listed_entries
        ]
        for address in filter(None, [*addresses, find_site_paper(build, locale)]):
            yield address, partial(Path.read_bytes, root / address)


def _find(
    build: BuildContext, locale: Locale, name: str, draw: Callable[[PaperPress], PaperDocument]
) -> str:
    settings = build.reading.settings
    if not settings.pdf or build.serving:
        return ""
    files = {file.name for file in (get_paper_folder(settings) / locale.code).glob(f"{name}-*.pdf")}
    if not files:  # no text is drawn for nothing
        return ""
    if locale.code not in build.presses:
        build.presses[locale.code] = PaperPress(build, locale)
    paper = draw(build.presses[locale.code]).name
    return f"{FOLDER}/{paper}" if Path(paper).name in files else ""

"""The page of those who translate into a locale, and the shortest text that waits there.

It names nobody but those in `data/people.yml`, who asked for it. Pages are counted by their
`translator`, passages by the record beside each version.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from entraide.content.data.labels import read_labels
from entraide.errors import ProblemLog
from entraide.model.locales import N_
from entraide.model.places import TRANSLATE, PageKind, Place
from entraide.model.translation_state import State
from entraide.publish.build_context import BuildContext
from entraide.publish.page_type import PageType
from entraide.publish.pages.translator_page import (
    CoverageView,
    WaitingView,
    make_coverage_view,
    make_waiting_view,
)
from entraide.translation.coverage import Coverage, measure_coverage, measure_labels

MOST_COMPARED = 20  # of the texts that wait: a new language may lack a thousand
TO_DO = frozenset({State.MISSING, State.OUTDATED, State.MISLEADING, State.PARTIAL})


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person, and how many pages and passages of this language name them."""

    name: str
    pages: int
    texts: int


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """What the page shows; `task` is None where nothing waits."""

    rows: tuple[PersonView, ...]
    coverage: CoverageView
    task: WaitingView | None
    translate_url: str


def fill_people_page(_place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the page of the build's locale."""
    site, locale = build.written_site, build.locale
    coverage = measure_coverage(site, locale.code)
    labels = read_labels(build.reading.settings).values()
    label_coverage = measure_labels(labels, locale.code, site.default_locale.code)
    page = PeoplePage(
        rows=tuple(_iter_rows(build)),
        coverage=make_coverage_view(coverage, locale, label_coverage, build),
        task=_find_task(coverage, build),
        translate_url=TRANSLATE.get_url(locale),
    )
    return {"people": page}


def _iter_rows(build: BuildContext) -> Iterator[PersonView]:
    """Yield those who have translated into the locale, in the order of their file."""
    site, code = build.written_site, build.locale.code
    translations = (entry.translations.get(code) for entry in site.listed_entries)
    versions = [version for version in translations if version]
    records = (build.history.read_record(version, ProblemLog()) for version in versions)
    texts = [credit.translator for each in records if each for credit in each.credits.values()]
    pages = [version.translator for version in versions]
    for person in site.people:
        row = PersonView(person.name, person.count_credits(pages), person.count_credits(texts))
        if row.pages or row.texts:
            yield row


def _find_task(coverage: Coverage, build: BuildContext) -> WaitingView | None:
    """Return the version with the fewest words to translate, for which nobody has sent any."""
    waiting = [each for each in coverage.waiting if each.state in TO_DO and not each.proposals]
    waiting.sort(key=lambda each: len(each.entry.source.body))
    views = [make_waiting_view(each, build) for each in waiting[:MOST_COMPARED]]
    return min((each for each in views if each.words), key=lambda each: each.words, default=None)


PAGES = {
    PageKind.PEOPLE: PageType(
        N_("People who translate"),
        N_("Who translates into this language, and what you could begin with."),
        fill_people_page,
    )
}

"""The page for translators: how complete each locale is, and which versions wait in theirs.

It shows a limited number of waiting versions, the most harmful first, so that it stays one page;
`/entries/translation-status.json` lists all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from itertools import groupby

from entraide.content.data.labels import read_labels
from entraide.content.formats import capitalize_phrase, make_filters
from entraide.model.entry import Entry
from entraide.model.locales import N_, Locale
from entraide.model.places import (
    PEOPLE,
    TRANSLATE,
    PageKind,
    Place,
    make_entry_place,
    make_proposal_url,
)
from entraide.model.site import TypesetSite
from entraide.model.translation_state import State
from entraide.model.word_diff import Stretch
from entraide.publish.build_context import BuildContext
from entraide.publish.page_type import PageType
from entraide.publish.rating_summary import count_twentieths
from entraide.publish.translator_files import make_po_url, make_waiting_feed_url
from entraide.publish.views import ChangeView, get_language_name, make_change_view
from entraide.translation.coverage import (
    Coverage,
    LabelCoverage,
    WaitingVersion,
    measure_coverage,
    measure_labels,
)
from entraide.translation.job import build_current_job
from entraide.translation.source_diff import SourceChange, list_source_changes

MAX_SHOWN = 100


@dataclass(frozen=True, slots=True)
class CoverageView:
    """One locale; `twentieths` of it are current. `counts` are sentences, one a state."""

    name: str  # in the language of the page
    lang: str
    url: str
    here: bool  # it is the locale of the page
    share: float  # of what is up to date, from 0 to 1
    twentieths: int
    current: int
    total: int
    counts: tuple[str, ...]
    labels: int  # texts of services, topics, terms and the like that it may have
    label_count: int  # those that it has


@dataclass(frozen=True, slots=True)
class ChangedSegment:
    """What changed in one segment or field of the source.

    `place` names the field; `under` is the heading above, where the change before it stands under
    another. `remark` says what nobody knows.
    """

    place: str
    under: str
    stretches: tuple[Stretch, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class WaitingView:
    """A version that waits; `title`, `notes` and `changes` are in the language of the source.

    `words` counts those of the source that wait. `notes` say what its revisions changed, `changes`
    show it; both are empty where the version is missing, and `changes` where the earlier text is
    unknown.
    """

    id: int
    title: str
    lang: str
    dir: str
    url: str  # of the source
    words: int
    votes: int
    proposals: int
    outdated: bool
    propose_url: str
    po_url: str
    po_name: str
    file_url: str  # of the source on the forge; absolute
    notes: tuple[ChangeView, ...]
    changes: tuple[ChangedSegment, ...]


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """The versions that wait in one state: its name, and what it means where that is not clear."""

    title: str
    summary: str
    count: int  # of all in this state, shown or not
    versions: tuple[WaitingView, ...]


@dataclass(frozen=True, slots=True)
class TranslatorPage:
    """What the page shows. `corrections` counts open proposals for versions that do not wait."""

    language: str  # of the page, as inside a sentence
    coverages: tuple[CoverageView, ...]
    groups: tuple[WaitingGroup, ...]
    more: int  # how many wait beside those that are shown
    corrections: int
    people_url: str  # of those who translate; "" on a site that names nobody
    feed_url: str  # of what waits in the language of the page; "" where the site has no feeds


def fill_translator_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"translate": build_translator_page(build)}


def build_translator_page(build: BuildContext) -> TranslatorPage:
    """Build the page of the build's locale."""
    site, locale = build.written_site, build.locale
    coverages = {each: measure_coverage(site, each.code) for each in site.locales}
    labels, source = read_labels(build.reading.settings).values(), site.default_locale.code
    waiting = coverages[locale].waiting
    shown = waiting[:MAX_SHOWN]
    proposed = sum(site.count_open_proposals(entry, locale.code) for entry in site.listed_entries)
    return TranslatorPage(
        language=get_language_name(locale, locale),
        coverages=tuple(
            make_coverage_view(
                coverages[each], each, measure_labels(labels, each.code, source), build
            )
            for each in site.locales
        ),
        groups=tuple(_iter_groups(shown, coverages[locale], build)),
        more=len(waiting) - len(shown),
        corrections=proposed - sum(each.proposals for each in waiting),
        people_url=PEOPLE.get_url(locale) if site.names_people else "",
        feed_url=make_waiting_feed_url(locale) if site.parts.feeds else "",
    )


def make_coverage_view(
    coverage: Coverage, locale: Locale, labels: LabelCoverage, build: BuildContext
) -> CoverageView:
    reader, catalog = build.locale, build.catalog
    return CoverageView(
        name=capitalize_phrase(get_language_name(locale, reader)),
        lang=locale.lang,
        url=TRANSLATE.get_url(locale),
        here=locale == reader,
        share=coverage.percent / 100,
        twentieths=count_twentieths(coverage.current, coverage.total),
        current=coverage.current,
        total=coverage.total,
        counts=tuple(
            _format_count(state, count, reader, catalog) for state, count in coverage.count_states()
        ),
        labels=labels.total,
        label_count=labels.total - len(labels.waiting),
    )


def _format_count(state: State, count: int, reader: Locale, catalog: NullTranslations) -> str:
    """Format how many versions wait in one state, for readers of locale `reader`."""
    ngettext = catalog.ngettext
    texts = {
        State.MISLEADING: ngettext("%(count)s may mislead", "%(count)s may mislead", count),
        State.MISSING: ngettext(
            "%(count)s is not translated", "%(count)s are not translated", count
        ),
        State.OUTDATED: ngettext("%(count)s is behind", "%(count)s are behind", count),
        State.PARTIAL: ngettext("%(count)s is not complete", "%(count)s are not complete", count),
        State.PROPOSED: ngettext("%(count)s waits for review", "%(count)s wait for review", count),
    }
    return texts[state] % {"count": make_filters(reader.lang)["number"](count)}


def _iter_groups(
    shown: Iterable[WaitingVersion], coverage: Coverage, build: BuildContext
) -> Iterator[WaitingGroup]:
    counts = dict(coverage.count_states())
    for state, group in groupby(shown, key=lambda each: each.state):
        versions = tuple(make_waiting_view(each, build) for each in group)
        yield WaitingGroup(*describe_state(state, build.catalog), counts[state], versions)


def describe_state(state: State, catalog: NullTranslations) -> tuple[str, str]:
    """Return the heading above the versions in one state, and the line below it."""
    _ = catalog.gettext
    mislead = _(
        "The original had an important change: what stands here may be wrong today, and hurt."
    )
    proposed = _("Somebody has proposed a translation, and we are reading it.")
    return {
        State.MISLEADING: (_("May mislead"), mislead),
        State.MISSING: (_("Not translated yet"), ""),
        State.OUTDATED: (_("Behind the original"), ""),
        State.PARTIAL: (_("Not complete yet"), ""),
        State.PROPOSED: (_("Waiting for review"), proposed),
    }[state]


def make_waiting_view(waiting: WaitingVersion, build: BuildContext) -> WaitingView:
    entry, locale, forge = waiting.entry, build.locale, build.forge_url
    folder = build.reading.settings.docs_name
    typeset_entry = build.typeset_site.entries[entry.id]  # its placeholders are filled
    source = build.typeset_site.get_locale(entry.source.locale)
    job = build_current_job(entry, locale.code, build.history)
    version = entry.localised[locale.code] if waiting.state.is_behind else None
    return WaitingView(
        id=entry.id,
        title=typeset_entry.source.title,
        lang=source.lang,
        dir=source.dir,
        url=make_entry_place(entry).get_url(source),
        words=job.count_waiting_words(),
        votes=waiting.votes,
        proposals=waiting.proposals,
        outdated=version is not None,
        propose_url=make_proposal_url(entry, locale),
        po_url=make_po_url(entry, locale),
        po_name=f"{entry.id}.{locale.code}.po",
        file_url=forge + entry.source.path.removeprefix(f"{folder}/") if forge else "",
        notes=tuple(_iter_notes(typeset_entry, build.typeset_site, source, version.revision))
        if version
        else (),
        changes=tuple(_iter_changes(list_source_changes(job, build.history), build.catalog)),
    )


def _iter_changes(
    changes: Iterable[SourceChange], catalog: NullTranslations
) -> Iterator[ChangedSegment]:
    above = ""
    for change in changes:
        place = _name_field(change.heading, catalog) if change.field else ""
        under = "" if change.field or change.heading == above else change.heading
        above = under or above
        yield ChangedSegment(place, under, change.stretches, _format_remark(change, catalog))


def _name_field(name: str, catalog: NullTranslations) -> str:
    _ = catalog.gettext
    return {"title": _("Title"), "summary": _("Summary")}.get(name, _("Words for search"))


def _format_remark(change: SourceChange, catalog: NullTranslations) -> str:
    if change.known:
        return ""
    if change.stretches:
        return catalog.gettext("This has changed. What it said before is not known here.")
    return catalog.gettext("Something was taken out here. What it said is not known.")


def _iter_notes(
    entry: Entry, site: TypesetSite, source: Locale, after: int
) -> Iterator[ChangeView]:
    for change in entry.changes:
        if change.revision > after:
            yield make_change_view(change, entry, site, source)


PAGES = {
    PageKind.TRANSLATE: PageType(
        N_("Help translate"),
        N_("You need no account, and one page is a help. What is needed most comes first."),
        fill_translator_page,
    )
}

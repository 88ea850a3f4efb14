"""Files for translators that need no page: bundles to take away, states, badges.

`/translate/<id>.<locale>.po` exists for what waits, `/translate/<locale>.svg` for each locale;
`/entries/translation-status.json` is what `entraide translate status --format json` prints.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from entraide.content.data.labels import read_labels
from entraide.content.provenance import EntryHistory
from entraide.content.site_folder import write_output
from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import TRANSLATE
from entraide.model.site import WrittenSite
from entraide.publish.badges import draw_badge
from entraide.publish.build_context import BuildContext
from entraide.publish.feed import FEED_NAME
from entraide.publish.page_keys import EntryKeys
from entraide.publish.site_writer import SiteFile
from entraide.published_files.site import TranslationStatus
from entraide.translation.coverage import Coverage, measure_coverage
from entraide.translation.formats.bundle_export import build_bundle
from entraide.translation.formats.coverage_json import build_locale_status, format_coverage
from entraide.translation.formats.po import format_po
from entraide.translation.job import TranslationJob, iter_jobs
from entraide.translation.memory import TranslationMemory


def make_po_url(entry: Entry, locale: Locale) -> str:
    """Return the address of the entry's bundle for `locale`, below the site's base."""
    return f"{TRANSLATE.path}{entry.id}.{locale.code}.po"


def make_waiting_feed_url(locale: Locale) -> str:
    return f"{TRANSLATE.get_url(locale)}{FEED_NAME}"


def make_badge_url(locale: Locale) -> str:
    return f"{TRANSLATE.path}{locale.code}.svg"


def write_translator_files(build: BuildContext) -> None:
    """Write every file; where the site takes no proposals, the states only."""
    site, writer, rows = build.written_site, build.make_writer(), []
    labels = read_labels(build.history.settings).values()
    for locale in site.locales:
        coverage = measure_coverage(site, locale.code)
        jobs = coverage.build_jobs(build.history)
        rows.append(build_locale_status(coverage, jobs, labels, site.default_locale.code))
        if not site.parts.proposals:
            continue
        badge = draw_badge(locale, coverage.percent, build.design_tokens)
        write_output(build.folder / make_badge_url(locale), badge)
        writer.write(_iter_po_files(jobs, locale, site, build.keys))
    write_output(build.folder / TranslationStatus.path, format_coverage(rows, build.site_url))


def _iter_po_files(
    jobs: Iterable[TranslationJob], locale: Locale, site: WrittenSite, keys: EntryKeys | None
) -> Iterator[SiteFile]:
    for job in jobs:
        make_key = partial(keys.make_data_key, job.entry, locale) if keys else None
        yield SiteFile(make_po_url(job.entry, locale), partial(_format_po, job, site), make_key)


def iter_translator_outputs(
    site: WrittenSite, history: EntryHistory, site_url: str, tokens: Mapping[str, str]
) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path of each of these files, and what draws it by itself."""
    coverages = {locale: measure_coverage(site, locale.code) for locale in site.locales}
    for locale, coverage in coverages.items() if site.parts.proposals else ():
        yield make_badge_url(locale), partial(draw_badge, locale, coverage.percent, tokens)
        for waiting in coverage.waiting:
            make_jobs = partial(iter_jobs, [waiting.entry], locale.code, history)
            draw = partial(_draw_po, make_jobs, site)
            yield make_po_url(waiting.entry, locale), draw
    draw_status = partial(_draw_status, site, coverages.values(), history, site_url)
    yield TranslationStatus.path, draw_status


def _draw_po(make_jobs: Callable[[], Iterable[TranslationJob]], site: WrittenSite) -> str:
    return "".join(_format_po(job, site) for job in make_jobs())


def _draw_status(
    site: WrittenSite, coverages: Iterable[Coverage], history: EntryHistory, site_url: str
) -> str:
    labels, source = read_labels(history.settings).values(), site.default_locale.code
    rows = [
        build_locale_status(each, each.build_jobs(history), labels, source) for each in coverages
    ]
    return format_coverage(rows, site_url)


def _format_po(job: TranslationJob, site: WrittenSite) -> str:
    """Format the bundle of one entry without the memory, whose search takes too long here."""
    return format_po(build_bundle([job], site, job.code, TranslationMemory()))

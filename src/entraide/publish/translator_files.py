"""Files for translators that need no page: bundles to take away, states, badges.

`/translate/<id>.<locale>.po` exists for what waits, `/translate/<locale>.svg` for each locale;
`/entries/translation-status.json` is what `entraide translate status --format json` prints.
"""

from collections.abc import Mapping
from pathlib import Path

from entraide.content.provenance import EntryHistory
from entraide.content.site_folder import write_output
from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import TRANSLATE
from entraide.model.site import WrittenSite
from entraide.publish.badges import draw_badge
from entraide.published_files.site import TranslationStatus
from entraide.translation.coverage import measure_coverage
from entraide.translation.formats.bundle_export import build_bundle
from entraide.translation.formats.coverage_json import build_locale_status, format_coverage
from entraide.translation.formats.po import format_po
from entraide.translation.job import TranslationJob
from entraide.translation.memory import TranslationMemory


def make_po_url(entry: Entry, locale: Locale) -> str:
    """Return the address of the entry's bundle for `locale`, below the site's base."""
    return f"{TRANSLATE.path}{entry.id}.{locale.code}.po"


def make_badge_url(locale: Locale) -> str:
    return f"{TRANSLATE.path}{locale.code}.svg"


def write_translator_files(
    site: WrittenSite, history: EntryHistory, site_url: str, tokens: Mapping[str, str], folder: Path
) -> None:
    """Write every file below `folder`, the built site; `site` is as it was written.

    Where nobody may propose anything, these are the states alone.
    """
    rows = []
    for locale in site.locales:
        coverage = measure_coverage(site, locale.code)
        jobs = coverage.build_jobs(history)
        rows.append(build_locale_status(coverage, jobs))
        if not site.parts.proposals:
            continue
        badge = draw_badge(locale, coverage.percent, tokens)
        write_output(folder / make_badge_url(locale), badge)
        for job in jobs:
            write_output(folder / make_po_url(job.entry, locale), _format_po(job, site))
    write_output(folder / TranslationStatus.path, format_coverage(rows, site_url))


def _format_po(job: TranslationJob, site: WrittenSite) -> str:
    """Format the bundle of one entry without the memory, whose search takes too long here."""
    return format_po(build_bundle([job], site, job.code, TranslationMemory()))

"""Writing the index of each locale, or copying it from the last good site.

The index depends on the texts of its own locale, those of its fallback pages among them, and on
what all entries share. So an edit in one language leaves every other index as it is.
"""

from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from entraide.model.locales import Locale
from entraide.publish.build_context import BuildContext
from entraide.publish.search.index import iter_index_files
from entraide.publish.site_writer import SiteWriter


def write_search(build: BuildContext) -> None:
    """Write the index of each locale into the built site."""
    writer = build.make_writer()
    for locale in build.locales:
        if not _take_over(locale, build):
            _write_index(locale, build, writer)


def write_search_below(folder: Path, build: BuildContext) -> None:
    """Write the index of each locale into `folder`, as a preview does."""
    for locale in build.locales:
        _write_index(locale, build, SiteWriter(folder, compress=False))


def _take_over(locale: Locale, build: BuildContext) -> bool:
    """Copy the index of `locale` from the last site; return False where it has to be written."""
    if not build.earlier or not build.keys:
        return False
    records = build.earlier.take_over_all(build.keys.make_search_key(locale))
    if records:
        build.earlier.record(records)
    return bool(records)


def _write_index(locale: Locale, build: BuildContext, writer: SiteWriter) -> None:
    make_key = cache(partial(build.keys.make_search_key, locale)) if build.keys else None
    files = iter_index_files(build.copy_pass(locale))
    writer.write(replace(file, make_key=make_key) for file in files)

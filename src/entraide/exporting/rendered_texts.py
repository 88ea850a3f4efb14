"""Render every text as its page shows it, for formats that hold HTML.

Placeholders are replaced, and addresses are absolute. A missing version is left out: no format but
ours has fallback pages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from entraide.exporting.project_files import ExportChoice
from entraide.model.entry import Entry, Status, Version, VersionStatus
from entraide.model.locales import Locale
from entraide.model.places import make_entry_place
from entraide.model.site import TypesetSite
from entraide.publish.build_context import BuildContext
from entraide.publish.desk_data import get_contact_address
from entraide.publish.project_loading import open_project


@dataclass(frozen=True, slots=True)
class TextRendering:
    """One version of an entry: its `html`, with absolute addresses, and the `url` of its page."""

    entry: Entry
    locale: Locale
    version: Version
    html: str
    url: str

    @property
    def is_source(self) -> bool:
        return self.version is self.entry.source


@dataclass(frozen=True)
class ProjectRendering:
    """The texts of a project; `left_out` counts by status the entries that were not asked for."""

    build: BuildContext
    choice: ExportChoice

    @property
    def site(self) -> TypesetSite:
        return self.build.typeset_site

    @property
    def site_url(self) -> str:
        return self.build.reading.settings.site_url

    @property
    def site_name(self) -> str:
        return self.site.default_locale.site_name

    @property
    def contact(self) -> str:
        """The operator's e-mail address; "" if there is none."""
        return get_contact_address(self.build.reading.values[self.site.default_locale.code])

    @property
    def entries(self) -> list[Entry]:
        """The entries that were asked for, by number."""
        entries = self.site.entries.values()
        return [entry for entry in entries if self.choice.has_status(entry.status)]

    def count_left_out(self) -> dict[Status, int]:
        """Count the entries of each status that was not asked for."""
        statuses = [entry.status for entry in self.site.entries.values()]
        counts = {status: statuses.count(status) for status in Status}
        return {
            status: count
            for status, count in counts.items()
            if count and not self.choice.has_status(status)
        }

    def count_unfinished(self) -> dict[VersionStatus, int]:
        """Count the translations that the site does not show, or shows in part."""
        statuses = [
            version.status
            for entry in self.entries
            for code, version in entry.localised.items()
            if self.choice.has_locale(code)
        ]
        counts = {status: statuses.count(status) for status in VersionStatus}
        return {status: count for status, count in counts.items() if count}

    def iter_texts(self) -> Iterator[TextRendering]:
        """Yield the texts that were asked for, each entry's source version first."""
        for entry in self.entries:
            codes = [entry.source.locale, *entry.translations]
            for code in filter(self.choice.has_locale, codes):
                yield self._render_text(entry, code)

    def _render_text(self, entry: Entry, code: str) -> TextRendering:
        locale, version = self.site.get_locale(code), entry.get_version(code)
        assert version is not None  # noqa: S101 - one of its own locales
        html = self.build.texts.render_plain(entry.id, code, self.site_url)
        return TextRendering(
            entry, locale, version, html, self.site_url + make_entry_place(entry).get_url(locale)
        )


def render_project(
    config_file: Path, choice: ExportChoice, advise: Callable[[str], object]
) -> ProjectRendering:
    """Read and convert a project; ContentError for the mistakes that stop a build.

    `advise` gets each warning.
    """
    build = open_project(config_file, serving=True, advise=advise)
    build.site_url = build.reading.settings.site_url
    return ProjectRendering(build, choice)

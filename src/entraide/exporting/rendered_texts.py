"""Every text as its page shows it, for formats that hold HTML: for people, and for other systems.

Placeholders are filled, and addresses are whole. A text that is missing in a language is not there:
no format but ours knows fallback pages.
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
    """One version of an entry: `html` with whole addresses, `url` is that of its page."""

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
    """A project with its texts; `left_out` counts the entries of each status nobody asked for."""

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
        """The operator's e-mail address; "" where none is given."""
        return get_contact_address(self.build.reading.values[self.site.default_locale.code])

    @property
    def entries(self) -> list[Entry]:
        """The entries that are asked for, in the order of their numbers."""
        entries = self.site.entries.values()
        return [entry for entry in entries if self.choice.has_status(entry.status)]

    def count_left_out(self) -> dict[Status, int]:
        """Count the entries of each status that nobody asked for."""
        statuses = [entry.status for entry in self.site.entries.values()]
        counts = {status: statuses.count(status) for status in Status}
        return {
            status: count
            for status, count in counts.items()
            if count and not self.choice.has_status(status)
        }

    def count_unfinished(self) -> dict[VersionStatus, int]:
        """Count the translations that readers do not see, or not as a whole."""
        statuses = [
            version.status
            for entry in self.entries
            for code, version in entry.localised.items()
            if self.choice.has_locale(code)
        ]
        counts = {status: statuses.count(status) for status in VersionStatus}
        return {status: count for status, count in counts.items() if count}

    def iter_texts(self) -> Iterator[TextRendering]:
        """Yield every text that is asked for: of each entry the source version first."""
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
    """Read and convert a project; raise ContentError where it is broken, as a build would.

    `advise` gets each warning.
    """
    build = open_project(config_file, serving=True, advise=advise)
    build.site_url = build.reading.settings.site_url
    return ProjectRendering(build, choice)

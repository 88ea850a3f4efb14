"""A site in memory, kept up to date with its files; pages are drawn when they are asked for.

A saved text is read alone and replaces its old version. Lists, relations, neighbours and notices
follow, because they are made when they are asked for. A change of shared data, templates or
settings opens the site anew.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import urlsplit

from entraide.content.anchors import HeadingPairs
from entraide.content.dates import resolve_day
from entraide.content.heading_pairs import iter_headings_behind
from entraide.content.history import GitHistory
from entraide.content.live_reading import LiveReading
from entraide.content.own_templates import OwnTemplates
from entraide.content.provenance import EntryHistory
from entraide.content.settings import read_settings
from entraide.errors import ContentError, ProblemLog
from entraide.mkdocs_plugin import load_hook
from entraide.model.site import TypesetSite
from entraide.preview.images_on_demand import ImagesOnDemand
from entraide.preview.texts_on_demand import TextsOnDemand
from entraide.publish.build_context import BuildContext
from entraide.publish.page_context import build_frame
from entraide.publish.page_renderer import PageRenderer
from entraide.publish.project_loading import make_raw_texts, make_resources, read_catalogs
from entraide.publish.site_assets import find_assets
from entraide.publish.site_texts import SiteTexts, iter_texts
from entraide.publish.site_typesetting import typeset_site, typeset_texts
from entraide.publish.template_faults import load_own_templates
from entraide.render.text_cache import TextCache


class PreviewSite:
    """The site of a project as it is now.

    `build` is its context, and `renderers` draw the pages of each locale, by its code. Files that
    MkDocs copies, and images, go below `folder`. It is read at `address`: that of its settings, or
    the same path below `host`. A build would not show drafts. ContentError where what entries
    share, a catalog, a home page or a template is broken: then there is no page to show.
    """

    def __init__(
        self, config_file: Path, folder: Path, *, host: str = "", shows_drafts: bool = True
    ) -> None:
        settings, day = read_settings(config_file), resolve_day()
        path = urlsplit(settings.site_url).path
        self.address = f"{host}{path}" if host else settings.site_url
        self._live = LiveReading(settings, resolve_day(zone=settings.time_zone))
        reading, log = self._live.reading, ProblemLog()
        catalogs = read_catalogs(reading, log)
        if log or not self._live.has_sound_data or len(reading.site.homes) < len(settings.locales):
            raise ContentError(*reading.problems, *log)
        site = typeset_site(reading)
        self.converted = TextsOnDemand(make_raw_texts(reading, catalogs), TextCache(settings.root))
        self.converted.set_texts(iter_texts(reading.site))
        self._resources = make_resources(reading, site, catalogs, day)
        self._assets = find_assets(settings)
        self.images = ImagesOnDemand(self._assets, settings, folder)
        self._assets.images = self.images
        self._git = GitHistory(settings.root)
        self.build = BuildContext(
            reading,
            site,
            catalogs,
            site.default_locale,
            serving=False,
            texts=self._make_texts(site),
            day=day,
            folder=folder,
            previewing=True,
            shows_drafts=shows_drafts,
        )
        self.build.history = self._make_history()
        load_hook("preview_opening").open_page_makers(config_file, self.build, self.address)
        self._load_templates()
        self.renderers = self._make_renderers()
        self.enter_frames()

    def save_texts(self, paths: Iterable[str]) -> frozenset[int]:
        """Take over the texts at `paths` as they are now; tell whose entries have changed.

        One that is broken stays as it was, and `build.reading` has its problems.
        """
        saved = frozenset(paths)
        numbers = self._live.update_texts(saved)
        reading = self._live.reading
        self.converted.set_texts(iter_texts(reading.site), saved)
        site = typeset_texts(reading, self.build.typeset_site, numbers)
        self.build = replace(
            self.build,
            reading=reading,
            typeset_site=site,
            locale=site.default_locale,
            texts=self._make_texts(site),
        )
        self.build.history = self._make_history()
        self.renderers = self._make_renderers()
        self.enter_frames()
        return numbers

    def copy_with(
        self, path: str, text: str, files: Mapping[str, Path] = MappingProxyType({})
    ) -> "PreviewSite":
        """Return this site with `text` in the place of what the file at `path` has.

        It has `files` beside its own, by their paths from the folder of texts. If the text is
        broken, that entry stays as it was, and `build.reading` says why. All copies share the
        frames of pages: one has to `enter_frames` before it draws.
        """
        other = copy(self)
        if files:
            other.put_files(files)
        other.put_text(path, text)
        return other

    def put_files(self, files: Mapping[str, Path]) -> None:
        """Show `files`, which are elsewhere, as if they were there; only in a copy of a site."""
        self._assets = self._assets.copy_with(files)
        settings, folder = self.build.reading.settings, self.build.folder
        self._assets.images = self.images = ImagesOnDemand(self._assets, settings, folder)

    @property
    def waiting_files(self) -> frozenset[str]:
        """Files that are shown and not there yet, by their paths from their locale’s folder."""
        return frozenset(name.partition("/")[2] for name in self._assets.waiting)

    def put_text(self, path: str, text: str) -> None:
        """Show `text` in the place of what the file at `path` has; only in a copy of a site."""
        self._live = self._live.copy_with(path, text)
        self.converted = self.converted.copy()
        self.save_texts([path])

    def enter_frames(self) -> None:
        """Let templates show this site, rather than another copy of it."""
        for renderer in self.renderers.values():
            renderer.maker.environment.globals |= build_frame(renderer.build)

    def has_lost(self, path: Path) -> bool:
        """Return whether a file that no longer exists was one of the site."""
        settings = self.build.reading.settings
        if not path.is_relative_to(settings.docs):
            return True  # of templates and data, some are missing, and nobody keeps a list
        name = path.relative_to(settings.docs).as_posix()
        is_asset = any(each == name or each.startswith(f"{name}/") for each in self._assets.names)
        return is_asset or self._live.has_found(settings.make_relative(path))

    def _load_templates(self) -> None:
        """Compile the project's own templates: whatever becomes of their files, the site stays."""
        settings = self.build.reading.settings
        templates = OwnTemplates.from_settings(settings)
        self.has_own_templates = bool(templates.names)
        for maker in self.build.page_makers.values():
            load_own_templates(maker.environment, templates, settings.root)

    def _make_texts(self, site: TypesetSite) -> SiteTexts:
        return SiteTexts(site, self._resources, self._assets, self.converted, self._pair_headings)

    def _make_history(self) -> EntryHistory:
        """Make the history of the texts as they are; git is asked about one when it is shown."""
        reading, cuts = self.build.reading, self.build.texts.cuts_by_path
        return EntryHistory(reading.settings, cuts, reading.site, self._git)

    def _make_renderers(self) -> Mapping[str, PageRenderer]:
        build = self.build
        return {
            locale.code: PageRenderer(build.copy_pass(locale), build.page_makers[locale.code])
            for locale in build.locales
        }

    def _pair_headings(self, path: str) -> HeadingPairs | None:
        """Pair the headings of the text at `path` with those of its source, if it is behind."""
        name = PurePosixPath(path).with_suffix("")
        code, address = name.parts[-3], "/".join(name.parts[-2:])
        entry = self.build.written_site.by_address.get(address)
        if entry is None or code not in entry.localised or not entry.get_state(code).is_behind:
            return None
        headings = self.build.texts.headings_by_path
        pairs = iter_headings_behind([(entry, code)], self.build.history, headings)
        return next(pairs)[1] or {}

"""The files beside the texts: the address of each on the site, for readers of every language.

There is one copy of each. Where the folder of a locale lacks a file, its pages show that of another
locale: first that of the default locale.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from entraide.content.docs.files import DocsFile, FileKind, list_docs_files
from entraide.content.images.formats import is_image
from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.locales import Locale, sort_default_first
from entraide.render.images.publication import ImageTask, PublishedImage, publish_images


@dataclass
class SiteAssets:
    """Files by their paths from the folder of texts; `images` are known once they are published."""

    locales: Sequence[Locale] = ()
    names: frozenset[str] = frozenset()
    images: Mapping[str, PublishedImage] = field(default_factory=dict)
    waiting: Mapping[str, Path] = field(default_factory=dict)  # files that are elsewhere as yet

    def find_file(self, path: str, locale: Locale) -> str | None:
        """Return the file that readers of `locale` get for `path`, from a locale's folder."""
        for each in (locale, *sort_default_first(self.locales)):
            if (name := f"{each.code}/{path}") in self.names:
                return name
        return None

    def find_address(self, path: str, locale: Locale) -> str:
        """Return the address of that file from the site's base, quoted as in a link."""
        name = self.find_file(path, locale)
        return quote(self.make_address(name) if name else locale.prefix + path)

    def find_image(self, path: str, locale: Locale) -> PublishedImage | None:
        """Return the published image at `path` in `locale`; None where there is no such image."""
        return self.images.get(self.find_file(path, locale) or "")

    def publish_images(self, settings: Settings, site: Path, cores: int | None = None) -> None:
        """Write every image below `site`, the folder of the built site."""
        names = sorted(filter(is_image, self.names))
        tasks = [self.make_task(name, settings, site) for name in names]
        self.images = dict(zip(names, publish_images(tasks, cores), strict=True))

    def make_task(self, name: str, settings: Settings, site: Path) -> ImageTask:
        """Return what it takes to write an image below `site`, the folder of the built site."""
        shown, address = f"{settings.docs_name}/{name}", self.make_address(name)
        file = self.waiting.get(name, settings.docs / name)
        return ImageTask(file, shown, address, settings.root, site)

    def copy_with(self, waiting: Mapping[str, Path]) -> "SiteAssets":
        """Return these files and those that are `waiting`, by their paths; no image is known."""
        return SiteAssets(self.locales, self.names | waiting.keys(), waiting=waiting)

    def make_address(self, name: str) -> str:
        """Return the address of a file from the site's base, unquoted."""
        code, _, path = name.partition("/")
        prefixes = (locale.prefix for locale in self.locales if locale.code == code)
        prefix = next(prefixes, None)
        return name if prefix is None else prefix + path

    def iter_lent_addresses(self) -> Iterator[tuple[str, str]]:
        """Yield the address that a file would have in each locale that lacks it, and its own."""
        codes = {locale.code for locale in self.locales}
        folders = (name.partition("/") for name in self.names)
        paths = {path for code, _, path in folders if code in codes}
        own = {self.make_address(name) for name in self.names}
        for path in sorted(paths):
            for locale in self.locales:
                there, here = self.find_address(path, locale), locale.prefix + path
                if here not in own:
                    yield quote(here), there


def find_assets(settings: Settings, known: Sequence[DocsFile] = ()) -> SiteAssets:
    """Return the files beside the texts of a project; their images are not published yet.

    All files in the folder of texts may be `known` already.
    """
    files = known or list_docs_files(settings, ProblemLog())
    names = frozenset(file.name for file in files if file.kind is FileKind.ASSET)
    return SiteAssets(settings.locales, names)

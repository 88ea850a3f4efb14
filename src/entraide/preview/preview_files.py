"""The files of a preview: at each address, the file that a build would write there."""

import re
from functools import cached_property, partial
from pathlib import Path

from entraide.content.site_folder import encode_output
from entraide.model.entry import Status
from entraide.model.places import Place
from entraide.preview.preview_site import PreviewSite
from entraide.publish.corpus import Corpus, build_corpus, format_index, make_version_files
from entraide.publish.outputs import DrawOutput, iter_drawn_outputs, iter_outputs
from entraide.publish.translator_files import iter_translator_outputs
from entraide.published_files.entries import PublishedIndex

VERSION_FILE = re.compile(r"entries/([1-9][0-9]{0,8})\.([A-Za-z-]+)\.(?:json|md)")


class PreviewFiles:
    """The files of `site` as it is, by their paths below its base; each is drawn when asked for.

    When the site has changed, there are others.
    """

    def __init__(self, site: PreviewSite) -> None:
        self._site, self._build = site, site.build
        self._pages = {
            place.get_dest_uri(renderer.build.locale): (renderer, place)
            for renderer in site.renderers.values()
            for place in self._build.places
        }

    def read(self, path: str) -> bytes | None:
        """Return what stands in the file at `path`, unquoted; None where there is none."""
        if path in self._pages:
            renderer, place = self._pages[path]
            return encode_output(path, renderer.render_page(place))
        if draw := self._find_version_file(path) or self._others.get(path):
            return encode_output(path, draw()) or None
        self._site.images.publish(path)
        return _read_file(self._build.folder, path)

    def find_place(self, path: str) -> Place | None:
        """Return the place whose page is the file at `path`."""
        return self._pages[path][1] if path in self._pages else None

    def list_drawn_paths(self) -> set[str]:
        """Return the paths of all files that are drawn: pages and data."""
        entries, locales = self._build.typeset_site.entries.values(), self._build.locales
        versions = ((entry, locale) for entry in entries for locale in locales)
        files = (
            file
            for entry, locale in versions
            if entry.status is not Status.DRAFT
            for file in make_version_files(entry, locale, self._corpus)
        )
        return {*self._pages, *self._others, *(file.path for file in files)}

    @cached_property
    def _corpus(self) -> Corpus:
        return build_corpus(self._build)

    def _find_version_file(self, path: str) -> DrawOutput | None:
        match = VERSION_FILE.fullmatch(path)
        entry = self._build.typeset_site.entries.get(int(match[1])) if match else None
        renderer = self._site.renderers.get(match[2]) if match else None
        if entry is None or renderer is None or entry.status is Status.DRAFT:
            return None
        files = make_version_files(entry, renderer.build.locale, self._corpus)
        return next((file.draw for file in files if file.path == path), None)

    @cached_property
    def _others(self) -> dict[str, DrawOutput]:
        """The functions that draw files other than pages of places and texts of versions."""
        build = self._build
        files: dict[str, DrawOutput] = {
            PublishedIndex.path: partial(format_index, self._corpus),
            **dict(iter_outputs(build)),
        }
        for renderer in self._site.renderers.values():
            files |= iter_drawn_outputs(renderer.build, renderer.environment)
            files |= {file.path: file.draw for file in renderer.iter_redirect_files()}
        facts = (build.written_site, build.history, build.site_url, build.design_tokens)
        return files | dict(iter_translator_outputs(*facts))


def _read_file(folder: Path, path: str) -> bytes | None:
    """Return what stands in the file at `path` below `folder`, and nowhere else."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        return None
    return file.read_bytes()

"""The files behind the pages of a locale: what staff edit, and what other locales lend it."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from entraide.content.docs.files import FileKind, list_docs_files
from entraide.errors import ProblemLog
from entraide.model.places import Place
from entraide.publish.build_context import BuildContext
from entraide.publish.site_texts import find_text


@dataclass(frozen=True, slots=True)
class SharedFile:
    """An image or other file of one locale that serves another, at an address of that."""

    source: Path
    uri: str  # as if it stood in the other's folder: `fr/harassment/screen.png`
    destination: str  # below the folder of the site


def make_forge_url(repo_url: str | None, edit_uri: str | None) -> str:
    """Return where the forge edits the folder of all texts; "" where there is none."""
    return urljoin(f"{repo_url.rstrip('/')}/", edit_uri) if repo_url and edit_uri else ""


def find_edited_file(place: Place, build: BuildContext) -> str | None:
    """Return the file that staff edit, below the folder of texts: the source's as a fallback."""
    text = find_text(place, build.typeset_site, build.locale)
    return text.path.removeprefix(f"{build.reading.settings.docs_name}/") if text else None


def iter_shared_files(build: BuildContext, used_paths: Container[str]) -> Iterator[SharedFile]:
    """Yield the files that other locales lend this one, but for those at `used_paths`."""
    codes = {locale.code for locale in build.locales} - {build.locale.code}
    lent: set[str] = set()
    docs_files = list_docs_files(build.reading.settings, ProblemLog())
    for asset in (file for file in docs_files if file.kind is FileKind.ASSET):
        code, _, name = asset.name.partition("/")
        uri = f"{build.locale.code}/{name}"
        if name and code in codes and uri not in used_paths and uri not in lent:
            lent.add(uri)
            yield SharedFile(asset.path, uri, build.locale.prefix + name)

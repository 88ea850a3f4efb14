"""Rules for files under `docs/` that are published as they are: their address and content.

Anybody who may change a text may add such files. None may take an address of the site, and none may
be a page or a script with the name of an image.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from entraide.content.docs.files import DocsFile, FileKind
from entraide.content.docs.svg_files import SVG_CURE, check_svg
from entraide.content.settings import Settings
from entraide.errors import FileLine, Problem, explain_os_error
from entraide.model.places import RESERVED_FOLDERS

LARGEST_SVG = 2_000_000  # bytes
SNIFFED = 1500  # bytes in which a browser looks for what a file is
MARKUP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<|<(?:html|iframe|script)\b", re.IGNORECASE)
PROOFS = {  # what search engines have their files hold; each is a page otherwise
    ".html": r"google-site-verification: {name}\s*",
    ".xml": r'<\?xml version="1.0"\?>\s*<users>\s*<user>[0-9A-F]{{32}}</user>\s*</users>\s*',
}


def check_assets(files: Iterable[DocsFile], settings: Settings) -> Iterator[Problem]:
    """Yield what is wrong with files that would be published as they are."""
    files = list(files)
    pages = {file.name.removesuffix(".md") for file in files if file.kind is FileKind.PAGE}
    for file in (file for file in files if file.kind is FileKind.ASSET):
        shown = settings.make_relative(file.path)
        for line, what, cure in (
            *_check_address(file.name, pages, settings),
            *_check_content(file),
        ):
            yield Problem(FileLine(shown, line), what, cure)


def _check_address(
    name: str, pages: set[str], settings: Settings
) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with the address that the file would have."""
    parts = PurePosixPath(name).parts
    codes = {locale.code for locale in settings.locales}
    first, *rest = parts[1:] if parts[0] in codes else parts
    if rest and first.casefold().rstrip(". ") in RESERVED_FOLDERS | codes:
        what = f"it would stand in {first}/, which the site needs for itself"
        yield 1, what, "Put it into a folder of another name"
    if name in pages:
        yield 1, "a page has the same address", "Give the file another name"


def _check_content(file: DocsFile) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with the content of the file."""
    suffix = file.path.suffix.lower()
    try:
        with file.path.open("rb") as opened:
            content = opened.read(LARGEST_SVG + 1 if suffix == ".svg" else SNIFFED)
    except OSError as error:
        what, cure = explain_os_error(error)
        yield 1, f"the file cannot be read: {what}", cure
        return
    if suffix == ".svg":
        if len(content) > LARGEST_SVG:
            yield 1, f"the SVG is larger than {LARGEST_SVG:_} bytes", "Save it as a PNG"
            return
        for line, what in check_svg(content):
            yield line, f"the SVG is more than a drawing: {what}", SVG_CURE
    elif proof := PROOFS.get(suffix):
        pattern = proof.format(name=re.escape(file.path.name))
        if not re.fullmatch(pattern, content.decode("utf-8", "replace")):
            yield (
                1,
                "it holds more than the proof that its name promises",
                "Take its other words out",
            )
    elif suffix != ".txt" and MARKUP.search(content):
        yield 1, f"it is no {suffix[1:].upper()} but a page of HTML, or has one in it", "Remove it"

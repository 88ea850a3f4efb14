"""Links in texts after files have moved: each leads to the same file as before.

A link that leads where it did is left as it was written.
"""

from collections.abc import Callable, Mapping
from posixpath import dirname, relpath
from urllib.parse import quote, unquote

from entraide.content.checks.file_links import get_page_path
from entraide.content.markdown.source_addresses import rewrite_addresses
from entraide.content.segmentation import cut_segments
from entraide.content.settings import Settings
from entraide.content.text_files import split_file
from entraide.model.entry import PageText
from entraide.model.line_ends import copy_line_ends, unify_line_ends
from entraide.model.link_targets import LinkKind, resolve_link

OURS = frozenset({LinkKind.MARKDOWN, LinkKind.FILE})
Moves = Mapping[str, str]  # path from the folder of a locale, with its ending: before -> after


def rewrite_links(text: str, page: PageText, moves: Moves, settings: Settings) -> str:
    """Return the whole file `text` of `page` with links that lead to the same files after `moves`.

    Line ends stay, and so does everything but the addresses.
    """
    return rewrite_body(text, make_rewriter(get_page_path(page, settings), moves, settings))


def rewrite_body(text: str, rewrite: Callable[[str], str]) -> str:
    """Return the whole file `text` with each address of its body as `rewrite` makes it."""
    opening, matter, fence, body = split_file(text)
    plain = unify_line_ends(body)
    return opening + matter + fence + copy_line_ends(rewrite_addresses(plain, rewrite), body)


def make_rewriter(path: str, moves: Moves, settings: Settings) -> Callable[[str], str]:
    """Return what makes the new address of a link in the file that was at `path`."""
    folder = dirname(moves.get(path, path))
    stays = folder == dirname(path)
    pages = {f"{_strip(old)}/": f"{_strip(new)}/" for old, new in moves.items() if _is_page(old)}

    def rewrite(written: str) -> str:
        if written.startswith(settings.site_url):
            return rewrite_own_address(written, pages, settings)
        if "{{" in written:
            return written
        target = resolve_link(path, written)
        if target.kind not in OURS or not written.partition("#")[0]:
            return written
        after = moves.get(target.path, target.path)
        if stays and after == target.path:
            return written
        return write_link(after, folder, written)

    return rewrite


def write_link(path: str, folder: str, written: str) -> str:
    """Return the link to `path` from a text in `folder`, with the end of `written`, and quoted so.

    `written` itself where it is this link already.
    """
    plain, rest = _split_address(written)
    new = relpath(path, folder or ".")
    return written if new == unquote(plain) else _quote_like(new, plain) + rest


def rewrite_own_address(written: str, pages: Mapping[str, str], settings: Settings) -> str:
    """Return the whole address of a page of this site after its move."""
    for prefix in ("", *(locale.prefix for locale in settings.locales)):
        base = settings.site_url + prefix
        for old, new in pages.items():
            if written.startswith(base + quote(old)):
                return base + quote(new) + written.removeprefix(base + quote(old))
    return written


def list_digest_changes(before: str, after: str) -> dict[str, str]:
    """Return the digests of segments that differ between two bodies of one structure."""
    pairs = zip(cut_segments(before), cut_segments(after), strict=True)
    return {
        old.segment.digest: new.segment.digest
        for old, new in pairs
        if old.segment.digest != new.segment.digest
    }


def _split_address(written: str) -> tuple[str, str]:
    """Return the path of an address, and its query and anchor as they are written."""
    ends = [at for at in (written.find(sign) for sign in "?#") if at >= 0]
    end = min(ends, default=len(written))
    return written[:end], written[end:]


def _quote_like(path: str, written: str) -> str:
    """Return a path, quoted where the one that it replaces was or where it has to be."""
    is_quoted = written != unquote(written)
    unsafe = any(sign in path for sign in " ()<>%#?")
    return quote(path) if is_quoted or unsafe else path


def _is_page(path: str) -> bool:
    return path.endswith(".md")


def _strip(path: str) -> str:
    return path.removesuffix(".md").removesuffix("/index")

"""Addresses of entries as people write them, brought to one form: `scams/old-name`.

People copy what they see: the path of a file, a link between files, an address of the built site.
"""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from entraide.content.field_types import ADDRESS, has_long_part
from entraide.content.settings import Settings


def normalize_address(written: str, settings: Settings) -> str | None:
    """Return `category/slug` for the address of an entry; None for what cannot be one.

    It may be a path from the project, from a locale or from another entry, with or without `.md`
    and slashes, or the address of a page of this site.
    """
    base = urlsplit(settings.site_url)
    try:
        address = urlsplit(written.strip())
    except ValueError:  # http://[
        return None
    if address.scheme and (
        address.scheme not in {"http", "https"} or address.netloc != base.netloc
    ):
        return None
    path = unquote(address.path)
    if address.scheme and path.startswith(base.path):
        path = path.removeprefix(base.path)
    parts = [part for part in path.split("/") if part not in {"", "."}]
    return _join_parts(_trim_front(parts, settings))


def _trim_front(rest: list[str], settings: Settings) -> list[str]:
    """Return the parts of a path without those that lead to the folder of the locale."""
    if len(rest) > 2:
        while rest[:1] == [".."]:
            rest = rest[1:]
    folder = list(PurePosixPath(settings.docs_name).parts)
    if rest[: len(folder)] == folder and len(rest) > len(folder) + 1:
        rest = rest[len(folder) :]
    codes = {locale.code for locale in settings.locales}
    return rest[1:] if len(rest) > 2 and rest[0] in codes else rest


def _join_parts(parts: list[str]) -> str | None:
    if parts[-1:] == ["index.html"]:
        parts = parts[:-1]
    if len(parts) != 2:
        return None
    path = re.sub(r"\.(md|html?)$", "", "/".join(parts), flags=re.IGNORECASE)
    return path if re.fullmatch(ADDRESS, path) and not has_long_part(path) else None

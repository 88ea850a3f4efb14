"""Types of the settings in `mkdocs.yml`: what each may be, and what is said of a wrong one."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from entraide.content.babel_locales import get_babel_locale, is_known_language
from entraide.content.linked_files import is_outside
from entraide.content.validation import describe_value
from entraide.model.locales import Locale, to_language_tag

SECTION = "Write its settings below it, each as “key: value”"
FILE = re.compile(r"/[^/]*\.(?:[a-z]?html?|php|aspx?|md)$", re.IGNORECASE)  # the end of an address


def make_setting_error(what: str, cure: str) -> PydanticCustomError:
    """Return a mistake in our own words."""
    return PydanticCustomError("setting", "{what}", {"what": what, "cure": cure})


def locate_folder(value: object, root: Path, *, holds_sources: bool) -> Path:
    """Return the absolute path of a folder, given from `root`, the folder of `mkdocs.yml`.

    Raises a mistake of pydantic's where it is none, or where a link leads one that `holds_sources`
    out of the project.
    """
    if not isinstance(value, str | Path) or "\0" in str(value):
        raise PydanticKnownError("string_type")
    folder = root / value
    by_name = Path(os.path.normpath(folder)).is_relative_to(root)
    if by_name and holds_sources and is_outside(folder, root):
        what = f"a symbolic link leads {value} out of the project"
        raise make_setting_error(what, "Put the folder itself there")
    return folder.resolve()


def _locate(value: object, info: ValidationInfo) -> Path:
    config_file: Path = info.data["config_file"]
    sources = info.field_name in {"docs", "data"}
    return locate_folder(value, config_file.parent, holds_sources=sources)


def _check_site_url(value: object) -> str:
    """Return the address of the site, with a final `/`."""
    url = str(value)
    parts = urlsplit(url) if _is_address(url) else None
    if parts is None:
        cure = "Write the site's full address, from https:// on"
    elif parts.query or parts.fragment:
        cure = "Leave out what stands behind the signs ? and #"
    elif FILE.search(parts.path):
        cure = f"Write the address of its folder: {url.rpartition('/')[0]}/"
    else:
        return url.rstrip("/") + "/"
    raise make_setting_error(f"site_url is “{url}”", cure)


def _check_repo_url(url: str) -> str:
    if url and not _is_address(url):
        raise make_setting_error(f"repo_url is “{url}”", "Write its full address")
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets around what is no address of a machine
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _read_locale(value: object, info: ValidationInfo) -> Locale | None:
    """Return a language of the i18n plugin as a locale; None if it is not built."""
    if not isinstance(value, Mapping):
        what = f"a language of the i18n plugin is {describe_value(value)}"
        raise make_setting_error(what, SECTION)
    if not value.get("build", True):
        return None
    code = str(value.get("locale") or "")
    lang = to_language_tag(code)
    if not is_known_language(lang):
        raise make_setting_error(f"“{code}” is no locale", "Use a tag like fr")
    return Locale(
        code=code,
        lang=lang,
        dir="rtl" if get_babel_locale(lang).text_direction == "rtl" else "ltr",
        name=str(value.get("name") or code),
        site_name=str(value.get("site_name") or info.data.get("site_name", "")),
        default=bool(value.get("default")),
    )


def _select_built(locales: Iterable[Locale | None]) -> tuple[Locale, ...]:
    built_locales = tuple(locale for locale in locales if locale)
    if not any(locale.default for locale in built_locales):
        raise make_setting_error("no language of the i18n plugin is the default", "Mark one")
    return built_locales


Folder = Annotated[Path, BeforeValidator(_locate)]
SiteUrl = Annotated[str, BeforeValidator(_check_site_url)]
RepoUrl = Annotated[str, AfterValidator(_check_repo_url)]
_Language = Annotated[Locale, PlainValidator(_read_locale)]
Locales = Annotated[tuple[_Language, ...], Field(strict=False), AfterValidator(_select_built)]

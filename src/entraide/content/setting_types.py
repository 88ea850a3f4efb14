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
from entraide.errors import suggest_name
from entraide.model.locales import Locale, get_default_locale, get_language, to_language_tag
from entraide.model.web_address import HTTPS_ADDRESS

OURS = "extra.entraide."  # the place of our own options, before their names
SECTION = "Write its settings below it, each as “key: value”"
FILE = re.compile(r"/[^/]*\.(?:[a-z]?html?|php|aspx?|md)$", re.IGNORECASE)  # the end of an address

# Where “Leave this page” leads, by language: a page that anybody may be looking at, and that
# shows nothing of its reader.
EXITS = {"en": "https://www.bbc.com/weather", "fr": "https://meteofrance.com/"}


# Reading ease that a text should have, by language: those that there is a formula for.
LEAST_SCORES = {"en": 60, "fr": 55}


def _make_error(what: str, cure: str) -> PydanticCustomError:
    """Return a mistake in our own words."""
    return PydanticCustomError("setting", "{what}", {"what": what, "cure": cure})


def _locate(value: object, info: ValidationInfo) -> Path:
    """Return the absolute path of a folder, given from the folder of `mkdocs.yml`."""
    if not isinstance(value, str | Path) or "\0" in str(value):
        raise PydanticKnownError("string_type")
    config_file: Path = info.data["config_file"]
    folder = config_file.parent / value
    by_name = Path(os.path.normpath(folder)).is_relative_to(config_file.parent)
    if by_name and info.field_name in {"docs", "data"} and is_outside(folder, config_file.parent):
        what = f"a symbolic link leads {value} out of the project"
        raise _make_error(what, "Put the folder itself there")
    return folder.resolve()


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
    raise _make_error(f"site_url is “{url}”", cure)


def _check_repo_url(url: str) -> str:
    if url and not _is_address(url):
        raise _make_error(f"repo_url is “{url}”", "Write its full address")
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
        raise _make_error(what, SECTION)
    if not value.get("build", True):
        return None
    code = str(value.get("locale") or "")
    lang = to_language_tag(code)
    if not is_known_language(lang):
        raise _make_error(f"“{code}” is no locale", "Use a tag like fr")
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
        raise _make_error("no language of the i18n plugin is the default", "Mark one")
    return built_locales


def _check_code(code: object, info: ValidationInfo) -> str:
    """Return the locale of an exit, if there is such a locale."""
    codes = [locale.code for locale in info.data.get("locales", ())]
    if codes and str(code) not in codes:
        what = f"{OURS}exit.{code} is no locale"
        raise _make_error(what, suggest_name(str(code), codes))
    return str(code)


def _add_exits(exits: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
    """Return an exit for each locale: its own, ours for its language, or that of the default."""
    locales = info.data.get("locales", ())
    if not locales:  # they are wrong themselves
        return exits
    default = get_default_locale(locales)
    fallback = exits.get(default.code) or EXITS.get(get_language(default.lang)) or EXITS["en"]
    return {
        locale.code: exits.get(locale.code) or EXITS.get(get_language(locale.lang)) or fallback
        for locale in locales
    }


def _check_scored_language(code: object) -> str:
    """Return a language in which reading ease is measured."""
    if code not in LEAST_SCORES:
        what = f"{OURS}reading_ease.{code} is no language that reading ease is measured in"
        raise _make_error(what, suggest_name(str(code), LEAST_SCORES))
    return str(code)


def _check_score(score: object) -> int:
    """Return a reading ease: a whole number from 0 to 100."""
    if isinstance(score, bool) or not isinstance(score, int) or not 0 <= score <= 100:
        what = f"a reading ease in {OURS}reading_ease is {describe_value(score)}"
        raise _make_error(what, "Write a whole number from 0 to 100")
    return score


def _add_scores(scores: Mapping[str, int]) -> Mapping[str, int]:
    """Return a score for each language: ours where none is given."""
    return LEAST_SCORES | dict(scores)


def _refuse_options(options: object) -> object:
    """Return the options of our plugin, which has none."""
    if options:
        raise _make_error("the plugin entraide has no options", f"Write them below {OURS[:-1]}")
    return options


NoOptions = Annotated[Mapping[str, str], BeforeValidator(_refuse_options)]
Folder = Annotated[Path, BeforeValidator(_locate)]
SiteUrl = Annotated[str, BeforeValidator(_check_site_url)]
RepoUrl = Annotated[str, AfterValidator(_check_repo_url)]
_Language = Annotated[Locale, PlainValidator(_read_locale)]
Locales = Annotated[tuple[_Language, ...], Field(strict=False), AfterValidator(_select_built)]
HttpsUrl = Annotated[str, Field(pattern=f"^(?:{HTTPS_ADDRESS})$")]
_Code = Annotated[str, BeforeValidator(_check_code)]
Exits = Annotated[dict[_Code, HttpsUrl], AfterValidator(_add_exits)]
_Scored = Annotated[str, BeforeValidator(_check_scored_language)]
_Score = Annotated[int, BeforeValidator(_check_score)]
Scores = Annotated[dict[_Scored, _Score], AfterValidator(_add_scores)]

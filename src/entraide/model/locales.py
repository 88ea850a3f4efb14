"""Locales: the folders under `docs/`, their language tags and their addresses.

Three words are kept apart: `code` is the folder and the URL segment, `lang` the BCP 47 tag, `dir`
the writing direction. Gettext and POSIX write a tag in another way, with an underscore.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

TextByLocale = Mapping[str, str]  # by locale code
TextsByLocale = Mapping[str, tuple[str, ...]]  # by locale code
SCRIPT = 4  # letters of the name of a script in a tag: `Hant`


@dataclass(frozen=True, slots=True)
class Locale:
    """One language of the site."""

    code: str
    lang: str
    dir: Literal["ltr", "rtl"]
    name: str  # in its own language: “Français”
    site_name: str
    default: bool = False

    @property
    def prefix(self) -> str:
        """The start of every address in this locale: `""` for the default, else `"fr/"`."""
        return "" if self.default else f"{self.code}/"


def get_default_locale(locales: Sequence[Locale]) -> Locale:
    """Return the one locale of `locales` that is the default."""
    return next(locale for locale in locales if locale.default)


def sort_default_first(locales: Sequence[Locale]) -> list[Locale]:
    """Return `locales` in their order, but with the default one first."""
    return sorted(locales, key=lambda locale: not locale.default)


def get_locale(code: str, locales: Sequence[Locale]) -> Locale:
    """Return the locale with that code; raise KeyError when there is none."""
    for locale in locales:
        if locale.code == code:
            return locale
    raise KeyError(code)


def match_locale(tag: str, locales: Sequence[Locale]) -> Locale | None:
    """Return the locale that `tag` means, as tools write it: `fr_FR`, `PT-br`; None if none is.

    A tag may say more than the locale's. A bare language, or another region, matches if the site
    has one locale of that language. Chinese in another script does not match.
    """
    tag = to_language_tag(re.split(r"[.@]", tag.strip())[0]).casefold()
    known = {name.casefold(): each for each in locales for name in (each.lang, each.code)}
    shorter = tag
    while shorter and shorter not in known:
        shorter = shorter.rpartition("-")[0]
    if shorter:
        return known[shorter]
    language = get_language(tag)
    same = [each for each in locales if get_language(each.lang).casefold() == language]
    has_script = any(len(part) == SCRIPT for each in same for part in each.lang.split("-"))
    return same[0] if len(same) == 1 and not has_script else None


def get_language(tag: str) -> str:
    """Return the language of `tag`, without script and region: `pt` of `pt-BR`."""
    return tag.partition("-")[0]


def to_gettext_code(tag: str) -> str:
    """Return `tag` as gettext, PO files and POSIX write it: `pt_BR`."""
    return tag.replace("-", "_")


def to_language_tag(code: str) -> str:
    """Return the tag of a code of gettext or of a folder: `pt-BR` of `pt_BR`."""
    return code.replace("_", "-")


def N_(message: str) -> str:  # noqa: N802 - by this name Babel finds messages
    """Mark `message`, which is translated later, where the language of the reader is known."""
    return message

"""Locales: the folders under `docs/`, their language tags and their addresses.

Three words are kept apart (design, section 2): `code` is the folder and the URL segment, `lang`
the BCP 47 tag, `dir` the writing direction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Locale:
    code: str
    lang: str
    dir: Literal["ltr", "rtl"]
    name: str  # in its own language: “Français”
    site_name: str
    default: bool = False

    @property
    def prefix(self) -> str:
        """What every address of this locale begins with: `""` for the default, else `"fr/"`."""
        return "" if self.default else f"{self.code}/"


def default_locale(locales: Sequence[Locale]) -> Locale:
    return next(locale for locale in locales if locale.default)


def locale_named(code: str, locales: Sequence[Locale]) -> Locale:
    """The locale with that code; KeyError when there is none."""
    for locale in locales:
        if locale.code == code:
            return locale
    raise KeyError(code)

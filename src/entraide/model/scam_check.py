"""The scam check: questions whose “yes” is a sign of a scam. It never says that all is well."""

from dataclasses import dataclass

from entraide.model.locales import TextByLocale


@dataclass(frozen=True, slots=True)
class ScamSign:
    """A question; `sign` is what a yes means, and `entries` what to read about it."""

    question: TextByLocale
    sign: TextByLocale
    entries: tuple[int, ...] = ()
    line: int = 1  # of the row in its file


@dataclass(frozen=True, slots=True, kw_only=True)
class ScamCheck:
    """The page: `found` is what to do where there is a sign, `none` where there is none.

    `line` is the line of `entries` in the file, or that of its beginning.
    """

    title: TextByLocale
    lead: TextByLocale
    keywords: TextByLocale  # with commas between them
    found: TextByLocale
    none: TextByLocale
    signs: tuple[ScamSign, ...]
    entries: tuple[int, ...] = ()
    report: int | None = None
    line: int = 1

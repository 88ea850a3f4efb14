"""Revisions of a source version and how much each one matters to a translation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Significance(StrEnum):
    """How far a revision sets the translations back, weakest first."""

    MINOR = "minor"  # a typo: translations stay current
    MEDIUM = "medium"  # translations fall behind
    MAJOR = "major"  # a step or a fact changed: an old translation may mislead


RANK = {significance: rank for rank, significance in enumerate(Significance)}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an entry's public history: what revision `revision` changed for the reader."""

    revision: int
    date: date
    significance: Significance
    note: str


def significance_since(changes: Iterable[Change], revision: int) -> Significance | None:
    """The highest significance among the changes after `revision`; None when there is none."""
    later = [change.significance for change in changes if change.revision > revision]
    return max(later, key=RANK.__getitem__, default=None)

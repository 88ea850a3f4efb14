"""Revisions of a source version, and how much each one matters to a translation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Significance(StrEnum):
    """How far a revision sets translations back, from the weakest."""

    MINOR = "minor"  # a typo: translations stay current
    MEDIUM = "medium"  # translations fall behind
    MAJOR = "major"  # a step or a fact changed: an old translation may mislead


RANK = {significance: rank for rank, significance in enumerate(Significance)}


@dataclass(frozen=True, slots=True)
class Change:
    """The record of one revision: its day, its significance, and its note to readers."""

    revision: int
    date: date
    significance: Significance
    note: str


def find_significance_since(changes: Iterable[Change], revision: int) -> Significance | None:
    """Return the highest significance of the changes after `revision`; None without any."""
    later = [change.significance for change in changes if change.revision > revision]
    return max(later, key=RANK.__getitem__, default=None)

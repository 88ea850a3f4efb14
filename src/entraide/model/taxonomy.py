"""Tags and categories: one id each, one label per locale."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A tag or a category. `label` and `description` are keyed by locale code."""

    id: str
    label: Mapping[str, str]
    description: Mapping[str, str]

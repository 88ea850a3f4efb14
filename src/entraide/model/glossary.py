"""The glossary: what words mean, which wordings to avoid, and which words search takes for one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = Mapping[str, str]  # by locale code


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """One idea in every language. `forms` are the other spellings to recognise in a text.

    `forbidden` maps a wording to avoid to nothing but itself: the cure is the term. `synonyms` are
    found by search as if they were the term.
    """

    id: str
    term: Words
    definition: Words
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

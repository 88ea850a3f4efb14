"""The glossary: what terms mean, which wordings to avoid, which words search treats as equal."""

from dataclasses import dataclass, field

from entraide.model.locales import TextByLocale, TextsByLocale


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """One idea in every language; without a definition, only wordings to avoid.

    `forms` are other spellings to recognise in a text. `synonyms` are found by search as if they
    were the term. What to write for a `forbidden` wording is `instead`, or else the term.
    """

    id: str
    term: TextByLocale = field(default_factory=dict)
    definition: TextByLocale = field(default_factory=dict)
    forms: TextsByLocale = field(default_factory=dict)
    synonyms: TextsByLocale = field(default_factory=dict)
    forbidden: TextsByLocale = field(default_factory=dict)
    instead: TextByLocale = field(default_factory=dict)
    everyday: bool = False  # everybody knows it: no text explains it

    def get_preferred_wording(self, locale: str) -> str:
        """Return what to write in place of a forbidden wording; "" where nothing is given."""
        return self.instead.get(locale) or self.term.get(locale, "")

    def list_spellings(self, locale: str) -> tuple[str, ...]:
        """Return the term and its other forms, as a text may write it."""
        return (self.term[locale], *self.forms.get(locale, ()))

    def list_equivalents(self, locale: str) -> tuple[str, ...]:
        """Return the words that search treats as equal: the term, then its synonyms."""
        return (self.term[locale], *self.synonyms.get(locale, ()))

"""Typography: the marks and the spaces that print uses, for texts typed on any keyboard.

Pages, search, feeds and `entraide fix` all ask `find_substitutions` about one block of prose at a
time. In it a line feed stands for each soft line end, and STAND_IN for each character that is no
prose (code, an image, a placeholder). Marks of emphasis and of links are left out, so that a
quotation may open within one and close outside it.
"""

from collections.abc import Callable, Mapping

from entraide.content.typography import arabic, english, french, german, spanish
from entraide.content.typography.prose import mask_non_prose
from entraide.content.typography.substitutions import STAND_IN, Substitution, apply_substitutions
from entraide.model.locales import get_language, to_language_tag

__all__ = [
    "STAND_IN",
    "Substitution",
    "apply_substitutions",
    "find_substitutions",
    "has_rules",
    "typeset_text",
]

TypographyRule = Callable[[str], list[Substitution]]

# Language tag in small letters -> a fast test whether the rule may find anything, and the rule.
RULES: Mapping[str, tuple[Callable[[str], bool], TypographyRule]] = {
    "ar": (arabic.may_need_substitutions, arabic.find_arabic_substitutions),
    "de": (german.may_need_substitutions, german.find_german_substitutions),
    "de-ch": (german.may_need_substitutions, german.find_swiss_substitutions),
    "en": (english.may_need_substitutions, english.find_english_substitutions),
    "fr": (french.may_need_substitutions, french.find_french_substitutions),
    "fr-ca": (french.may_need_canadian_substitutions, french.find_canadian_substitutions),
    "es": (spanish.may_need_substitutions, spanish.find_spanish_substitutions),
}


def has_rules(lang: str) -> bool:
    """Return whether there are rules for texts in the language of the BCP 47 tag `lang`."""
    return _find_rule(lang) is not None


def find_substitutions(text: str, lang: str) -> list[Substitution]:
    """Return what to change in `text`, one block of prose in the language of the tag `lang`.

    The substitutions are sorted, never overlap and are never empty; each takes one mark, three
    points or one run of spaces, and never a line end or a STAND_IN. Where marks make so little
    sense that the result would be changed again, there are none.
    """
    rule = _find_rule(lang)
    if rule is None:
        return []
    changes = _apply_rule(text, *rule)
    again = changes and _apply_rule(apply_substitutions(text, changes), *rule)
    return [] if again else changes


def _apply_rule(
    text: str, may_need: Callable[[str], bool], rule: TypographyRule
) -> list[Substitution]:
    return rule(mask_non_prose(text)) if may_need(text) else []


def typeset_text(text: str, lang: str) -> str:
    """Return `text`, one block of prose, with its substitutions made."""
    return apply_substitutions(text, find_substitutions(text, lang))


def _find_rule(lang: str) -> tuple[Callable[[str], bool], TypographyRule] | None:
    """Return the rule of a language tag, or else of its language, or None."""
    tag = to_language_tag(lang.lower())
    return RULES.get(tag) or RULES.get(get_language(tag))

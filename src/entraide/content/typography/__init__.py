"""Typography: the marks and the spaces that print uses, for texts typed on any keyboard.

One rule for all: pages, search, feeds and `entraide fix` ask `corrections` for one block of prose
at a time, with a line feed for each soft line end, and STAND_IN in the place of each character
that is no prose (code, an image, a placeholder). Marks of emphasis and of links are left out of the
text, so that a quotation may open within one and close outside it.
"""

from collections.abc import Callable, Mapping

from entraide.content.typography import english, french
from entraide.content.typography.corrections import STAND_IN, Replacement, corrected
from entraide.content.typography.prose import only_prose

__all__ = ["STAND_IN", "Replacement", "corrected", "corrections", "has_rules", "set_type"]

Rule = Callable[[str], list[Replacement]]

# By language tag in small letters, the whole one before its first part. Others are left alone.
RULES: Mapping[str, tuple[Callable[[str], bool], Rule]] = {
    "en": (english.may_need, english.corrections),
    "fr": (french.may_need, french.corrections),
    "fr-ca": (french.may_need_in_canada, french.corrections_in_canada),
}


def has_rules(lang: str) -> bool:
    """Whether there are rules for texts in the language of the tag `lang`."""
    return _rule(lang) is not None


def corrections(text: str, lang: str) -> list[Replacement]:
    """What to change in `text`, one block of prose in the language of the tag `lang`.

    They are sorted, never overlap and are never empty; each takes one mark, three points or one
    run of spaces, and never a line end or a STAND_IN. Where marks make so little sense that the
    corrected text would be corrected again, there are none.
    """
    rule = _rule(lang)
    if rule is None:
        return []
    changes = _corrections(text, *rule)
    again = changes and _corrections(corrected(text, changes), *rule)
    return [] if again else changes


def _corrections(text: str, may_need: Callable[[str], bool], rule: Rule) -> list[Replacement]:
    return rule(only_prose(text)) if may_need(text) else []


def set_type(text: str, lang: str) -> str:
    """`text`, one block of prose, with its corrections made."""
    return corrected(text, corrections(text, lang))


def _rule(lang: str) -> tuple[Callable[[str], bool], Rule] | None:
    tag = lang.lower().replace("_", "-")
    return RULES.get(tag) or RULES.get(tag.partition("-")[0])

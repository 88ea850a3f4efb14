"""Markup in fields that are plain text: titles, summaries, notes and the words of data.

Bold type, links or pictures that somebody typed there would be shown as signs.
"""

import re
from collections.abc import Iterator

from entraide.content.markdown.foreign_markup import (
    CALLOUTS,
    LINKS,
    PHRASES,
    TEMPLATES,
    WORDS_CURE,
    ForeignSign,
)
from entraide.content.merge_conflicts import CONFLICT_CURE, CONFLICT_WHAT
from entraide.content.typography import STAND_IN
from entraide.content.yaml.documents import YamlDocument
from entraide.errors import FileLine, Problem
from entraide.model.placeholders import ATTEMPT

SEEN = "{} is plain text: “{}” would be seen"
ALONE = "Write the words alone"
UNFILLED = "“{}” would be seen: no placeholder is filled in data"
HTML = (
    "a|abbr|b|big|blockquote|br|center|code|del|details|div|em|font|h[1-6]|hr|i|iframe|img|ins|kbd"
    "|li|mark|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|summary|sup|table|td|tt|u|ul"
)
FIRST, LAST = r"(?=[\w“\"'«(])", r"(?<=[\w.,:!?…”\"'»)])"  # around words in bold or italic type
CONFLICT = ForeignSign(r"<{7,}|>{7,}|\|{7,}", CONFLICT_WHAT, CONFLICT_CURE)
# What a reader of Markdown would take out of a text. Stars within a word are none of it: s**t.
MARKDOWN = tuple(
    ForeignSign(pattern, SEEN, ALONE)
    for pattern in (
        r"`+[^`\n]+`+",
        rf"(?i:<(?:{HTML})(?:\s[^<>]*)?>[^<>\n]*</(?:{HTML})>)",
        rf"(?i:</?(?:{HTML})(?:\s[^<>]*)?/?>)",
        r"<!--[^\n]*?-->",
        r"<(?:https?://|mailto:)[^<>\s]+>|<[\w.+-]+@[\w-]+\.[\w.-]+>",
        rf"(?<![\w*])\*{{1,3}}{FIRST}[^*\n]*{LAST}\*{{1,3}}(?![\w*])",
        rf"(?<![\w*])\*\*{FIRST}[^*\n]*{LAST}\*\*(?!\*)",
        rf"(?<!\*)\*\*{FIRST}[^*\n]*{LAST}\*\*(?![\w*])",
        rf"(?<![\w_/])_{{1,3}}(?!_){FIRST}[^_\n]*{LAST}_{{1,3}}(?![\w_])",
        r"~~(?=\S)[^~\n]*~~|(?<=\w)~\w+~(?=\w)",
        r"!?\[[^\[\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)",
        r"\A#{1,6}[ \t]+\S[^\n]*",
        r"\A={3,}\Z",
        r"\\[*_`\[\]#<>~|{}]",
    )
)
SIGNS = (CONFLICT, *MARKDOWN, *TEMPLATES, *CALLOUTS, *PHRASES, *LINKS)
ANY = re.compile("|".join(f"(?P<s{number}>{sign.pattern})" for number, sign in enumerate(SIGNS)))
MARKUP_CHARACTERS = re.compile(
    r"[`{}\[\]<>*_~|+=#^%@$&\\]|!!!|\?\?\?|:[:a-z+-]|\.\. |import |export "
)
ADDRESS = re.compile(r"https?://[^\s<>]+|[\w.+'-]+@[\w.-]+")
LONGEST_QUOTE = 60  # characters of a sign that a message shows
UNSEEN = frozenset({"forbidden", "id", "synonyms", "unverified"})  # keys of data that no page shows


def find_signs(text: str, field: str) -> Iterator[tuple[str, str]]:
    """Yield each markup sign that readers would see in `text`: what is wrong, and the cure.

    `field` names it in the message, as in “a title”.
    """
    for match in find_marks(text):
        sign = SIGNS[int((match.lastgroup or "s0")[1:])]
        written = match[0].strip().replace(STAND_IN, "…")
        shown = written if len(written) <= LONGEST_QUOTE else f"{written[:LONGEST_QUOTE]}…"
        if _is_for_fields(sign, written):
            yield sign.what.format(shown), sign.format_cure(written)
        else:
            yield SEEN.format(field, shown), ALONE


def find_marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the place of each markup sign that readers would see in `text`."""
    for match in ANY.finditer(text) if MARKUP_CHARACTERS.search(text) else ():
        if match[0] != "**" or not text[match.start() - 1 : match.start()].isalnum():
            yield match  # else it is in a word that somebody would not write out


def _is_for_fields(sign: ForeignSign, written: str) -> bool:
    """Return whether the message on a sign in texts is right for fields, which have no markup."""
    return sign is CONFLICT or sign in TEMPLATES or (sign in PHRASES and written[0] in ":&")


def find_page_signs(text: str, field: str) -> Iterator[tuple[str, str]]:
    """Yield what `find_signs` does, without placeholders, which another check judges."""
    yield from find_signs(ATTEMPT.sub(STAND_IN, text) if "{{" in text else text, field)


def check_data_signs(document: YamlDocument, path: str) -> Iterator[Problem]:
    """Yield a problem for each markup sign or placeholder in a text of a file of data."""
    for keys, text in document.iter_texts(UNSEEN):
        if ADDRESS.fullmatch(text):
            continue
        faults = [(UNFILLED.format(match[0]), WORDS_CURE) for match in ATTEMPT.finditer(text)]
        faults += find_page_signs(text, "data")
        for what, cure in dict.fromkeys(faults):
            yield Problem(FileLine(path, document.get_line(keys)), what, cure)

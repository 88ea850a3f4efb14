"""What is no prose in a text without markup: addresses, file names, codes, measures.

Each of their characters becomes a STAND_IN, so that no rule sees a mark in them.
"""

import re

from entraide.content.typography.substitutions import STAND_IN
from entraide.model.placeholders import PLACEHOLDER_SHAPE

# French elision: what stands before an apostrophe where the next word begins with a vowel. Search
# leaves the same words out of its index.
ELIDED_WORDS = "c|ç|d|j|l|m|n|s|t|qu|jusqu|lorsqu|presqu|puisqu|quoiqu"
ELISION = rf"(?:{ELIDED_WORDS})['’]"
FILES = (
    "apk|bat|bmp|conf|css|csv|docx?|epub|exe|gif|gz|html?|ics|ini|jpe?g|js|json|log|md|mov|mp[34]|"
    "msg|od[pst]|pdf|php|png|pptx?|py|rtf|sh|svg|tar|tiff?|tsv|txt|vcf|wav|webp|xlsx?|xml|ya?ml|zip"
)
REST = r"[^\s<>«»\"“”\ufffc]*"  # of an address, and without the marks of its sentence:
REST_OF_ADDRESS = REST + r"[^\s<>«»\"“”\ufffc.,;:!?)\]'’…]"
SPACE = r"[ \u00a0\u202f]?"
MEASURE = r"(?<!\w)\d+(?:[.,]\d+)?"

# In this order. The first of each pair is a fast test: part of whatever the second finds.
NO_PROSE = tuple(
    (re.compile(sign), re.compile(pattern, re.IGNORECASE))
    for sign, pattern in (
        (r"\{\{", PLACEHOLDER_SHAPE),
        ("`", r"(?<!`)(?P<ticks>`+)(?!`)(?:.|\n)+?(?<!`)(?P=ticks)(?!`)"),
        ("://", rf"\b[a-z][a-z0-9+.-]*://{REST_OF_ADDRESS}"),
        ("(?i)(?:mailto|tel|sms):", rf"\b(?:mailto|tel|sms):{REST_OF_ADDRESS}"),
        (r"(?i)www\.", rf"\bwww\.{REST_OF_ADDRESS}"),
        ("@", rf"(?:(?!{ELISION})\b[\w.+-]+'(?=\w))?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        (r":[\\/]", rf"\b[a-z]:[\\/]{REST}"),
        (
            rf"(?i)\.(?:{FILES})\b",
            rf"(?<![^\s(«“‘\"'’])(?!{ELISION}|['’‘])[^\s()<>«»“”\"\ufffc/]+\.(?:{FILES})\b",
        ),
        (r"[\"']{3}", r"[\"']{3,}"),
        (":", r"(?<![\w:]):(?:[+-]1|(?=[\w+-]*[a-z])[a-z0-9_+-]+):(?![\w:/])"),  # :smile:
        (r"\s[:;=]", r"(?<=\s)[:;=]['’]?-?(?:[)(|*/\\]|[DPO3](?!\w))(?!\w)"),  # a face
        (r"\d'", rf"{MEASURE}'{SPACE}\d+(?:[.,/]\d+)*(?:\"|'')?"),  # 5' 3"
        (r"\d[\"']", rf"{MEASURE}[\"'](?={SPACE}[x×]{SPACE}\d)"),  # 15" x 10
    )
)


def mask_non_prose(text: str) -> str:
    """Return `text`, as long as before, with a STAND_IN for each character that is no prose."""
    for sign, pattern in NO_PROSE:
        if sign.search(text):
            text = pattern.sub(_make_stand_ins, text)
    return text


def _make_stand_ins(match: re.Match[str]) -> str:
    # Line ends stay: a block keeps its lines.
    return "\n".join(STAND_IN * len(line) for line in match[0].split("\n"))

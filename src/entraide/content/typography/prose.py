"""What is no prose within a text without markup: addresses, file names, codes, measures.

Each of their characters becomes a STAND_IN, so that no rule sees a mark of theirs.
"""

import re

from entraide.content.typography.corrections import STAND_IN

# Of French words, what stands before an apostrophe where the next one begins with a vowel.
ELISION = r"(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|quoiqu)['’]"
FILES = (
    "apk|bat|bmp|conf|css|csv|docx?|epub|exe|gif|gz|html?|ics|ini|jpe?g|js|json|log|md|mov|mp[34]|"
    "msg|od[pst]|pdf|php|png|pptx?|py|rtf|sh|svg|tar|tiff?|tsv|txt|vcf|wav|webp|xlsx?|xml|ya?ml|zip"
)
NO_PROSE = re.compile(
    r"\{\{[^{}\n]*\}\}"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|\b[a-z][a-z0-9+.-]*://[^\s<>«»\"“”\ufffc]*[^\s<>«»\"“”\ufffc.,;:!?)\]'’…]"
    r"|\b(?:mailto|tel|sms|data|geo):[^\s<>«»\"“”\ufffc]*[^\s<>«»\"“”\ufffc.,;:!?)\]'’…]"
    r"|\bwww\.[^\s<>«»\"“”\ufffc]*[^\s<>«»\"“”\ufffc.,;:!?)\]'’…]"
    rf"|(?:(?!{ELISION})\b[\w.+-]+'(?=\w))?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[a-z]:[\\/][^\s<>«»\"“”\ufffc]*"
    rf"|(?<![^\s(«“\"'’])(?!{ELISION})[^\s()<>«»“”\"\ufffc/]+\.(?:{FILES})\b"
    r"|(?<![\w:]):(?:[+-]1|(?=[\w+-]*[a-z])[a-z0-9_+-]+):(?![\w:])"  # a code such as :smile:
    r"|(?<=\s)[:;=]['’]?-?(?:[)(|*/\\]|[DPpOo3](?!\w))(?!\w)"  # a face
    r"|(?<!\w)\d+(?:[.,]\d+)?'[ \u00a0\u202f]?\d+(?:[.,/]\d+)*(?:\"|'')?"  # 5' 3"
    r"|(?<!\w)\d+(?:[.,]\d+)?[\"'](?=[ \u00a0\u202f]?[x×][ \u00a0\u202f]?\d)",  # 15" x 10
    re.IGNORECASE | re.DOTALL,
)
# One of these is in each of the above.
SIGN = re.compile(r"[{`@\\'’\"]|://|:[\w+-]|www\.|\.\w|[:;=][)(|*/-]", re.IGNORECASE)


def only_prose(text: str) -> str:
    """`text`, as long as before, with STAND_IN for whatever is no prose."""
    return NO_PROSE.sub(_stand_ins, text) if SIGN.search(text) else text


def _stand_ins(match: re.Match[str]) -> str:
    return "\n".join(STAND_IN * len(line) for line in match[0].split("\n"))

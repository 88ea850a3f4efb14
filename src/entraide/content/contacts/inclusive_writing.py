"""Recognise French inclusive writing with a full stop: “salarié.es” is a word, not a site.

It is a masculine word, a point, and what makes it feminine or plural. Most such endings end the
name of no site (“auteur.rice”, “tou.te.s”); those of TAKERS do: `.es` is Spain, `.ne` Niger, `.se`
Sweden, `.ve` Venezuela. So the word before must be one that takes the ending: “certain.es” is a
word in two genders, “amazon.es” a site.
"""

import re

# Ending -> how the masculine words end that take it.
TAKERS = {
    "es": (
        "[éêiïuû]|[aeiou]nt|[aeou]nd|[aeou]r[dt]|[aio]it|uit|[eè]t|at|ot|ct|pt|st|ain|ein|[iu]n"
        "|[éa]n|ier|[cg]er|eur|[oû]ir|[ûu]r|al|el|il|eul|ol|[ao]is|as|us|is|ès"
    ),
    "ne": "[aeéio]n",
    "se": "x|eur|[aiéo]s",
    "ve": "f|[aïi]",
}
FORM = re.compile("|".join(rf"\w*(?:{word})\.{ending}" for ending, word in TAKERS.items()))
# Two endings or more: “infirmi.er.es”, “étudiant.e.es”.
ENDINGS = re.compile(r"\w{2,}(?:\.(?:e|s|t?es?|n?es?|s?es?|l?es?|v?es?|er|[eè]res?)){2,}")
PAIRS = frozenset({"le.la", "la.le", "du.de", "son.sa", "mon.ma", "ton.ta"})


def is_inclusive(word: str) -> bool:
    """Return whether `word`, which has a point within, is a French word in two genders."""
    form = word.lower()
    return form in PAIRS or bool(FORM.fullmatch(form) or ENDINGS.fullmatch(form))

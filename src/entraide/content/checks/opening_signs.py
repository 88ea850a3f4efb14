"""Spanish sentences that end in ? or ! without ¿ or ¡ before them.

Pages and `entraide fix` set the sign where it is plain where the sentence begins. Elsewhere only
who writes knows: in “Si no llega, ¿qué hago?” the question is a part of its sentence.
"""

import re
from collections.abc import Iterator

from entraide.content.checks.page_passages import iter_passages
from entraide.content.checks.project import Project, to_warning
from entraide.content.segmentation import cut_segments
from entraide.content.typography import typeset_text
from entraide.content.typography.spanish import find_unopened_sentences
from entraide.errors import FileLine, Problem
from entraide.model.locales import get_language

# Of a link its address, and marks of emphasis: no sentence ends in them.
NO_WORDS = re.compile(r"(?<=\])\([^()\s]*\)|[*_]")


def check_opening_signs(project: Project) -> Iterator[Problem]:
    """Warn of each Spanish sentence whose ? or ! nothing opens, and nothing can open for it."""
    for page, passages in iter_passages(project):
        lang = project.site.get_locale(page.locale).lang
        if get_language(lang) != "es":
            continue
        for text, first_line in passages:
            for line, sign in _iter_unopened(text, lang):
                what = f"a sentence ends here that no “{sign}” opens"
                cure = f"Write “{sign}” where it begins"
                yield to_warning(Problem(FileLine(page.path, first_line + line), what, cure))


def _iter_unopened(text: str, lang: str) -> Iterator[tuple[int, str]]:
    """Yield the line of each such sentence, counted from 0, and the sign that it lacks."""
    for cut in cut_segments(text):
        start, end = cut.runs[0][0], cut.runs[-1][1]
        prose = NO_WORDS.sub("", text[start:end])
        for offset, sign in find_unopened_sentences(typeset_text(prose, lang)):
            yield text.count("\n", 0, start) + prose.count("\n", 0, offset), sign

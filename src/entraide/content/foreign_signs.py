"""Placeholders and markup that a translated message has and its original has not."""

import re
from collections import Counter
from collections.abc import Iterator

PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|\{\w*\}|%")
# What is markup in a page, or would be filled when a message is: templates print messages as HTML.
MARKUP = re.compile(r"<[^<>]*>?|[>\"`{}]|&[#\w]+;?")


def find_foreign_signs(ids: tuple[str, ...], form: str) -> Iterator[tuple[str, str]]:
    """Yield markup and placeholders that only the translation has, and the cure.

    A bare `%` is a mistake unless the original has one: to format it would raise while a page is
    made.
    """
    known = set().union(*(PLACEHOLDER.findall(text) for text in ids)) | {"%%"}
    if extra := sorted(set(PLACEHOLDER.findall(form)) - known):
        cure = "Write %%" if extra == ["%"] else "Keep the placeholders of the original"
        yield f"with {join_placeholders(extra)}, which the original has not", cure
    form_signs, *originals = (
        Counter(MARKUP.findall(PLACEHOLDER.sub("", text))) for text in (form, *ids)
    )
    if form_signs not in originals:
        signs = sorted((form_signs - originals[0]) or (originals[0] - form_signs))
        verb = "with" if form_signs - originals[0] else "without"
        cure = "Write words only: a message is no HTML" if verb == "with" else "Keep all tags"
        yield f"{verb} {join_placeholders(signs)}, unlike the original", cure


def join_placeholders(placeholders: list[str]) -> str:
    return ", ".join(f"“{placeholder}”" for placeholder in placeholders)

"""The catalogs that come with Entraide keep the typography and the address of their language."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from entraide.content.catalogs import get_forms, get_shipped_folder

# What a language never has: marks of another one, the other form of address.
SLIPS = {
    "de": r"[\"'«»’]|“[^“„]*“|„[^“]*$|\.\.\.|\b(?:du|dich|dir|dein\w*|euch)\b|\s[;:!?]",
    "es": r"[\"'“”„]|\.\.\.|\b(?:usted\w*|vosotros|vuestr\w*)\b|\s[;:!?]|^[^¿]*\?|^[^¡]*!",
    "ar": r"[\"'“”„?,;]|\.\.\.|\s[؟،؛:!]|[٠-٩]",
    "fr": r"[\"'“”]|\.\.\.|[^\u202f][;!?]|[^\u00a0]:(?!\w)|«[^\u202f]|[^\u202f]»",
}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|<[^>]+>|&\w+;")


def iter_words(code: str) -> Iterator[str]:
    for file in sorted((get_shipped_folder() / code).rglob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, locale=code):
                if message.id:
                    yield from filter(None, get_forms(message))


@pytest.mark.parametrize("code", SLIPS)
def test_marks_and_address_are_those_of_the_language(code: str) -> None:
    words = [PLACEHOLDER.sub("x", text) for text in iter_words(code)]
    assert len(words) > 190
    slip = re.compile(SLIPS[code], re.IGNORECASE)
    assert [text for text in words if slip.search(text)] == []

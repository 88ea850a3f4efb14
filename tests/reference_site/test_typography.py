"""The texts of this project, typed on a plain keyboard, get back every mark of their print."""

import pytest

from entraide.content.fixes.body_typography import fix_body_typography
from entraide.content.text_files import split_front_matter
from support.paths import ROOT

DOCS = ROOT / "docs"
KEYBOARD_SIGNS = [
    *(("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("…", "...")),
    *(("«\u202f", '"'), ("\u202f»", '"'), ("\u202f", " "), ("\u00a0", " ")),
]


def to_keyboard_text(text: str) -> str:
    """`text` as a keyboard without its marks has it."""
    for mark, key in KEYBOARD_SIGNS:
        text = text.replace(mark, key)
    return text


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.thorough
def test_what_is_typed_plainly_is_printed_as_before(lang: str) -> None:
    changed = 0
    for file in sorted((DOCS / lang).rglob("*.md")):
        body = split_front_matter(file.read_text(encoding="utf-8"))[1]
        assert fix_body_typography(body, lang) == body, "what is right already stays"
        assert fix_body_typography(to_keyboard_text(body), lang) == body
        changed += to_keyboard_text(body) != body
    assert changed > 10

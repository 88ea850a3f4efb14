"""What a translator breaks in Markdown is found; what is whole, or meant, is not."""

import pytest

from entraide.model.foreign_markup import find_foreign_parts
from entraide.model.markdown_damage import BROKEN_MARKS, DAMAGE, UNSEEN_SIGNS
from entraide.model.objections import ObjectionKind, find_objections
from entraide.model.segment import SegmentKind

BROKEN = {
    "[porter plainte](../a/b.md vous": "[…](",
    "[a](b": "[…](",
    "[](b.md)": "[](…)",
    "**gras": "**",
    "**gras** et **gras": "**",
    "un *mot": "*",
    "un _mot": "_",
    "`code": "`",
}
WHOLE = [
    *("[a](b.md) ok", "[a](x_(y)_z “t”)".replace("“t”", '"t"'), "[a]( <b c> )", "![](x.png)"),
    *("*a* **b** ***c***", "**a *b* c**", "**a *b***", "***a** b*", "_un_ mot", "__a__"),
    *("5*3", "obligatoire*", "les ami*e*s", "les étudiant_e_s", "https://x.y/_a_*b"),
    *("{{where.a_b}}", "a \\* b \\*\\*", "`a` b", "`**`"),
]


@pytest.mark.parametrize("text", BROKEN)
def test_half_a_sign_is_named(text: str) -> None:
    assert find_foreign_parts(BROKEN_MARKS, "", text) == [BROKEN[text]]
    assert find_foreign_parts(BROKEN_MARKS, text, text) == [], "the source has it too"


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_sign_is_not(text: str) -> None:
    assert find_foreign_parts(BROKEN_MARKS, "", text) == []


def test_a_field_has_no_markdown() -> None:
    assert DAMAGE[SegmentKind.FIELD] == ()


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Ne pa\u200byez", ["U+200B"]),
        ("Ne payez\u00ad", ["U+00AD"]),
        ("Ne\u2060payez", ["U+2060"]),
        ("a\U000e0041", ["U+E00…"]),
        ("ก\u200bข", []),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", []),
    ],
)
def test_a_sign_that_nobody_sees_is_named_where_no_script_needs_it(
    text: str, signs: list[str]
) -> None:
    assert find_foreign_parts(UNSEEN_SIGNS, "", text) == signs


def test_a_title_is_short() -> None:
    (objection,) = find_objections("How to block someone", "x" * 640, SegmentKind.FIELD)
    assert objection.kind is ObjectionKind.LONG
    assert not list(find_objections("How to block someone", "x" * 640, SegmentKind.PARAGRAPH))

"""Values of Python as JavaScript: what cannot be translated is refused, never written otherwise."""

import re

import pytest

from entraide.publish.javascript import format_module, to_javascript


def test_a_module_exports_values_by_their_names() -> None:
    values = {"A": {"b": [1, True, None, "é"]}, "P": re.compile(r"a/b")}
    text = 'export const A = { "b": [1, true, null, "\\u00e9"] };\nexport const P = /a\\/b/gu;\n'
    assert format_module(values) == text


@pytest.mark.parametrize(
    ("pattern", "translated"),
    [
        (r"[^\W_]+", r"(?:(?![_])[\p{L}\p{N}_])+"),
        (r"[^\Wab]", r"(?:(?![ab])[\p{L}\p{N}_])"),
        (r"[^_a]", "[^_a]"),
    ],
)
def test_what_is_neither_is_translated(pattern: str, translated: str) -> None:
    assert to_javascript(re.compile(pattern)) == translated


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"a$", r"[\S\n]", r"\B", r"(?>a)", r"a++", r"a{2}+", r"(?#x)a", r"(a)(?(1)b)", r"\a"),
        *(r"(?i)a", r"(?x)a", r"(?i:a)", r"(?ai)(a)\1", r"(?ai)(?P<b>a)(?P=b)"),
    ],
)
def test_what_has_no_translation_is_refused_with_its_pattern(pattern: str) -> None:
    with pytest.raises(ValueError, match="has no translation to JavaScript") as refused:
        to_javascript(re.compile(pattern))
    assert str(refused.value).endswith(pattern)

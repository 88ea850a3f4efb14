"""Patterns of Python as JavaScript: a browser finds what Python finds."""

import re

import pytest
from playwright.sync_api import Page

from entraide.publish.javascript import format_value
from support.script_modules import to_code_points

SIGNS = [*map(chr, range(0x250)), *"ıİſ\u212a٣²Ⅷ\u2028\u2029\u3000\ufeff\u200b\u1680\u180e💙𝟗"]
PATTERNS = [
    *(r"\s", r"\S", r"\w", r"\W", r"\d", r"\D", r"[^\s\w]", r".", r"(?s:.)", r"[^.\]-]", r"\-"),
    *(
        r"a\b",
        r"\ba",
        r"\A.",
        r".\Z",
        r"[\x41-\u0046\U0001f499]",
    ),
    *(r"\}", r"}", r"/", r"[/^]", r"(?<!a)b", r"b(?=\n)", r"b{1,2}?", r"x|y", r"\0", r"\/"),
]


@pytest.mark.parametrize("flags", [re.UNICODE, re.ASCII | re.IGNORECASE, re.MULTILINE | re.DOTALL])
def test_a_browser_finds_what_python_finds(modules: Page, flags: re.RegexFlag) -> None:
    text = "".join(f"{sign}b\nbb" for sign in SIGNS)
    others = [r"(?P<one>b)(?P=one)?", r"(b)\1?"] if not flags & re.IGNORECASE else []
    others += [r"^b", r"b$", r"^"] if flags & re.MULTILINE else []
    patterns = [re.compile(each, flags) for each in (*PATTERNS, *others)]
    found = [[to_code_points(match[0]) for match in each.finditer(text)] for each in patterns]
    script = f"""(given) => {format_value(patterns)}.map((pattern) =>
      Array.from(String.fromCodePoint(...given).matchAll(pattern), ([whole]) =>
        Array.from(whole, (sign) => sign.codePointAt(0))))"""
    assert modules.evaluate(script, to_code_points(text)) == found

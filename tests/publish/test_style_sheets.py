"""What is left out of the style sheets that pages load."""

import pytest

from entraide.publish.style_sheets import shorten_css

CASES = {
    "comments": ("/* of a page */\na { b: c; } /* end */\n", "\na { b: c; } \n"),
    "several lines": (
        "a {\n  /* one\n     two * / */\n  b: c;\n}\n\n\nd {}",
        "a {\nb: c;\n}\nd {}",
    ),
    "a quote in a comment": ("/* don’t, don't */a { b: '/* c */'; }", "a { b: '/* c */'; }"),
    "strings": ('a::after { content: "\\"/*  */"; }', 'a::after { content: "\\"/*  */"; }'),
    "addresses": ("a { b: url(x/*/y) url(/*z) }", "a { b: url(x/*/y) url(/*z) }"),
    "two words": ("a/* and */b > c { d: e/**/f; }", "a/* and */b > c { d: e/**/f; }"),
    "a licence": ("/*! MIT */ a {} /**/", "/*! MIT */ a {} "),
}


@pytest.mark.parametrize(("css", "shorter"), CASES.values(), ids=CASES)
def test_a_style_sheet_loses_what_no_browser_reads(css: str, shorter: str) -> None:
    assert shorten_css(css) == shorter

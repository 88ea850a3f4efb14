"""Texts made to keep a parser busy end in seconds, and without a traceback."""

import pytest

from entraide.content.markdown.html_writer import ENGLISH
from entraide.render.conversion import RawText, convert_text
from support.cpu_time import measure_cpu_time

HEAVY = {
    "brackets": "[" * 5000,
    "images": "![](" * 5000,
    "links": "[a](<b" * 5000,
    "smaller signs": "<" * 5000,
    "exclamation marks": "!!! " * 5000,
    "callouts of Material": "!!! note\n" * 5000,
    "callouts of Material, nested": "".join("    " * depth + "!!! note\n" for depth in range(200)),
    "colons": ":::" * 5000,
    "callouts with colons": ":::note\n" * 5000,
    "callouts with ever more colons": "".join(":" * n + "note\n" for n in range(3, 300)),
    "braces": "{" * 5000,
    "attributes": "{a=b " * 5000,
    "placeholders": "{{x}}" * 20_000,
    "quotes": "> " * 500 + "a",
    "quotes without spaces": ">" * 3000 + "a",
    "callouts of GitHub, nested": "".join("> " * n + "[!NOTE]\n" for n in range(1, 60)),
    "lists": "- " * 3000 + "a",
    "lists on lines": "".join("  " * depth + "- a\n" for depth in range(600)),
    "emphasis": "*a " * 30_000,
    "strong emphasis": "*a **b " * 10_000,
    "tildes": "~~a ~" * 20_000,
    "tags never closed": "<b>" * 30_000,
    "tags closed": "<b>x</b>" * 20_000,
    "tags that close nothing": "</b>" * 30_000,
    "abbreviations": "<abbr title='x'>" * 20_000,
    "images as tags": "<img src=x alt=y>" * 10_000,
    "details never closed": "<details>\n" * 3000,
    "details": "<details><summary>x</summary>\n" * 2000 + "</details>\n" * 2000,
    "comments never closed": "<!--\n" * 5000,
    "notes": "".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(3000)),
    "notes in their place": "^[" * 5000,
    "backticks": "".join("`" * n + " " for n in range(400)),
    "a wide table": "|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|a" * 3000,
    "a long table": "|a|b|\n|-|-|\n" + "|a|b|\n" * 5000,
    "addresses": "www." * 20_000,
    "email addresses": "a@b." * 20_000,
    "headings of one name": "## a\n" * 3000,
    "definitions": "a\n: b\n\n" * 3000,
    "conflicts": "<<<<<<< a\n```\nx\n```\n" * 1500,
    "tabs": "\t" * 100_000,
    "lines": "a\n" * 20_000,
    "signs of templates": "{%" * 10_000,
    "signs of abbreviations": "*[a" * 5000,
}


@pytest.mark.parametrize("body", HEAVY.values(), ids=HEAVY)
def test_a_heavy_text_is_read_in_a_few_seconds(body: str) -> None:
    heavy = RawText(body, "A title", "fr", tuple(ENGLISH.items()))
    assert measure_cpu_time(lambda: convert_text(heavy), 5) < 5

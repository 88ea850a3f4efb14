"""Texts made to keep a parser busy end in seconds, and without a traceback."""

from datetime import date
from pathlib import Path

import pytest

from entraide.content.checks import CHECKS, SLOW_CHECKS, check_project
from entraide.content.markdown.html_writer import ENGLISH
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.render.conversion import RawText, convert_text
from support.cpu_time import measure_cpu_time
from support.projects import write_site

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
ENDLESS = {
    **{f"signs {sign!a}": sign * 100_000 for sign in "[]{}()<>*_~`|^!:#-+=&\\/\"'@.$%\t\n\u00a0"},
    "headings": "# a\n" * 100_000,
    "images": "![" * 100_000,
    "links by reference": "[a][" * 100_000,
    "notes": "^[" * 100_000,
    "quotes on lines": "> a\n" * 100_000,
    "steps": "1. a\n" * 100_000,
    "stars with words": "**a " * 100_000,
    "stars on both sides": "*a*" * 100_000,
    "pipes on lines": "|a|b|\n|-|-|\n" + "|a|b|\n" * 100_000,
    "ends of callouts": ":::\n" * 100_000,
    "code fences": "```\n" * 100_000,
    "words": "word " * 1_000_000,
}  # fmt: skip
NEARLY_TOO_MUCH = {  # just within the limits of markdown/limits.py
    "brackets on lines": "[a\n" * 5000,
    "images": "![" * 5000,
    "notes": "^[a]" * 4900,
    "headings": "## a\n" * 1000,
    "links": "[a](https://e.example/) " * 4900,
    "backticks": " ".join("`" * (n % 90 + 1) for n in range(100)),
    "rows": "|a|b|\n|-|-|\n" + "|a|b|\n" * 1600,
    "items": "- a\n" * 10_000,
    "definitions": "a\n: b\n" * 3000,
    "stars": "**a " * 2500,
    "words": "word " * 40_000,
}


@pytest.mark.parametrize("body", HEAVY.values(), ids=HEAVY)
def test_a_heavy_text_is_read_in_a_few_seconds(body: str) -> None:
    heavy = RawText(body, "A title", "fr", tuple(ENGLISH.items()))
    assert measure_cpu_time(lambda: convert_text(heavy), 5) < 5


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(body, id=name, marks=[pytest.mark.thorough] if number % 2 else [])
        for number, (name, body) in enumerate(ENDLESS.items())
    ],
)
def test_a_text_without_end_takes_two_seconds(body: str) -> None:
    endless = RawText(body, "A title", "fr", tuple(ENGLISH.items()))
    assert measure_cpu_time(lambda: convert_text(endless), 2) < 2


@pytest.mark.parametrize("body", NEARLY_TOO_MUCH.values(), ids=NEARLY_TOO_MUCH)
def test_a_text_just_within_the_limits_takes_a_few_seconds(body: str) -> None:
    nearly = RawText(body, "A title", "fr", tuple(ENGLISH.items()))
    assert measure_cpu_time(lambda: convert_text(nearly), 5) < 5


def test_check_tells_what_is_too_much_with_its_line(tmp_path: Path) -> None:
    bodies = {
        "a": ("Text.\n\n" + "[" * 50_000, 13, "the text has more than 5_000 signs ["),
        "b": ("- a\n" * 10_050, 10_010, "the text has more than 10_000 lines"),
        "c": ("word " * 50_000, 11, "the text is longer than 200_000 signs"),
        "d": ("# a\n\n" * 1100, 2011, "the text has more than 1_000 headings"),
    }
    files = {
        f"docs/en/scams/{name}.md": {"id": number, "body": body}
        for number, (name, (body, _, _)) in enumerate(bodies.items(), 5)
    }
    write_site(tmp_path, files)
    reading = read_site(read_settings(tmp_path / "mkdocs.yml"))
    problems: list[str] = []
    assert measure_cpu_time(lambda: problems.extend(find_problems(reading)), 10, runs=1) < 10
    for name, (_, line, what) in bodies.items():
        said = f"docs/en/scams/{name}.md:{line}: {what}. Divide the page, or write it more simply."
        assert said in problems


def find_problems(reading: SiteReading) -> list[str]:
    checks = CHECKS + SLOW_CHECKS
    return [str(one) for one in check_project(reading, date(2026, 11, 21), checks=checks)]


def test_a_title_without_end_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/en/scams/a.md": {"title": "[" * 50_000}})
    problems = read_site(read_settings(tmp_path / "mkdocs.yml")).problems
    assert any(one.message.startswith("“title” is ") for one in problems)
    assert any(str(one).endswith("Write 10_000 signs at most.") for one in problems)

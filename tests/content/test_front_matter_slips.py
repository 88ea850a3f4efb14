"""What YAML takes for something else than its writer: refused in words, at the line of the slip."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.checks import check_project
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.content.version_text import earlier_text
from entraide.content.yaml_lines import read_yaml
from entraide.errors import Problem, SettingsError, errors_in
from golden_site import entry_text, write_site

DAY = date(2026, 11, 21)
HEAD = {  # the lines of an entry without a mistake, from line 2 on
    "id": "id: 1",
    "title": "title: Signs of a scam",
    "summary": "summary: How to spot one.",
    "tags": "tags: [money]",
    "keywords": "keywords: [fraud, trick]",
    "author": "author: Staff",
    "status": "status: published",
    "revision": "revision: 2",
    "updated": "updated: 2026-11-01",
    "changes": 'changes: [{revision: 2, date: 2026-11-01, significance: minor, note: "One word"}]',
}
LINES = {key: number for number, key in enumerate(HEAD, 2)}
FRENCH = {
    "id": "id: 1",
    "title": "title: Arnaques",
    "summary": "summary: Les repérer.",
    "notes": 'notes: {2: "Un mot"}',
    "source_revision": "source_revision: 2",
    "reviewed": "reviewed: 2026-11-02",
    "updated": "updated: 2026-11-02",
}
ODD = "“{}”, not a whole number. Write digits only"
TEXT = ", not text. Write words"
CUT = "is cut at its sign #"
# The line of one key, written otherwise -> what is said of it there.
SLIPS = {
    "id: 12:30": ODD.format("12:30"),
    "id: 010": ODD.format("010"),
    "id: 0x1F": ODD.format("0x1F"),
    "id: 0b11": ODD.format("0b11"),
    "id: 1_000": ODD.format("1_000"),
    "id: +1": ODD.format("+1"),
    "id: 1.0": "1.0, not a whole number",
    "id: 1e3": ODD.format("1e3"),
    'id: "1"': ODD.format("1"),
    "id: ~": "“id” is empty, not a whole number",
    "id: yes": "the YAML word true, not a whole number",
    "id: 0": "“id” is 0, which is too low",
    "id: -1": "“id” is -1, which is too low",
    "id: 99999999999999999999": "which is too high. Write 9 digits at most",
    f"id: {'9' * 5000}": "",
    "revision: 02": ODD.format("02"),
    "revision: 1:00": ODD.format("1:00"),
    "tags: [010]": "“tags” is “010”" + TEXT,
    "keywords: [on, off]": "“keywords” is the YAML word true" + TEXT,
    "keywords: [12:30]": "“keywords” is “12:30”" + TEXT,
    'keywords: ["  "]': "“keywords” is blank. Write some words",
    "keywords: fraud": "“keywords” is “fraud”, not a list",
    "title: 12:30": "“title” is “12:30”" + TEXT,
    "title: 1:30.5": "“title” is “1:30.5”" + TEXT,
    "title: .5": "“title” is “.5”" + TEXT,
    "title: .inf": "“title” is “.inf”" + TEXT,
    "title: 010": "“title” is “010”" + TEXT,
    "title: 3018": "“title” is 3018" + TEXT,
    "title: 2026-11-21": "“title” is 2026-11-21" + TEXT,
    "title: No": "“title” is the YAML word false" + TEXT,
    "title: On": "“title” is the YAML word true" + TEXT,
    "title: ~": "“title” is empty",
    "title: null": "“title” is empty",
    "title:": "“title” is empty",
    'title: ""': "“title” is empty",
    'title: "   "': "“title” is blank. Write some words",
    'title: "\u00a0\u202f"': "“title” is blank. Write some words",
    'title: "\u200b"': "“title” is blank. Write some words",
    'title: "\\u0004"': "“title” has U+0004 END OF TRANSMISSION, which nobody sees",
    'title: "a\\x0cb"': "“title” has U+000C FORM FEED, which nobody sees",
    'title: "a\\uFFFEb"': "“title” has U+FFFE NO CHARACTER, which nobody sees",
    "title: Scam # two": "“title” " + CUT + ", to “Scam”. Put quotes around all of it",
    "title: Scam #2": "“title” " + CUT + ", to “Scam”",
    "title: Scam    # two": "“title” " + CUT,
    "summary: A sentence # more": "“summary” " + CUT,
    "author: Staff # the team": "“author” " + CUT,
    "keywords: [\n  fraud # two\n  ]": "“keywords” " + CUT,
    "changes: [{revision: 2, date: 2026-11-01, significance: minor, note: ' '}]": "is blank",
    "updated: 9999-12-31": "“updated” is 9999-12-31, a day that has not come yet",
    "updated: 2126-01-01": "a day that has not come yet",
    "updated: 2026-02-30": "“updated” is “2026-02-30”, which is no date",
    "updated: 2026-11-01 10:00": "which is no date",
    "changes: [{revision: 2, date: 2999-01-01, significance: minor, note: x}]": "not come yet",
}
FRENCH_SLIPS = {
    "title: Arnaque # deux": "“title” " + CUT,
    'summary: " "': "“summary” is blank",
    "notes: {02: Un mot}": "“02”, not a whole number",
    "notes: {2: ' '}": "is blank",
    "notes:\n  2: Un mot # deux": CUT,
    "source_revision: 0x2": ODD.format("0x2"),
    "reviewed: 9999-12-31": "“reviewed” is 9999-12-31, a day that has not come yet",
    "updated: 9999-12-31": "“updated” is 9999-12-31, a day that has not come yet",
}
FITTING = [
    'title: "Scam # two"',
    'title: "Scam" # a remark',
    "tags: [money] # a remark",
    "status: published # since May",
    "revision: 2 # see the log",
    "title: It is 12:30",
    "title: C# and F#",
    "title: >\n  Two\n  lines",
]


def found_in(root: Path, path: str, text: str, **files: str) -> list[Problem]:
    write_site(root, {"docs/en/scams/signs.md": entry(HEAD), **files, path: text})
    reading = read_site(read_settings(root / "mkdocs.yml"))
    return errors_in(check_project(reading, DAY))


def entry(lines: dict[str, str]) -> str:
    return "\n".join(["---", *lines.values(), "---", "", "Text.\n"])


def slipped(lines: dict[str, str], slip: str) -> str:
    return entry({**lines, slip.split(":", maxsplit=1)[0]: slip})


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_refused_at_its_line(tmp_path: Path, slip: str) -> None:
    found = found_in(tmp_path, "docs/en/scams/signs.md", slipped(HEAD, slip))
    line = LINES[slip.split(":", maxsplit=1)[0]] + slip.split("#", maxsplit=1)[0].count("\n")
    said = [problem for problem in found if SLIPS[slip] in str(problem)]
    assert [(problem.path, problem.line) for problem in said] == [("docs/en/scams/signs.md", line)]


@pytest.mark.parametrize("slip", FRENCH_SLIPS)
def test_a_slip_in_a_translation_is_refused_at_its_line(tmp_path: Path, slip: str) -> None:
    path = "docs/fr/scams/signs.md"
    found = found_in(tmp_path, path, slipped(FRENCH, slip))
    line = 2 + list(FRENCH).index(slip.split(":", maxsplit=1)[0]) + slip.count("\n")
    said = [problem for problem in found if FRENCH_SLIPS[slip] in str(problem)]
    assert [(problem.path, problem.line) for problem in said] == [(path, line)]


@pytest.mark.parametrize("line", FITTING)
def test_what_is_meant_as_it_is_read_is_no_slip(tmp_path: Path, line: str) -> None:
    assert found_in(tmp_path, "docs/en/scams/signs.md", slipped(HEAD, line)) == []


# Files that are no YAML: what is wrong, and the line on which it has to be mended.
BROKEN = {
    ("id: 1", 'title: "Scam', "summary: A", "tags: [money]"): (3, "the quote that opens here"),
    ("id: 1", 'title: "Scam', 'summary: "A"', "tags: [money]"): (3, "the quote that opens here"),
    ("id: 1", "title: 'Scam", "summary: 'A'", "tags: [money]"): (3, "the quote that opens here"),
    ("id: 1", "title: x", "tags: [money, police", "keywords: [a]"): (4, "the bracket that opens"),
    ("id: 1", "title: x", "tags: [money, police", "summary: a b"): (4, "the bracket that opens"),
    ("id: 1", "tags: [money, police"): (3, "the bracket that opens here is not closed"),
    ("id: 1", "tags: ["): (3, "the bracket that opens here is not closed"),
    ("id: 1", "tags: [money # police]"): (3, "is cut off at the sign #"),
    ("id: 1", "changes: [{revision: 2, note: x]", "title: x"): (3, "the bracket that opens here"),
    ("id: 1", "\ttitle: x"): (3, "a tab at the start of the line. Use spaces"),
    ("id: 1", "tags:", "\t- money"): (4, "a tab at the start of the line. Use spaces"),
    ("id: 1", "title: Scam: two"): (3, "a colon within a value. Put the value in quotes"),
    ("id: 1", "title: *x"): (3, "a value that begins with *. Put the value in quotes"),
    ("id: 1", "title: @x"): (3, "a sign that YAML keeps for itself. Put the value in quotes"),
    ("id: 1", 'title: "x" and y'): (3, "a value goes on where it should have ended"),
    ("id: 1", 'title: "x\\q"'): (3, "a backslash that YAML does not know"),
    ("id: 1", "title: x", "", "Words without a key.", "", "b"): (
        5,
        "a line that is no “key: value”",
    ),
    ("id: 1", f"x: {'[' * 3_000}"): (3, "brackets or levels stand within each other"),
    ("id: 1", f"x: {'[' * 300_000}"): (3, "brackets or levels stand within each other"),
    ("id: 1", f"x: {'{a: ' * 3_000}"): (3, "brackets or levels stand within each other"),
    ("id: 1", f"x:\n{'- ' * 100_000}a"): (4, "brackets or levels stand within each other"),
    ("id: 1", f"x:\n{'? ' * 100_000}a"): (4, "brackets or levels stand within each other"),
    ("x: 1", *(f"{' ' * at}a:" for at in range(1, 500))): (2, "brackets or levels stand within"),
}


@pytest.mark.parametrize("lines", BROKEN, ids=lambda lines: "|".join(lines)[:60])
def test_a_file_that_is_no_yaml_is_told_where_it_has_to_be_mended(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    line, what = BROKEN[lines]
    text = "\n".join(["---", *lines, "---", "", "Text.\n"])
    found = found_in(tmp_path, "docs/en/scams/other.md", text)
    assert [(problem.path, problem.line) for problem in found] == [("docs/en/scams/other.md", line)]
    assert what in found[0].what + f". {found[0].cure}"


@pytest.mark.parametrize("lines", BROKEN, ids=lambda lines: "|".join(lines)[:60])
def test_data_and_settings_are_told_alike(tmp_path: Path, lines: tuple[str, ...]) -> None:
    line, what = BROKEN[lines]
    text = "\n".join(lines) + "\n"
    for name in ("platform", "tags", "glossary", "law", "checklists", "topics", "channels/fr"):
        found = found_in(tmp_path, f"data/{name}.yml", text)
        assert (f"data/{name}.yml", line - 1) in [(each.path, each.line) for each in found]
        (tmp_path / f"data/{name}.yml").unlink()
    with pytest.raises(SettingsError) as caught:
        found_in(tmp_path, "mkdocs.yml", text)
    assert str(caught.value).startswith(f"mkdocs.yml:{line - 1}: ")
    assert str(caught.value).count("\n") == 0
    assert what in str(caught.value)


UNFENCED = {
    "---\nid: 1\ntitle: x\n\nText.\n": (4, "the front matter does not end. Close it here with ---"),
    "---\nid: 1\ntags:\n  - a\n# x\n- b\nText.\n": (7, "the front matter does not end"),
    "---\nid: 1": (3, "the front matter does not end"),
    "\n\n---\nid: 1\n---\n": (3, "does not begin where the file does"),
    " ---\nid: 1\n---\n": (1, "does not begin where the file does"),
    "+++\nid = 1\n+++\n": (1, "the front matter is in TOML"),
    "# Scam\n": (1, "the file has no front matter"),
    "": (1, "the file has no front matter"),
}


@pytest.mark.parametrize("text", UNFENCED)
def test_front_matter_without_its_fences_is_told_where_one_is_missing(
    tmp_path: Path, text: str
) -> None:
    line, what = UNFENCED[text]
    (found,) = found_in(tmp_path, "docs/en/scams/other.md", text)
    assert (found.line, what in str(found)) == (line, True)


SIGNS = {
    "\x00": "U+0000 NULL",
    "\x04": "U+0004 END OF TRANSMISSION",
    "\x0b": "U+000B LINE TABULATION",
    "\x0c": "U+000C FORM FEED",
    "\x1b": "U+001B ESCAPE",
    "\x7f": "U+007F DELETE",
    "\x85": "U+0085 NEXT LINE",
    "\x9b": "U+009B A CONTROL",
    "\ufffe": "U+FFFE NO CHARACTER",
    "\uffff": "U+FFFF NO CHARACTER",
    "\ufdd0": "U+FDD0 NO CHARACTER",
    "\U0001ffff": "U+1FFFF NO CHARACTER",
}


@pytest.mark.parametrize("sign", SIGNS, ids=SIGNS.values())
def test_a_sign_that_nobody_sees_is_named_in_text_and_front_matter_and_data(
    tmp_path: Path, sign: str
) -> None:
    said = f"the line has {SIGNS[sign]}, which nobody sees. Take it out"
    path = "docs/en/scams/signs.md"
    (found,) = found_in(tmp_path, path, entry(HEAD).replace("Text", f"Te{sign}xt"))
    assert f"{path}:{len(HEAD) + 4}: {said}" in str(found)
    (found,) = found_in(tmp_path, path, entry(HEAD).replace("Staff", f"St{sign}aff"))
    assert f"{path}:{LINES['author']}: {said}" in str(found)
    data = "- {id: money, label: {en: a, fr: b},\n   description: {en: cX, fr: d}}\n"
    found, *_ = found_in(tmp_path, "data/tags.yml", data.replace("X", sign))
    assert f"data/tags.yml:2: {said}" in str(found)


def test_half_of_a_pair_is_no_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "en" / "scams" / "signs.md"
    found_in(tmp_path, "docs/en/scams/signs.md", entry(HEAD))
    path.write_bytes(entry(HEAD).replace("Text", "\ud800").encode("utf-8", "surrogatepass"))
    (found,) = read_site(read_settings(tmp_path / "mkdocs.yml")).problems
    assert (found.line, found.what) == (14, "the byte 0xED is not UTF-8")


def test_settings_that_inherit_themselves_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="leads back to itself"):
        found_in(tmp_path, "mkdocs.yml", "INHERIT: mkdocs.yml\n")


WRITTEN = st.text(alphabet="\"'[]{},:#- \n\t*&!@%|>?ab0~\\", max_size=60)


@given(WRITTEN | st.text(max_size=20))
def test_whatever_is_written_is_read_or_refused_on_one_of_its_lines(text: str) -> None:
    document, problems = read_yaml(text, "x.yml")
    lines = 1 + sum(map(text.count, "\n\r\x85\u2028\u2029"))
    assert all(1 <= one.line <= lines and one.what and one.cure for one in problems)
    assert problems or document.lines is not None


def test_what_a_history_holds_breaks_nobody_down() -> None:
    assert earlier_text(f"---\nx: {'[' * 300_000}\n---\n") is None


def test_a_broken_id_is_told_once(tmp_path: Path) -> None:
    other = {"id": 2, "title": "Other", "summary": "S.", "related": [1], "author": "A"}
    other |= {"status": "published", "revision": 1, "updated": DAY}
    files = {"docs/fr/scams/signs.md": entry(FRENCH), "docs/en/scams/other.md": entry_text(other)}
    found = found_in(tmp_path, "docs/en/scams/signs.md", slipped(HEAD, "id: 010"), **files)
    assert [problem.line for problem in found] == [2]

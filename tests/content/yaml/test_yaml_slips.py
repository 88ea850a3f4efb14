"""What YAML takes for something else than its writer: refused in words, at the line of the slip."""

from pathlib import Path

import pytest

from entraide.content.yaml.documents import read_yaml
from entraide.errors import ProblemLog
from support.front_matter import DAY, FRENCH, HEAD, LINES, format_entry, format_slip, list_errors
from support.projects import format_entry_file

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
    "id: 99999999999999999999": "which is too high. Write 999999999 at most",
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
    "title: #1 trick": "“title” is cut at its sign #, to nothing. Put quotes",
    "title:Scam": "no space stands after the colon of “title”. Put a space after the colon",
    "id:1": "no space stands after the colon of “id”. Put a space",
    "tags:[money]": "no space stands after the colon of “tags”. Put a space",
    "title:\u00a0Scam": "a no-break space stands after the colon of “title”. Write an ordinary one",
    "title:\u202fScam": "a no-break space stands after the colon of “title”. Write an ordinary one",
    "title: &one Scam": "“title” loses its “&one”, and is “Scam”. Put quotes around all of it",
    "title: &one": "“title” loses its “&one”, and is empty. Put quotes",
    "title: ! Scam": "“title” loses its “!”, and is “Scam”. Put quotes",
    "title: !Scam two": "a value that begins with !. Put the value in quotes",
    "title: *Scam": "a value that begins with *. Put the value in quotes",
    "title: **Scam** two": "a value that begins with * or &. Put the value in quotes",
    "title: & two": "a value that begins with * or &. Put the value in quotes",
    "title: | Scam": "a value that begins with | or >. Put the value in quotes",
    "title: > Scam": "a value that begins with | or >. Put the value in quotes",
    "title: |": "“title” begins with |, and has no words below. Put the words on its line",
    "title: >": "“title” begins with >, and has no words below. Put the words on its line",
    "title: - Scam": "a value that begins with a hyphen. Put the value in quotes",
    "title: ? Scam": "a value that begins with ?. Put the value in quotes",
    "title: % Scam": "a value begins with a sign that YAML keeps for itself. Put",
    "title: =": "a value that is “=” alone. Put the value in quotes",
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
    'title: &one "Scam"',
    "title: !!str 3018",
    "title:\tScam",
    "title:\n  Re:Scam and 12:30",
    "title: Two\n  lines:two",
]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_refused_at_its_line(tmp_path: Path, slip: str) -> None:
    found = list_errors(tmp_path, "docs/en/scams/signs.md", format_slip(HEAD, slip))
    line = LINES[slip.split(":", maxsplit=1)[0]] + slip.split("#", maxsplit=1)[0].count("\n")
    said = [problem for problem in found if SLIPS[slip] in str(problem)]
    assert [(problem.path, problem.line) for problem in said] == [("docs/en/scams/signs.md", line)]


@pytest.mark.parametrize("slip", FRENCH_SLIPS)
def test_a_slip_in_a_translation_is_refused_at_its_line(tmp_path: Path, slip: str) -> None:
    path = "docs/fr/scams/signs.md"
    found = list_errors(tmp_path, path, format_slip(FRENCH, slip))
    line = 2 + list(FRENCH).index(slip.split(":", maxsplit=1)[0]) + slip.count("\n")
    said = [problem for problem in found if FRENCH_SLIPS[slip] in str(problem)]
    assert [(problem.path, problem.line) for problem in said] == [(path, line)]


@pytest.mark.parametrize("line", FITTING)
def test_values_that_yaml_reads_as_meant_are_no_slips(tmp_path: Path, line: str) -> None:
    assert list_errors(tmp_path, "docs/en/scams/signs.md", format_slip(HEAD, line)) == []


def test_a_broken_id_is_reported_once(tmp_path: Path) -> None:
    files = {"docs/fr/scams/signs.md": format_entry(FRENCH)}
    other = {"id": 2, "title": "Other", "summary": "S.", "related": [1], "author": "A"}
    rest = {"status": "published", "revision": 1, "updated": DAY}
    files["docs/en/scams/other.md"] = format_entry_file({**other, **rest})
    found = list_errors(tmp_path, "docs/en/scams/signs.md", format_slip(HEAD, "id: 010"), **files)
    assert [(problem.path, problem.line) for problem in found] == [("docs/en/scams/signs.md", 2)]


@pytest.mark.parametrize(
    "text", ["title: &one Scam\nsummary: *one\n", "title : Scam\n", '"a:b": 1\n']
)
def test_a_used_yaml_anchor_and_valid_spaces_are_not_reported(text: str) -> None:
    read_yaml(text, "x.yml", log := ProblemLog())
    assert not log

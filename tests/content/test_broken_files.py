"""Files that are no YAML, lack a fence or have signs that nobody sees: told at the line to mend."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.docs.front_matter import STAND_INS, LocalisedMatter, SourceMatter
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.content.version_text import parse_earlier_text
from entraide.content.yaml.documents import read_yaml
from entraide.errors import ProblemLog, SettingsError
from support.front_matter import HEAD, LINES, format_entry, list_errors

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
    ("id: 1", 'title: "x"', "- money"): (4, "a value goes on where it should have ended"),
    ("id: 1", "tags:", '  - "x"', "  y: z"): (5, "a line of a list without its hyphen. Begin"),
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
    ("x:", *(f"{' ' * at}a:" for at in range(1, 500))): (102, "brackets or levels stand within"),
}


@pytest.mark.parametrize("lines", BROKEN, ids=lambda lines: "|".join(lines)[:60])
def test_a_file_that_is_no_yaml_is_reported_where_it_has_to_be_mended(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    line, what = BROKEN[lines]
    text = "\n".join(["---", *lines, "---", "", "Text.\n"])
    found = list_errors(tmp_path, "docs/en/scams/other.md", text)
    assert [(problem.path, problem.line) for problem in found] == [("docs/en/scams/other.md", line)]
    assert what in found[0].message + f". {found[0].cure}"


@pytest.mark.thorough
@pytest.mark.parametrize("lines", BROKEN, ids=lambda lines: "|".join(lines)[:60])
def test_data_and_settings_are_reported_alike(tmp_path: Path, lines: tuple[str, ...]) -> None:
    line, what = BROKEN[lines]
    text = "\n".join(lines) + "\n"
    for name in ("platform", "tags", "glossary", "law", "checklists", "topics", "channels/fr"):
        found = list_errors(tmp_path, f"data/{name}.yml", text)
        assert (f"data/{name}.yml", line - 1) in [(each.path, each.line) for each in found]
        (tmp_path / f"data/{name}.yml").unlink()
    with pytest.raises(SettingsError) as caught:
        list_errors(tmp_path, "mkdocs.yml", text)
    assert str(caught.value).startswith(f"mkdocs.yml:{line - 1}: ")
    assert str(caught.value).count("\n") == 0
    assert what in str(caught.value)


CONFLICT = """\
site_name: Help
<<<<<<< HEAD
site_url: "https://help.example/
  |||||||
=======
site_url: https://other.example/
 >>>>>>>>branch
"""


def test_an_unresolved_merge_in_the_settings_is_reported_at_each_mark(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        list_errors(tmp_path, "mkdocs.yml", CONFLICT)
    said = str(caught.value).split("\n")
    what = "this is a mark of an unresolved merge. Keep one of the two texts"
    assert [line.partition(" ")[0] for line in said] == [f"mkdocs.yml:{at}:" for at in (2, 4, 5, 7)]
    assert all(what in line for line in said)


def test_a_no_break_space_before_a_colon_of_the_settings_is_reported(tmp_path: Path) -> None:
    said = "mkdocs.yml:2: a no-break space stands between “site_url” and its colon. Remove it"
    with pytest.raises(SettingsError, match=said):
        list_errors(
            tmp_path, "mkdocs.yml", "site_name: Help\nsite_url\u00a0: https://help.example/\n"
        )


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
def test_front_matter_without_its_fences_is_reported_where_one_is_missing(
    tmp_path: Path, text: str
) -> None:
    line, what = UNFENCED[text]
    (found,) = list_errors(tmp_path, "docs/en/scams/other.md", text)
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
def test_an_invisible_character_is_reported_in_text_front_matter_and_data(
    tmp_path: Path, sign: str
) -> None:
    said = f"the line has {SIGNS[sign]}, which nobody sees. Take it out"
    path = "docs/en/scams/signs.md"
    (found,) = list_errors(tmp_path, path, format_entry(HEAD).replace("Text", f"Te{sign}xt"))
    assert f"{path}:{len(HEAD) + 4}: {said}" in str(found)
    (found,) = list_errors(tmp_path, path, format_entry(HEAD).replace("Staff", f"St{sign}aff"))
    assert f"{path}:{LINES['author']}: {said}" in str(found)
    data = "- {id: money, label: {en: a, fr: b},\n   description: {en: cX, fr: d}}\n"
    found, *_ = list_errors(tmp_path, "data/tags.yml", data.replace("X", sign))
    assert f"data/tags.yml:2: {said}" in str(found)


def test_half_of_a_pair_is_no_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "en" / "scams" / "signs.md"
    list_errors(tmp_path, "docs/en/scams/signs.md", format_entry(HEAD))
    path.write_bytes(format_entry(HEAD).replace("Text", "\ud800").encode("utf-8", "surrogatepass"))
    (found,) = read_site(read_settings(tmp_path / "mkdocs.yml")).problems
    assert (found.line, found.message) == (14, "the byte 0xED is not UTF-8")


def test_settings_that_inherit_themselves_are_reported(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="leads back to itself"):
        list_errors(tmp_path, "mkdocs.yml", "INHERIT: mkdocs.yml\n")


WRITTEN = st.text(alphabet="\"'[]{},:#- \n\t*&!@%|>?ab0~\\", max_size=60)


@given(WRITTEN | st.text(max_size=20))
def test_whatever_is_written_is_read_or_refused_on_one_of_its_lines(text: str) -> None:
    document = read_yaml(text, "x.yml", problems := ProblemLog())
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + 1
    lines += text.count("\u2028") + text.count("\u2029")
    assert all(1 <= problem.line <= lines for problem in problems)
    assert all(problem.message and problem.cure for problem in problems)
    assert problems or document.lines is not None


def test_a_damaged_history_causes_no_error() -> None:
    assert parse_earlier_text(f"---\nx: {'[' * 300_000}\n---\n") is None


@pytest.mark.parametrize("kind", [SourceMatter, LocalisedMatter])
def test_every_required_key_has_a_stand_in(kind: type[SourceMatter | LocalisedMatter]) -> None:
    """Without one, a broken key ends in a traceback; a broken id leaves the file unread."""
    required = {name for name, field in kind.model_fields.items() if field.is_required()}
    assert "id" in required
    assert required - {"id"} <= STAND_INS.keys()

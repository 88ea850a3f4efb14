"""The work as a file: what the page writes the commands read, and the other way round."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Page

from entraide.errors import ProblemLog
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.segment import SegmentKind
from entraide.model.segment_keys import TextKey
from entraide.translation.formats.bundle import Bundle, BundlePart, UnitRow
from entraide.translation.formats.po import format_po, read_po
from entraide.translation.formats.row_notes import compute_checksum
from entraide.translation.formats.sheet import Sheet, SheetWords, format_sheet
from entraide.translation.formats.sheet_parser import parse_sheet
from support.fuzzing import try_examples
from support.script_modules import ask, from_code_points, to_code_points

WORK = """
const segments = given.segments.map((one) => ({ ...one, source: one.source && text(one.source),
  text: text(one.text), value: text(one.value) }));
const said = Object.fromEntries(["credit", "licence", "note"].map((at) => [at, text(given[at])]));
const work = { entry: 1029, ...said, segments, sheet: text(given.sheet), po: text(given.sheet) };
"""
WRITE_SHEET = f"{WORK} return points(module.fillSheet(work));"
PO = f"{WORK} return points(module.fillPo(work));"
READ = """
return given.map((one) => {
  const { sheet: work, problems } = module.readSheet(text(one));
  if (problems.length) return problems;
  const segments = work.segments.map(({ key, source, value, fuzzy }) =>
    [key, points(source), points(value), fuzzy]);
  const said = [work.credit, work.licence, work.note].map(points);
  return [work.entry, work.locale, work.revision, ...said, segments];
});
"""
SUMS = "return given.map((one) => module.checksum(text(one)));"
LINES = [
    *("<!-- title -->", "  <!-- end -->", "\\<!-- end -->", "\\\\<!-- x", "<!--", "-->", "---"),
    *("> a", ">", "> [!NOTE]", "# a", "entraide: proposal", "a: b", "", " ", "a  ", "é", "é"),
    *("💙", "\u2028", "\u0085", "\u202e", "\x00", '"', "\\", "\\n", "'", "\r", "\r\n", "\ufeff"),
]
LINE = st.sampled_from(LINES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TEXT = st.lists(LINE, max_size=5).map("\n".join)
NAME = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), max_size=12)
SEGMENT = st.tuples(TEXT, TEXT, st.sampled_from(["missing", "changed", "current"]))
Segments = list[tuple[str, str, str]]  # what the source says, the text, its state
HEAD = "---\nentraide: proposal\nentry: 7\nlocale: fr\nrevision: 3\n"
END = "\n<!-- end -->\n"
MARKS = [f"<!-- {key} -->" for key in ("note-3", "note-0123456789abcdef", "kept-1", "note-0", "a")]
PARTS = LINE | st.sampled_from([f"{mark}\n\n> b" for mark in MARKS])
PARTS |= st.sampled_from([HEAD, "---", END, "revision: 4", 'credit: "a', "note: 'b"])


def make_key(number: int) -> str:
    return f"item-{number:016x}"


def normalize_text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")


def normalize_quote(text: str) -> str:
    """A source as it comes back out of its quote."""
    return normalize_text("\n".join(line.rstrip(" \t") for line in split_lines(text)))


def split_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def make_rows(segments: Segments) -> tuple[UnitRow, ...]:
    """What the site has of them."""
    return tuple(
        UnitRow(
            1029,
            TextKey(SegmentKind.ITEM, f"{at:016x}"),
            source,
            "" if state == "missing" else text,
            fuzzy=state == "changed" and bool(normalize_text(text)),
        )
        for at, (source, text, state) in enumerate(segments)
    )


def make_work(segments: Segments, published: str, **said: str) -> dict[str, Any]:
    """The work on them with the file that the site has, which says nothing of those missing."""
    rows = [
        {
            "key": make_key(number),
            "source": to_code_points(source),
            "text": to_code_points("" if state == "missing" else text),
            "value": to_code_points(text),
            "state": state,
        }
        for number, (source, text, state) in enumerate(segments)
    ]
    words = {name: to_code_points(said.get(name, "")) for name in ("credit", "licence", "note")}
    return {"segments": rows, "sheet": to_code_points(published), **words}


def publish(segments: Segments, words: str) -> str:
    return format_sheet(Sheet(1029, "fr", 4, make_rows(segments)), SheetWords(words))


def to_browser_sheet(sheet: Sheet) -> list[Any]:
    """A sheet as READ tells one."""
    rows = [
        [str(row.key), to_code_points(row.source), to_code_points(row.target), row.fuzzy]
        for row in sheet.rows
    ]
    said = [to_code_points(text) for text in (sheet.credit, sheet.licence, sheet.note)]
    return [sheet.entry, sheet.locale, sheet.revision, *said, rows]


def read_in_both(page: Page, text: str) -> list[Any]:
    """What browser and Python read in a sheet, which is the same; or the lines of its mistakes."""
    (theirs,) = ask(page, "sheet", READ, [to_code_points(text)])
    sheet = parse_sheet(text, "x.md", problems := ProblemLog())
    if sheet:
        assert theirs == to_browser_sheet(sheet)
        return to_browser_sheet(sheet)
    lines = [problem.line for problem in problems]
    assert [problem["line"] for problem in theirs] == lines, text
    return lines


@pytest.mark.thorough
@try_examples(100)
@given(st.lists(SEGMENT, max_size=5), NAME, TEXT)
@example(
    [("a", "<!-- end -->\n---\n> [!NOTE]", "changed")], 'O\'Brien: #"x"', "<!-- title -->\n---"
)
@example([("a\r<!-- end -->", "b\r<!-- end -->", "missing")], "yes", "")
def test_a_sheet_of_the_browser_comes_back_whole_to_both(
    modules: Page, segments: Segments, credit: str, words: str
) -> None:
    wishes = {"credit": credit, "licence": "CC BY 4.0", "note": "a\nb"}
    given = make_work(segments, publish(segments, words), **wishes)
    text = from_code_points(ask(modules, "sheet", WRITE_SHEET, given))
    rows = [
        [
            make_key(at),
            to_code_points(normalize_quote(source)),
            to_code_points(said),
            state == "changed" and bool(said),
        ]
        for at, (source, text, state) in enumerate(segments)
        if not ((said := normalize_text(text)) and state == "current")  # nobody has touched it
    ]
    about = [
        to_code_points(normalize_text(credit)),
        to_code_points("CC BY 4.0"),
        to_code_points("a\nb"),
    ]
    assert read_in_both(modules, text) == [1029, "fr", 4, *about, rows]


@try_examples(60)
@given(st.lists(SEGMENT, max_size=5), TEXT)
def test_without_any_work_the_sheet_is_the_published_one(
    modules: Page, segments: Segments, words: str
) -> None:
    segments = [one for one in segments if one[2] != "missing"]
    published = publish(segments, words)
    assert (
        from_code_points(ask(modules, "sheet", WRITE_SHEET, make_work(segments, published)))
        == published
    )


@try_examples(100)
@given(lines=st.lists(PARTS, max_size=9), whole=st.booleans())
def test_both_read_the_same_in_whatever_comes(
    modules: Page, lines: list[str], *, whole: bool
) -> None:
    text = "\n".join(lines)
    read_in_both(modules, f"{HEAD}---\n{text}{END}" if whole else text)


def test_editors_and_mail_programs_may_change_line_ends_and_spaces(modules: Page) -> None:
    block = "<!-- title -->\n\n> Hello\n> you\n\nBonjour\nà vous\n"
    plain = f"{HEAD}credit: Camille\n---\n\n{block}{END}"
    read = read_in_both(modules, plain)
    assert read[6] == [
        ["title", to_code_points("Hello\nyou"), to_code_points("Bonjour\nà vous"), False]
    ]
    spaced = plain.replace("\nà", " \nà").replace(">\n", ">  \n").replace("---\n", "--- \n")
    assert read_in_both(modules, "\ufeff" + plain.replace("\n", "\r\n")) == read
    assert read_in_both(modules, f"\n\n{plain}\n-- \nCamille, by phone\n<!-- oh -->") == read
    assert read_in_both(modules, plain.replace("> H", ">H").replace("> y", " > y")) == read
    assert from_code_points(read_in_both(modules, spaced)[6][0][2]) == "Bonjour \nà vous"
    assert read_in_both(modules, plain.replace("Camille", '"\\u00c9\\"a"'))[3] == to_code_points(
        'É"a'
    )
    wish = "---\n\n<!-- credit -->\n\n> Your name\n\nZoé\n"
    assert read_in_both(modules, plain.replace("---\n\n", f"{wish}\n"))[3] == to_code_points("Zoé")


def test_a_text_of_an_older_source_is_fuzzy_until_somebody_changes_it(modules: Page) -> None:
    mark = f"<!-- {make_key(1)} fuzzy {compute_checksum('Bon  jour')} -->"
    sheet = f"{HEAD}---\n{mark}\n> Hello\n\nBon jour\n{END}"
    assert read_in_both(modules, sheet)[6][0][3] is True
    assert read_in_both(modules, sheet.replace("Bon jour", "Bon\njour"))[6][0][3] is True
    assert read_in_both(modules, sheet.replace("Bon jour", "Bonjour"))[6][0][3] is False


def test_an_untouched_text_is_not_imported(modules: Page) -> None:
    stood = f"<!-- {make_key(1)} stood {compute_checksum('Bon jour')} -->"
    sheet = f"{HEAD}---\n{stood}\n> Hello\n\nBon jour\n{END}"
    assert read_in_both(modules, sheet)[6] == []
    assert read_in_both(modules, sheet.replace("Bon jour", "Bon\njour"))[6] == []
    mine = [make_key(1), to_code_points("Hello"), to_code_points("Bonjour"), False]
    assert read_in_both(modules, sheet.replace("Bon jour", "Bonjour"))[6] == [mine]
    for right in (
        stood.replace(" stood", ""),
        f"<!-- {make_key(1)} -->",
        f"<!-- {make_key(1)} stood -->",
    ):
        assert read_in_both(modules, sheet.replace(stood, right))[6][0][3] is False


def test_every_mistake_is_reported_with_its_line(modules: Page) -> None:
    assert read_in_both(modules, "# Hello") == [1]
    assert read_in_both(modules, "") == [1]
    assert read_in_both(modules, f"\n{HEAD}") == [1]
    assert read_in_both(modules, "---\nentraide: proposal\n---\n" + END) == [1, 1, 1]
    wrong = HEAD.replace("7", "seven").replace("fr", "../fr") + 'credt: x\nlocale fr\nnote: "a\n'
    assert read_in_both(modules, f"{wrong}---\n{END}") == [3, 4]
    body = "<!-- title -->\nno source\n<!-- note-2 -->\n> x\n<!-- note-2 -->\n<!-- C -->\n<!--\n"
    assert read_in_both(modules, f"{HEAD}---\n{body}") == [7, 11, 12, 13, 14]
    assert read_in_both(modules, f"{HEAD}credit: a\u202eb\nnote: a\n---\n{END}") == [6]
    faults = ask(modules, "sheet", READ, [to_code_points(f"{HEAD}---\n{body}")])
    assert [problem["fault"] for problem in faults[0]] == ["source", "twice", "mark", "mark", "cut"]


@try_examples(30)
@given(st.lists(TEXT, min_size=1, max_size=10))
def test_both_know_a_text_by_the_same_checksum(modules: Page, texts: list[str]) -> None:
    sums = [compute_checksum(text) for text in texts]
    assert ask(modules, "sheet", SUMS, [to_code_points(text) for text in texts]) == sums


HOSTILE: Segments = [
    ('Wait\n\n> `x` "2" \\n', 'Attendez\n\n> `x` « 2 » \\n\tmsgid ""', "missing"),
    ("Hello #, fuzzy", 'Bonjour\n#, fuzzy\nmsgstr ""', "changed"),
    ("💙 \u2028 x", "💙 \u2028 \r\n y \x08", "missing"),
    ("Only", "", "missing"),
    ("Old", "Vieux", "changed"),
]


def test_po_of_the_browser_is_what_gettext_and_the_import_read(
    modules: Page, tmp_path: Path
) -> None:
    rows = [replace(row, notes=("Look\nat this",)) for row in make_rows(HOSTILE)]
    rows[4] = replace(rows[4], previous='Older\n"one"')
    part = BundlePart(1029, 4, "en", "docs/en/a.md", tuple(rows))
    published = format_po(Bundle("fr", "fr", 'A "site"', (part,)))
    given = make_work(HOSTILE, published, credit="Camille\nX-Entraide-Revisions: 1029=9")
    file = tmp_path / "fr.po"
    file.write_bytes(from_code_points(ask(modules, "po", PO, given)).encode())
    check = ["msgfmt", "--check", "-o", "/dev/null", str(file)]
    run = subprocess.run(check, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    catalogue = read_po(file, problems := ProblemLog())
    assert problems == []
    assert catalogue is not None
    assert (catalogue.code, catalogue.lang, catalogue.parts[0].revision) == ("fr", "fr", 4)
    read = catalogue.parts[0].rows
    assert [(row.source, row.target, row.fuzzy) for row in read] == [
        (source, UNWRITABLE_CHARACTER.sub("", normalize_text(text)), state == "changed")
        for source, text, state in HOSTILE
    ]
    po = polib.pofile(str(file))
    assert po.metadata["Last-Translator"] == "Camille X-Entraide-Revisions: 1029=9"
    assert po[-1].previous_msgid == 'Older\n"one"'
    assert po[-1].comment.splitlines() == ["Look", "at this"]


def test_po_without_any_work_is_the_published_one(modules: Page) -> None:
    segments: Segments = [one for one in HOSTILE if one[2] != "missing"]
    part = BundlePart(1029, 4, "en", "docs/en/a.md", make_rows(segments))
    published = format_po(Bundle("fr", "fr", "Site", (part,)))
    assert from_code_points(ask(modules, "po", PO, make_work(segments, published))) == published

"""What is cut into units, sent out in any format, read back and put together is what it was."""

import string
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from entraide.content.provenance import EntryHistory, build_provenance
from entraide.content.version_text import VersionText
from entraide.errors import FileLine, ProblemLog
from entraide.exchange.section_composer import compose_body
from entraide.exchange.version_changes import find_changes
from entraide.model.segment import SegmentKind, SegmentState, is_translatable
from entraide.model.segment_keys import (
    ChangeNoteKey,
    FieldKey,
    SegmentKey,
    TargetOnlyKey,
    TextKey,
)
from entraide.model.text_fields import TEXT_FIELDS
from entraide.translation.comparison import build_units
from entraide.translation.formats.bundle import Bundle, BundlePart, UnitRow
from entraide.translation.formats.bundle_export import build_bundle
from entraide.translation.formats.po import format_po, read_po
from entraide.translation.formats.xliff import format_xliff, read_xliff
from entraide.translation.formats.xliff2 import format_xliff2, read_xliff2
from entraide.translation.formats.xml_files import IMPOSSIBLE, read_xml
from entraide.translation.job import iter_jobs
from entraide.translation.memory import TranslationMemory
from support.square_site import read_square_files, read_square_site

FIELDS = {"title": "T", "summary": "S"}
BLOCKS = [
    "## A",
    "## B",
    "1. one\n2. two",
    "- x",
    "three\nfour",
    "> five",
    "```\ncode\n```",
    "| a | b |\n| - | - |\n| c | d |",
    "six[^1]\n\n[^1]: seven",
    "Title\n===",
    "{{platform.name}}",
    "***",
]
BODIES = st.lists(st.sampled_from(BLOCKS), max_size=10).map("\n\n".join).map("{}\n".format)
ANY_BODIES = BODIES | st.text(alphabet="#>-*1. \n`|[]^:ab\t\u2028", max_size=60)


@given(source=ANY_BODIES, target=ANY_BODIES, behind=st.booleans())
def test_a_version_composed_of_its_own_segments_is_unchanged(
    *, source: str, target: str, behind: bool
) -> None:
    ours, theirs = VersionText(FIELDS, source), VersionText(FIELDS, target)
    units = build_units(ours, theirs, build_provenance(ours, 1), behind=behind)
    assert len({unit.key for unit in units}) == len(units)
    assume(all(unit.target_at for unit in units if unit.kind is not SegmentKind.FIELD))
    assert compose_body(ours, theirs, units, {unit.key: unit.target for unit in units}) == target


@given(BODIES, BODIES)
def test_every_segment_of_the_source_is_in_one_piece(source: str, target: str) -> None:
    ours, theirs = VersionText(FIELDS, source), VersionText(FIELDS, target)
    for there in (None, theirs):
        for made in (None, build_provenance(ours, 1), build_provenance(theirs, 1)):
            units = build_units(ours, there, made, behind=True)
            places = sorted(at for unit in units for at in unit.source_at)
            assert places == list(range(len(ours.segments)))


@given(BODIES, BODIES)
def test_an_unchanged_source_has_no_fuzzy_piece(source: str, target: str) -> None:
    ours, theirs = VersionText(FIELDS, source), VersionText(FIELDS, target)
    units = build_units(ours, theirs, build_provenance(ours, 1), behind=True)
    fuzzy = [
        unit
        for unit in units
        if unit.state is SegmentState.CHANGED and is_translatable(unit.source)
    ]
    assert [unit.key for unit in fuzzy if not unit.remark] == []


@given(BODIES, BODIES)
def test_a_new_revision_translated_has_the_structure_of_its_source(then: str, now: str) -> None:
    old, new = VersionText(FIELDS, then), VersionText(FIELDS, now)
    there = VersionText(FIELDS, then.replace("one", "un").replace("x", "y"))
    units = build_units(new, there, build_provenance(old, 1), behind=True)
    body = compose_body(new, there, units, {unit.key: unit.source for unit in units})
    again = VersionText(FIELDS, body)
    assert [one.text for one in again.segments] == [one.text for one in new.segments]


TEXTS = st.text(
    alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from('\n\t\\"<&%{}#~|'),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() and not IMPOSSIBLE.search(text) and "\r" not in text)
DIGESTS = st.text(alphabet=string.digits + "abcdef", min_size=16, max_size=16)
NUMBERS = st.integers(1, 999_999_999)
KINDS = sorted(set(SegmentKind) - {SegmentKind.FIELD})
KEYS = (
    st.sampled_from([*map(FieldKey, TEXT_FIELDS)])
    | NUMBERS.map(ChangeNoteKey)
    | NUMBERS.map(TargetOnlyKey)
    | st.builds(TextKey, st.sampled_from(KINDS), DIGESTS, NUMBERS)
)
ROWS = st.builds(
    UnitRow,
    st.just(7),
    KEYS,
    TEXTS,
    TEXTS | st.just(""),
    fuzzy=st.booleans(),
    previous=TEXTS | st.just(""),
    notes=st.just(("Entry 7, revision 3", "Paragraph, under “Entry 9, revision 9”")),
    location=st.builds(FileLine, st.just("docs/en/a/b.md"), st.integers(1, 999)),
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bundles")


def read_back(text: str, shape: str, folder: Path) -> Bundle:
    if shape == "po":
        (folder / "fr.po").write_bytes(text.encode())
        found = read_po(folder / "fr.po", problems := ProblemLog())
    else:
        root = read_xml(text.encode(), "fr.xlf", ProblemLog())
        assert root is not None
        reader = read_xliff if shape == "xliff" else read_xliff2
        found = reader(root, "fr.xlf", problems := ProblemLog())
    assert problems == []
    assert found
    return found


def to_cells(row: UnitRow) -> tuple[SegmentKey, str, str, bool]:
    return row.key, row.source, row.target, row.fuzzy and bool(row.target)


@pytest.mark.parametrize("shape", ["po", "xliff", "xliff2"])
@given(rows=st.lists(ROWS, min_size=1, max_size=4, unique_by=lambda row: row.key))
def test_whatever_a_row_says_is_read_back(shape: str, folder: Path, rows: list[UnitRow]) -> None:
    part = BundlePart(7, 3, "en", "docs/en/a/b.md", tuple(rows))
    bundle = Bundle("fr-CA", "fr-CA", "A “project” & more", (part,))
    write = {"po": format_po, "xliff": format_xliff, "xliff2": format_xliff2}[shape]
    found = read_back(write(bundle), shape, folder)
    assert (found.code, found.lang) == ("fr-CA", "fr-CA")
    assert [(part.entry, part.revision) for part in found.parts] == [(7, 3)]
    assert list(map(to_cells, found.parts[0].rows)) == list(map(to_cells, rows))


@pytest.mark.parametrize("shape", ["po", "xliff", "xliff2"])
@pytest.mark.parametrize("code", ["en", "fr"])
def test_whole_entries_come_back_as_they_went(shape: str, code: str, folder: Path) -> None:
    settings, site = read_square_files().settings, read_square_site()
    jobs = {
        job.entry.id: job for job in iter_jobs(site.listed_entries, code, EntryHistory(settings))
    }
    write = {"po": format_po, "xliff": format_xliff, "xliff2": format_xliff2}[shape]
    found = read_back(
        write(build_bundle(jobs.values(), site, code, TranslationMemory())), shape, folder
    )
    assert {part.entry for part in found.parts} == jobs.keys()
    for part in found.parts:
        back = find_changes(part, jobs[part.entry])
        assert not back.rows
        assert not back.left_out


@pytest.mark.parametrize("code", ["en", "fr"])
def test_whole_entries_put_together_again_are_the_same_to_the_byte(code: str) -> None:
    settings, site = read_square_files().settings, read_square_site()
    for job in iter_jobs(site.entries.values(), code, EntryHistory(settings)):
        if version := job.version:
            texts = {unit.key: unit.target for unit in job.units}
            assert compose_body(job.source, job.target, job.units, texts) == version.body

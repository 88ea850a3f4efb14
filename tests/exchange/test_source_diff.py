"""What changed in a source since a version was made from it, as far as anybody knows."""

from collections.abc import Callable
from pathlib import Path

from entraide.content.provenance import EntryHistory
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.model.alignment import SegmentChange
from entraide.model.word_diff import Side
from entraide.translation.job import build_job
from entraide.translation.source_diff import SourceChange, list_source_changes

Revise = Callable[..., None]
RECORD = """\
{
  "source_revision": 1,
  "fields": {},
  "segments": [
    {"kind": "paragraph", "section": 0, "hash": "0123456789abcdef"},
    {"kind": "item", "section": 0, "hash": "fedcba9876543210"}
  ]
}
"""


def list_changes(project: Path) -> list[SourceChange]:
    settings = read_settings(project / "mkdocs.yml")
    entry = read_site(settings).site.entries[1]
    history = EntryHistory(settings)
    job = build_job(entry, "fr", history)
    assert job
    return list_source_changes(job, history)


def mark_changes(change: SourceChange) -> str:
    """What is taken out stands in square brackets, what is new in braces."""
    marks = {Side.BOTH: "{}", Side.OLD: "[{}]", Side.NEW: "{{{}}}"}
    return "".join(marks[each.side].format(each.text) for each in change.stretches)


def test_a_changed_word_is_reported_below_its_heading(project: Path, revise: Revise) -> None:
    revise("Wait 2 days", "Wait 3 days")
    (found,) = list_changes(project)
    assert (found.change, found.heading, found.known) == (SegmentChange.CHANGED, "What to do", True)
    assert mark_changes(found) == "Wait [2]{3} days."


def test_what_was_added_and_what_was_taken_out_is_reported_whole(
    project: Path, revise: Revise
) -> None:
    revise("1. Stop.\n", "")
    revise("> Never pay.", "> Never pay.\n\nTell somebody.")
    found = list_changes(project)
    assert [(each.change, mark_changes(each)) for each in found] == [
        (SegmentChange.ADDED, "{Tell somebody.}"),
        (SegmentChange.REMOVED, "[Stop.]"),
    ]


def test_a_changed_title_comes_first_under_its_name(project: Path, revise: Revise) -> None:
    revise("Wait 2 days", "Wait 3 days")
    revise("title: Signs of a scam", "title: Signs of a fraud")
    first, _ = list_changes(project)
    assert (first.field, first.heading, mark_changes(first)) == (
        True,
        "title",
        "Signs of a [scam]{fraud}",
    )


def test_a_line_broken_elsewhere_is_no_change(project: Path, revise: Revise) -> None:
    revise("Answer nobody. Read", "Answer nobody.\nRead")
    assert list_changes(project) == []


def test_without_any_history_nothing_is_guessed(project: Path, revise: Revise) -> None:
    revise("Wait 2 days", "Wait 3 days")
    (project / ".git").rename(project / "no-git")
    (project / ".cache" / "revisions-1.json").unlink(missing_ok=True)
    assert list_changes(project) == []


def test_a_record_alone_tells_what_changed_and_not_from_what(project: Path, revise: Revise) -> None:
    revise("Wait 2 days", "Wait 3 days")
    (project / ".git").rename(project / "no-git")
    (project / "docs/fr/scams/signs.segments.json").write_text(RECORD, "utf-8")
    found = [change for change in list_changes(project) if not change.field]
    first = found[0]
    assert (first.change, first.known) == (SegmentChange.CHANGED, False)
    assert [each.side for each in first.stretches] == [Side.BOTH]
    assert {change.change for change in found} >= {SegmentChange.ADDED}

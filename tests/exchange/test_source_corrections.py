"""Corrections of a source version change its words and nothing else."""

from pathlib import Path

import pytest

from support.bundles import Revise, read_files, replace_words
from support.commands import Run
from support.proposals import build_proposal

SOURCE = "docs/en/scams/signs.md"


def test_a_correction_of_the_source_changes_its_words_and_asks_for_a_revision(
    project: Path, pull: Run
) -> None:
    texts = {
        "Signs of a scam": "Signs of: a scam",
        "fraud": "fraud\ncon",
        "Wait 2 days.": "Wait 3 days.",
        "A report": "A complaint",
    }
    wanted = replace_words(
        project,
        SOURCE,
        ("title: Signs of a scam", 'title: "Signs of: a scam"'),
        ("keywords: [fraud]", "keywords: [fraud, con]"),
        ("2. Wait 2 days.", "2. Wait 3 days."),
        ("| Police | A report |", "| Police | A complaint |"),
    )
    sent = build_proposal(project, texts, locale="en")
    result = pull(sent)
    assert result.exit_code == 0, result.output
    assert read_files(project) == wanted
    assert result.stdout == (
        f"Written: {SOURCE} (source version, texts: 4)\n"
        "  Record it: entraide revise 1 --significance … --note …\n"
        "  To be credited, where you thank people: Camille R.\n"
        "Next: read the difference (git diff), run “entraide check”, and commit.\n"
    )
    again = pull(sent)
    assert (again.exit_code, again.stderr) == (0, "")
    assert read_files(project) == wanted


def test_a_note_of_the_source_is_corrected_where_it_stands(
    project: Path, pull: Run, revise: Revise
) -> None:
    revise("Stop.", "Stop now.")
    wanted = replace_words(project, SOURCE, ('note: "Changed"', 'note: "Changed: \\"stop\\""'))
    sent = build_proposal(project, {"Changed": 'Changed: "stop"'}, locale="en")
    assert pull(sent).exit_code == 0
    assert read_files(project) == wanted


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("What", "[x](javascript:alert)", "cell “What” cannot come in: "),
        ("What", "[x](//evil.example/)", "cell “What” cannot come in: "),
        ("Never pay.", "[x](https://evil.example/)", "callout “Never pay.” cannot come in: "),
        ("Never pay.", "Call 06 12 34 56 78.", "callout “Never pay.” cannot come in: "),
        ("Stop.", "# Stop\n\nhere", "item “Stop.” would no longer be one item"),
        ("Stop.", "x\u202ey", "item “Stop.” has the sign U+202E"),
        ("Stop.", "x" * 1_000_000, "item “Stop.” has 1000000 signs"),
        ("Wait 2 days.", "Wait.\n1. Pay.", "item “Wait 2 days.” would no longer be one item"),
        ("Wait 2 days.", "Wait.\n- Pay.", "item “Wait 2 days.” would no longer be one item"),
        ("Wait 2 days.", "Wait.\n\n4. Pay.", "item “Wait 2 days.” would no longer be one item"),
        ("How to spot one.", "x {{channel.x}}", "summary cannot come in: "),
        ("How to spot one.", "<b>x</b>", "summary has “<b>”, and its source has no such tag."),
        ("Never pay.", "[!CAUTION]\nPay.", "callout “Never pay.” would no longer be one callout"),
        ("Who helps", "Who helps {#who}", "heading “Who helps” would no longer be one heading"),
    ],
)
def test_a_harmful_correction_is_refused(
    project: Path, pull: Run, source: str, text: str, said: str
) -> None:
    before = read_files(project)
    result = pull(build_proposal(project, {source: text}, locale="en"))
    assert result.exit_code == 1, result.output
    assert f"proposal 3fa92b10: {said}" in result.stderr
    assert read_files(project) == before


def test_a_source_that_cannot_be_edited_safely_is_reported(project: Path, pull: Run) -> None:
    path = project / "docs/en/scams/again.md"
    path.write_text(
        "---\n{id: 2, title: &title Again, summary: Twice., author: *title, status: published, "
        "revision: 1, updated: 2026-11-01}\n---\n\nWait.\n",
        "utf-8",
    )
    result = pull(build_proposal(project, {"Again": "Once more"}, entry=2, locale="en"))
    assert result.stderr.startswith(
        "docs/en/scams/again.md:2: the front matter is written in a way"
    )

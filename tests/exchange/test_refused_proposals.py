"""What a proposal may not bring: nothing of it is written, and every mistake has its name."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from entraide.content.field_types import VISIBLE
from entraide.content.provenance import EntryHistory
from entraide.content.reader import read_site
from entraide.content.segmentation import cut_segments
from entraide.content.settings import read_settings
from entraide.content.text_files import parse_text
from entraide.errors import ProblemLog, select_errors
from entraide.exchange.proposal_import import ProposalImport
from entraide.model.proposal import Proposal
from entraide.model.segment import compute_digest
from support.bundles import read_files
from support.commands import Run
from support.fuzzing import try_examples
from support.proposals import build_proposal, make_proposal, read_texts

AGAIN = "docs/fr/scams/again.md"
WHOLE = {"Again": "Encore", "Twice.": "Deux fois.", "Wait.": "Attendez."}


REFUSED = {
    "Wait 2 days.": ("Attendez 3 jours.", "item “Wait 2 days.” has “3”, which its source has not"),
    "Never pay.": ("Appelez le 06 12 34 56 78.", "callout “Never pay.” has “"),
    "Stop.": ("# Arrêtez\n\nici", "item “Stop.” would no longer be one item"),
    "What to do": ("Que\x08 faire", "heading “What to do” has the sign U+0008"),
    "A report": ("Une main courante", "cell “A report”: the glossary forbids “main courante”"),
    "Police": ("Police | tout", "cell “Police” would no longer be one cell"),
    "Who": ("Qui \u202eaide", "cell “Who” has the sign U+202E"),
    "What": ("[x](javascript:alert)", "cell “What” has “javascript:alert”, which its source"),
    "Who helps": (
        "<script>alert()</script>",
        "heading “Who helps” has “<script>”, and its source has no such tag. Write it without",
    ),
    "Signs of a scam": ("x\n---\nid: 9\n---", "title has “9”, which its source has not"),
    "How to spot one.": ("x" * 1_000_000, "summary has 1000000 signs, its source 16"),
    "Answer nobody. Read [this](again.md).": (
        "Lisez [ceci](https://evil.example/).",
        "paragraph “Answer nobody. Read [this](again.md).” lacks “again.md” of its source",
    ),
}


@pytest.mark.parametrize("source", REFUSED)
def test_a_harmful_text_is_refused_by_name_and_nothing_is_written(
    project: Path, pull: Run, source: str
) -> None:
    text, said = REFUSED[source]
    before = read_files(project)
    good = build_proposal(project, WHOLE, entry=2, id="good")
    result = pull(good, build_proposal(project, {source: text}))
    assert result.exit_code == 1
    assert re.search(rf"^proposal 3fa92b10: {re.escape(said)}", result.stderr, re.MULTILINE)
    assert not set(result.output) & {"\u202e", "\x08"}
    assert read_files(project) == before


def test_a_name_brings_in_no_contact(project: Path, pull: Run) -> None:
    before = read_files(project)
    result = pull(build_proposal(project, WHOLE, entry=2, credit="Noor, 06 12 34 56 78"))
    assert result.exit_code == 1
    said = (
        "proposal 3fa92b10: the name to be credited has “06 12 34 56 78”, and a contact is no name"
    )
    assert said in result.stderr
    assert read_files(project) == before


def test_every_mistake_is_reported_at_once(project: Path, pull: Run) -> None:
    texts = {"Wait 2 days.": "Attendez.", "Who": "Qui\u2028"}
    result = pull(
        build_proposal(project, texts),
        make_proposal(id="x", entry=99),
        make_proposal(id="y", locale="de"),
        make_proposal(id="z", revision=7),
        make_proposal(id="w", credit="A\u202eB"),
    )
    assert result.exit_code == 1
    assert sorted(line.partition(":")[0] for line in result.stderr.splitlines()) == [
        "proposal 3fa92b10",
        "proposal 3fa92b10",
        "proposal w",
        "proposal x",
        "proposal y",
        "proposal z",
    ]


def test_two_proposals_that_contradict_each_other_are_refused(project: Path, pull: Run) -> None:
    before = read_files(project)
    one = build_proposal(project, {"Stop.": "Cessez."}, id="a1")
    other = build_proposal(project, {"Stop.": "Finissez."}, id="b2")
    result = pull(other, one)
    assert result.stderr == (
        "proposal b2: item “Stop.” says something else in proposal a1. "
        "Decline one of them, or pull one alone.\n"
    )
    assert read_files(project) == before


def test_front_matter_cannot_be_closed_from_within(project: Path, pull: Run) -> None:
    texts = {"Again": "---", "Twice.": 'x"\n---\nid: y', "Wait.": "Attendez."}
    assert pull(build_proposal(project, texts, entry=2, credit='"\n---\nid: z')).exit_code == 0
    parsed = parse_text((project / AGAIN).read_text("utf-8"), AGAIN, problems := ProblemLog())
    assert problems == []
    assert parsed
    assert parsed.document.value["translator"] == '" --- id: z'
    assert parsed.document.value["summary"] == 'x" --- id: y'
    assert parsed.document.value["title"] == "---"


def pull_proposals(project: Path, *proposals: Proposal) -> ProposalImport:
    reading = read_site(read_settings(project / "mkdocs.yml"))
    pulled = ProposalImport(reading, EntryHistory(reading.settings), date(2026, 11, 21), "Ada")
    pulled.import_proposals(proposals)
    return pulled


HOSTILE = st.text(
    alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("#>-*`|[]()!{}<&\n\t:'\""),
    min_size=1,
    max_size=30,
)


@pytest.mark.parametrize("locale", ["en", "fr"])
@try_examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.fixed_dictionaries({"title": HOSTILE, "summary": HOSTILE, "body": HOSTILE}))
def test_whatever_comes_is_refused_or_becomes_a_file_that_says_just_that(
    project: Path, locale: str, texts: dict[str, str]
) -> None:
    words = dict(zip(("Again", "Twice.", "Wait."), texts.values(), strict=True))
    pulled = pull_proposals(project, build_proposal(project, words, entry=2, locale=locale))
    if select_errors(pulled.problems) or not pulled.files:
        assert not all(text.isalpha() for text in texts.values())
        return
    (file,) = (text for path, text in pulled.files.items() if path.suffix == ".md")
    parsed = parse_text(file, "x.md", problems := ProblemLog())
    assert problems == []
    assert parsed
    value = parsed.document.value
    assert value["id"] == 2
    is_told = re.compile(r"\S" if locale == "en" else VISIBLE)
    # Where nothing is said, the source speaks: it stands, or is borrowed by a draft.
    said = {name: text if is_told.search(text) else name for name, text in words.items()}
    assert value["title"].split() == said["Again"].split()
    assert value["summary"].split() == said["Twice."].split()
    (body,) = cut_segments(parsed.body)
    assert body.segment.digest == compute_digest(said["Wait."])
    assert "source_revision" in value or {"author", "status", "revision"} <= set(value)


def make_subsets(texts: Mapping[str, str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(texts)), unique=True)


@pytest.mark.parametrize("locale", ["en", "fr"])
@try_examples(20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_proposal_of_what_stands_there_changes_nothing(
    project: Path, locale: str, data: st.DataObject
) -> None:
    texts = read_texts(project, 1, locale)
    chosen = data.draw(make_subsets(texts))
    sent = build_proposal(project, {name: texts[name] for name in chosen}, locale=locale)
    pulled = pull_proposals(project, sent)
    assert pulled.problems == []
    assert pulled.files == {}

"""What a build says of a text, the desk keeps and the command brings in: one chain."""

from pathlib import Path

import pytest

from entraide.content.provenance import EntryHistory
from entraide.content.version_text import build_source_text
from entraide.desk.proposal_texts import select_texts
from entraide.desk.published_texts import PublishedTexts
from entraide.exchange.proposal_import import ProposalImport
from entraide.exchange.proposal_rows import index_source_texts
from entraide.model.entry import Status
from entraide.model.proposal import Proposal, ProposedText
from entraide.model.translation_state import State
from entraide.published_files.entries import PublishedText, convert_state
from entraide.translation.formats.unit_json import build_segments
from entraide.translation.job import build_job
from support.bundles import FRENCH, Revise, read_files
from support.commands import Run
from support.git import run_git
from support.proposals import make_proposal, read_job
from support.square_site import read_square_files


def read_page(project: Path, locale: str) -> PublishedText:
    """Entry 1 as the desk reads it of a built site."""
    job = read_job(project, 1, locale)
    version = job.entry.get_served_version(locale)
    text = PublishedText(
        schema_url=PublishedText.make_schema_url("/"),
        entry=1,
        locale=locale,
        url="",
        title=version.title,
        summary=version.summary,
        status=Status.PUBLISHED,
        state=convert_state(job.entry.get_state(locale)),
        newest_revision=job.entry.revision,
        source_revision=job.version.revision if job.version else None,
        source_locale=job.entry.source.locale,
        updated=version.updated,
        category=job.entry.category,
        tags=(),
        related=(),
        sensitive=False,
        markdown="",
        html="",
        segments=build_segments(job),
    )
    file = project.parent / "site" / "entries" / f"1.{locale}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.to_json(), encoding="utf-8")
    found = PublishedTexts(project.parent / "site").find(1, locale)
    assert found
    return found


def select_proposal(
    project: Path, locale: str, *pairs: tuple[str, str], chosen: bool = False
) -> Proposal:
    """What the desk keeps when somebody writes these in the place of those."""
    text = read_page(project, locale)
    keys = {segment.text: segment.key for segment in text.segments}
    texts = select_texts(text, {keys[old]: new for old, new in pairs}, chosen=chosen)
    return make_proposal(locale=locale, revision=text.newest_revision, texts=texts)


@pytest.mark.parametrize(
    ("locale", "path", "pairs"),
    [
        ("fr", FRENCH, [("Arrêtez.", "Cessez."), ("Qui aide", "À qui parler")]),
        ("en", "docs/en/scams/signs.md", [("Stop.", "Stop now."), ("Signs of a scam", "Scams")]),
    ],
)
def test_a_correction_goes_from_the_page_into_the_file(
    project: Path, pull: Run, locale: str, path: str, pairs: list[tuple[str, str]]
) -> None:
    before = read_files(project)[path].decode()
    assert pull(select_proposal(project, locale, *pairs)).exit_code == 0
    after = read_files(project)[path].decode()
    for old, new in pairs:
        assert old in before
        assert new in after
        before = before.replace(old, new)
    assert after.splitlines()[-12:] == before.splitlines()[-12:]


def test_a_text_found_right_as_it_is_catches_up(project: Path, pull: Run, revise: Revise) -> None:
    revise("Stop.", "Stop!")
    sent = select_proposal(project, "fr", ("Arrêtez.", "Arrêtez."), chosen=True)
    result = pull(sent)
    assert result.stdout.startswith(f"Written: {FRENCH} (revision 1 → 2, segments: 1)\n")
    run_git(project, "commit", "-qam", "Caught up")
    assert "changed" not in {segment.state for segment in read_page(project, "fr").segments}
    assert read_page(project, "fr").state is State.CURRENT


def test_a_proposal_of_every_text_changes_nothing() -> None:
    reading = read_square_files()
    history = EntryHistory(reading.settings)
    sent = []
    for entry in reading.site.entries.values():
        for code in (entry.source.locale, *entry.localised):
            facts = {"entry": entry.id, "locale": code, "revision": entry.revision}
            job = build_job(entry, code, history)
            assert job
            texts = [
                ProposedText(str(one.key), one.kind, one.source, one.target, one.target)
                for one in job.units
            ]
            if code == entry.source.locale:
                there = index_source_texts(build_source_text(entry)).items()
                texts = [ProposedText(str(key), key.kind, was, was, was) for key, was in there]
            sent.append(make_proposal(**facts, id=f"{entry.id}-{code}", texts=tuple(texts)))
    pulled = ProposalImport(reading, history, sent[0].day, "Ada")
    pulled.import_proposals(sent)
    assert len(sent) > 20
    assert pulled.problems == []
    assert pulled.files == {}

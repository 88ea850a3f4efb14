"""Make proposals for a project, and export them to a file as the desk does."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from entraide.content.proposal_files import format_proposals
from entraide.content.provenance import EntryHistory
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.content.version_text import build_source_text
from entraide.exchange.proposal_rows import index_source_texts
from entraide.model.proposal import Proposal, ProposalState, ProposedText
from entraide.translation.job import TranslationJob, build_job

FACTS: dict[str, Any] = {
    "id": "3fa92b10c4d5e6f7",
    "entry": 1,
    "locale": "fr",
    "revision": 1,
    "texts": (),
    "credit": "Camille R.",
    "licence": "CC BY 4.0",
    "note": "",
    "proven": True,
    "state": ProposalState.ACCEPTED,
    "reason": "",
    "day": date(2026, 11, 20),
}


def make_proposal(**facts: Any) -> Proposal:
    return Proposal(**{**FACTS, **facts})


def build_proposal(root: Path, texts: Mapping[str, str], **facts: Any) -> Proposal:
    """A proposal that says `texts`, by what their sources say now, for the project in `root`."""
    bare = make_proposal(**facts)
    job = read_job(root, bare.entry, bare.locale)
    if bare.locale == job.entry.source.locale:
        there = index_source_texts(build_source_text(job.entry))
        found = {was: (str(key), key.kind, "", was) for key, was in there.items()}
    else:
        found = {
            one.source or one.target: (str(one.key), one.kind, one.source, one.target)
            for one in job.units
        }
    sent = []
    for name, text in texts.items():
        sent.append(ProposedText(*found[name], text))
    return make_proposal(**{"revision": job.entry.revision, **facts, "texts": tuple(sent)})


def read_texts(root: Path, entry: int, locale: str) -> dict[str, str]:
    """What a version says, by its sources; nothing where it is missing."""
    job = read_job(root, entry, locale)
    if locale == job.entry.source.locale:
        return {text: text for text in index_source_texts(build_source_text(job.entry)).values()}
    return {unit.source: unit.target for unit in job.units if unit.is_offered}


def read_job(root: Path, number: int, locale: str) -> TranslationJob:
    reading = read_site(read_settings(root / "mkdocs.yml"))
    job = build_job(reading.site.entries[number], locale, EntryHistory(reading.settings))
    assert job
    return job


def export_proposals(root: Path, *proposals: Proposal) -> Path:
    """A file of them, beside the project."""
    file = root.parent / "proposals.json"
    file.write_text(format_proposals(proposals), encoding="utf-8")
    return file

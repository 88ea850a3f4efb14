"""A sheet that somebody sent, by mail or otherwise, as the proposal that it is."""

from collections.abc import Iterator
from datetime import date

from entraide.content.provenance import EntryHistory
from entraide.model.entry import Entry
from entraide.model.proposal import Proposal, ProposalState, ProposedText
from entraide.translation.formats.sheet import Sheet, compute_checksum
from entraide.translation.job import build_current_job

NAME = "sheet"


def build_proposal(
    sheet: Sheet, entry: Entry | None, history: EntryHistory, today: date
) -> Proposal:
    """Return the proposal, which nobody but the caller has judged.

    `entry` is the one of the sheet; None where the project has no such entry.
    """
    return Proposal(
        id=NAME,
        entry=sheet.entry,
        locale=sheet.locale,
        revision=sheet.revision,
        texts=tuple(_iter_texts(sheet, entry, history)),
        credit=sheet.credit,
        licence=sheet.licence,
        note=sheet.note,
        proven=False,
        state=ProposalState.OPEN,
        reason="",
        day=today,
    )


def _iter_texts(sheet: Sheet, entry: Entry | None, history: EntryHistory) -> Iterator[ProposedText]:
    """Yield what is done in it, each with what stood there: the text of today, if it is that."""
    is_source = entry is not None and entry.source.locale == sheet.locale
    job = build_current_job(entry, sheet.locale, history) if entry and not is_source else None
    there = {str(unit.key): unit.target for unit in job.units} if job else {}
    for row in sheet.rows:
        if row.target and not row.fuzzy:
            key = str(row.key)
            today = there.get(key, "")
            base_text = today if sheet.checksums.get(key) == compute_checksum(today) else ""
            texts = ("", row.source) if is_source else (row.source, base_text)
            yield ProposedText(key, row.key.kind, *texts, row.target)

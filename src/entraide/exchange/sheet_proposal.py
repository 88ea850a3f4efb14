"""A sheet that somebody has filled in and sent, as the proposal that it makes."""

from collections.abc import Iterator
from datetime import date

from entraide.content.provenance import EntryHistory
from entraide.model.entry import Entry
from entraide.model.proposal import Proposal, ProposalState, ProposedText
from entraide.translation.formats.row_notes import compute_checksum
from entraide.translation.formats.sheet import Sheet
from entraide.translation.job import build_current_job

NAME = "sheet"


def build_proposal(
    sheet: Sheet, entry: Entry | None, history: EntryHistory, today: date
) -> Proposal:
    """Return `sheet` as a proposal that no staff have judged.

    `entry` is the entry of the sheet, or None where the project has no such entry.
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
    """Yield each text that is filled in, with its source and the text that it replaces.

    The text replaced is that of today, where the checksum of the sheet says that it is the same.
    """
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

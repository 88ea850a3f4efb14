"""A sheet that somebody sent, by mail or otherwise, as the proposal that it is."""

from collections.abc import Iterator
from datetime import date

from entraide.content.made_from import Past
from entraide.exchange.markdown_sheet import Sheet, checksum
from entraide.exchange.work import work_on
from entraide.model.entry import Entry
from entraide.model.proposal import Proposal, ProposalState, ProposedText

NAME = "sheet"


def proposal_of(sheet: Sheet, entry: Entry | None, past: Past, today: date) -> Proposal:
    """The proposal; nobody but whoever asks for it has judged it."""
    return Proposal(
        id=NAME,
        entry=sheet.entry,
        locale=sheet.locale,
        revision=sheet.revision,
        texts=tuple(_texts(sheet, entry, past)),
        credit=sheet.credit,
        licence=sheet.licence,
        note=sheet.note,
        proven=False,
        state=ProposalState.OPEN,
        reason="",
        day=today,
    )


def _texts(sheet: Sheet, entry: Entry | None, past: Past) -> Iterator[ProposedText]:
    """What is done in it, each with what stood there: the text of today, if that is the one."""
    own = entry is not None and entry.source.locale == sheet.locale
    work = work_on(entry, sheet.locale, past) if entry and not own else None
    there = {str(piece.key): piece.target for piece in work.pieces} if work else {}
    for row in sheet.rows:
        if row.target and not row.fuzzy:
            key = str(row.key)
            today = there.get(key, "")
            stood = today if sheet.stood.get(key) == checksum(today) else ""
            source, was = ("", row.source) if own else (row.source, stood)
            yield ProposedText(key, row.key.kind, source, was, row.target)

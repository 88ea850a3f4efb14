"""Sample proposals, which `entraide serve` stores if there are none.

Each is a text of the site without one sentence. One has lost a link or a number; one was made from
an older text.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from sqlalchemy import Connection

from entraide.desk import proposals
from entraide.desk.desk import Desk
from entraide.desk.proposals import ProposalFilter
from entraide.model.proposal import Proposal, ProposalState, ProposedText
from entraide.published_files.entries import PublishedSegment, PublishedText

SHORTEST_TEXT = 60  # signs of a text that can be shortened
DECLINE_REASON = "Thank you. We leave this sentence in: people have asked for it."
DEMO_NOTE = "I teach at a school, and my pupils stumbled here. You reach me at 01 99 00 12 34."
KINDS = ("short", "old", "bare", "accepted", "declined")


def put_demo_proposals(desk: Desk) -> None:
    """Store a proposal of each of KINDS that the site has a text for; nothing if there are some."""
    demo_proposals = list(_make_proposals(desk))

    def put(connection: Connection) -> None:
        if not proposals.count_proposals(connection, ProposalFilter(list(ProposalState))):
            for proposal in demo_proposals:
                digest = sha256(proposal.id.encode()).hexdigest()  # no link leads to its receipt
                proposals.store_proposal(connection, proposal, digest)

    desk.store.write(put)


def _make_proposals(desk: Desk) -> Iterator[Proposal]:
    """Yield a proposal of each kind, each for another text, localised versions before sources."""
    versions = sorted(desk.site.snapshot.versions.values(), key=lambda one: one.is_source)
    texts = (desk.texts.find(version.entry, version.locale) for version in versions)
    today, licence = desk.clock().date(), desk.site.snapshot.data.licence
    for kind in KINDS:
        for text in texts:
            if text and (segment := _find_segment(text, kind)):
                yield _make_proposal(kind, text, segment, today, licence.name if licence else "")
                break


def _find_segment(text: PublishedText, kind: str) -> PublishedSegment | None:
    """Return the longest segment that fits a proposal of `kind`; None if there is none."""
    fit = [
        segment
        for segment in text.segments
        if segment.kind != "section"
        and len(segment.text) >= SHORTEST_TEXT
        and (kind != "bare" or any(part in segment.text for part in segment.protected))
    ]
    return max(fit, key=lambda one: len(one.text), default=None)


def _make_proposal(
    kind: str, text: PublishedText, segment: PublishedSegment, day: date, licence: str
) -> Proposal:
    source = _shorten(segment.source_text) if kind == "old" else segment.source_text
    proposed = _remove_parts(segment.text, segment.protected) if kind == "bare" else segment.text
    return Proposal(
        id=f"demo-{kind}",
        entry=text.entry,
        locale=text.locale,
        revision=max(1, text.newest_revision - (kind == "old")),
        texts=(
            ProposedText(
                key="gone" if kind == "old" else segment.key,
                kind=segment.kind,
                source=source,
                old_text=segment.text,
                text=_shorten(proposed),
            ),
        ),
        credit="" if kind == "bare" else "Sam Example",
        licence=licence,
        note=DEMO_NOTE if kind == "short" else "",
        proven=kind != "bare",
        state=ProposalState(kind) if kind in set(ProposalState) else ProposalState.OPEN,
        reason=DECLINE_REASON if kind == "declined" else "",
        day=day,
    )


def _shorten(text: str) -> str:
    """Return `text` without its last sentence, or a single sentence without its last words."""
    rest, stop, _ = text.rstrip().rstrip(".!?").rpartition(". ")
    return rest + stop.strip() if stop else text.rsplit(" ", 3)[0]


def _remove_parts(text: str, parts: tuple[str, ...]) -> str:
    for part in parts:
        text = text.replace(part, "")
    return text

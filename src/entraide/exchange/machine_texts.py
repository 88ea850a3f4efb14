"""Texts that a machine translated: the record of a version keeps them until a person reads them."""

from collections.abc import Iterator
from dataclasses import replace

from entraide.content.provenance_files import Provenance
from entraide.content.segmentation import cut_segments
from entraide.exchange.version_changes import VersionChanges
from entraide.model.segment import SegmentKind, compute_digest
from entraide.model.segment_keys import SegmentKey


def record_machine_texts(
    record: Provenance | None, changes: VersionChanges, revision: int
) -> Provenance | None:
    """Return `record` with the digests of the machine’s texts that no person has read."""
    earlier = changes.job.version.machine if changes.job.version else ()
    unread = changes.machine_texts
    new, read = set[str](), set[str]()
    for key, row in changes.rows.items():
        (new if row.by_machine else read).update(list_text_digests(key, changes.texts[key]))
    old = {digest for key, text in unread.items() for digest in list_text_digests(key, text)}
    digests = new | (old.intersection(earlier) - read)
    if record is None and not digests:
        return None
    return replace(record or Provenance(revision, {}, ()), machine=tuple(sorted(digests)))


def list_text_digests(key: SegmentKey, text: str) -> Iterator[str]:
    """Yield the digest of `text`, or those of its segments where it is a whole section."""
    if key.kind is SegmentKind.SECTION:
        yield from (cut.segment.digest for cut in cut_segments(text))
    else:
        yield compute_digest(text)

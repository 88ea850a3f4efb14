"""The texts of a source that stand in a version of another language until they are translated.

A record beside the version names them, by their digests, and so it does what a machine translated
and no person has read. A writer may also start such a version by
hand, as a copy of the source: then it is what says the same as the source, and is no mere name.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from entraide.content.provenance_files import Provenance, get_record_path, read_provenance
from entraide.content.segmentation import cut_segments
from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.entry import LocalisedVersion, Version
from entraide.model.segment import compute_digest, is_copied, list_digests


def find_borrowed(
    version: LocalisedVersion, source: Version, settings: Settings
) -> LocalisedVersion:
    """Return `version` with the digests of its borrowed texts, and of those of a machine.

    It takes time only where there are any.
    """
    file = get_record_path(settings.root / version.path)
    if version.status is None and not _may_have_machine_texts(file):
        return version
    record = read_provenance(file, settings.make_relative(file), ProblemLog())
    machine = tuple(_iter_unread(record, version)) if record else ()
    if version.status is None:
        return replace(version, machine=machine)
    own = record.borrowed if record and record.segments else _guess_borrowed(source)
    return replace(version, source_locale=source.locale, borrowed=own, machine=machine)


def _may_have_machine_texts(file: Path) -> bool:
    """Return whether the record in `file` may name machine texts; most versions have no record."""
    try:
        return b'"machine"' in file.read_bytes()
    except OSError:
        return False


def _iter_unread(record: Provenance, version: LocalisedVersion) -> Iterator[str]:
    """Yield the digests of machine texts that came after the last review, and so are unread."""
    for digest in record.machine:
        credit = record.credits.get(digest)
        if not version.reviewed or (credit and credit.after == version.reviewed):
            yield digest


def count_borrowed(version: LocalisedVersion | None) -> int:
    """Count the texts of a version that are still those of its source."""
    if version is None or not version.borrowed:
        return 0
    segments = (cut.segment.digest for cut in cut_segments(version.body))
    texts = (compute_digest(version.title), compute_digest(version.summary), *segments)
    return sum(digest in version.borrowed for digest in texts)


def _guess_borrowed(source: Version) -> tuple[str, ...]:
    texts = [source.title, source.summary]
    texts += [cut.segment.text for cut in cut_segments(source.body)]
    return list_digests(text for text in texts if is_copied(text, text))

"""Numbers that differ between a source and its translation, and that somebody has called right.

The check of numbers cannot know: “in 48 hours” may well be “before the weekend”. Somebody answers
once, in the bundle or by `--as-meant`. The record beside the version then remembers a digest of the
two texts, so the answer holds until one of them changes.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from entraide.content.provenance_files import Provenance, compute_pair_digest
from entraide.errors import Argument, Problem
from entraide.exchange.version_changes import VersionChanges, clean_text
from entraide.model.objections import find_objections, has_only_numbers
from entraide.translation.formats.bundle import Bundle, BundlePart
from entraide.translation.job import TranslationJob

OPTION = "--as-meant"


def mark_meant_rows(part: BundlePart, job: TranslationJob, names: Collection[str]) -> BundlePart:
    """Return `part` with `as_meant` set on each row whose numbers somebody has called right.

    Those are the rows called `names`, and the rows whose pair of texts the record remembers.
    """
    known = job.provenance.as_meant if job.provenance else ()
    rows = (
        replace(row, as_meant=True)
        if row.name in names
        or (known and compute_pair_digest(row.source, clean_text(row.target, row.key)) in known)
        else row
        for row in part.rows
    )
    return replace(part, rows=tuple(rows))


def check_names(names: Iterable[str], bundles: Iterable[Bundle]) -> Iterator[Problem]:
    """Yield a problem for each of `names` that is the name of no row of `bundles`."""
    there = {row.name for bundle in bundles for part in bundle.parts for row in part.rows}
    for name in names:
        if name not in there:
            cure = "Write it as the refusal does, such as 1029/title"
            yield Problem(Argument(OPTION), f"“{name}” is no row of the file", cure)


def record_answers(
    record: Provenance | None, changes: VersionChanges, revision: int
) -> Provenance | None:
    """Return `record` with the pairs whose numbers are right, without pairs that have changed."""
    earlier = changes.job.provenance.as_meant if changes.job.provenance else ()
    texts = changes.texts
    standing = {
        compute_pair_digest(unit.source, texts[unit.key])
        for unit in (changes.job.units if earlier else ())
        if unit.key in texts
    }
    pairs = standing.intersection(earlier).union(_iter_new_pairs(changes))
    if not pairs:
        return record
    return replace(record or Provenance(revision, {}, ()), as_meant=tuple(sorted(pairs)))


def _iter_new_pairs(changes: VersionChanges) -> Iterator[str]:
    """Yield the digest of each pair that comes in with other numbers and is marked as meant."""
    for key, row in changes.rows.items():
        text = changes.texts[key]
        objections = find_objections(row.source, text, key.kind) if row.as_meant else ()
        if any(map(has_only_numbers, objections)):
            yield compute_pair_digest(row.source, text)

"""Credits: who translated a text and who has reviewed it. Names are added, never taken away.

A page names its translators, and as its reviewer only somebody who has reviewed all of it. Who
reviewed a single text is in the record beside the version, by the digest of the text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from entraide.content.provenance_files import Provenance, TextCredit
from entraide.exchange.machine_texts import list_text_digests
from entraide.exchange.version_changes import VersionChanges
from entraide.translation.formats.bundle import UnitRow


@dataclass(frozen=True, slots=True)
class ImportPeople:
    """The translator of all rows that name none, and the reviewer of the import; "" for nobody."""

    translator: str = ""
    reviewer: str = ""

    def list_values(self, changes: VersionChanges, today: date) -> dict[str, Any]:
        """Return the keys of the front matter that name people: translator, reviewer, reviewed."""
        version = changes.job.version
        names = list(version.translator) if version else []
        new = (name for row in changes.rows.values() for name in self._list_names(changes, row))
        merged = merge_names([*names, *new])
        values: dict[str, Any] = {}
        if merged != names:
            values["translator"] = merged[0] if len(merged) == 1 else merged
        if self._reviews_all(changes):
            values |= {"reviewer": self.reviewer, "reviewed": today}
        return values

    def record_credits(
        self, record: Provenance | None, changes: VersionChanges, revision: int, today: date
    ) -> Provenance | None:
        """Return `record` with the credit of each text that comes in.

        Where `record` is None, one is made if there is any credit to keep.
        """
        version, earlier = changes.job.version, changes.job.provenance
        review = version.reviewed if version and not self._reviews_all(changes) else None
        by_digest = dict(earlier.credits) if earlier else {}
        digests = {key: tuple(list_text_digests(key, text)) for key, text in changes.texts.items()}
        for key, row in changes.rows.items():
            credit = TextCredit(
                self._list_names(changes, row),
                self.reviewer or None,
                today if self.reviewer else None,
                review,
            )
            if credit != TextCredit():
                by_digest |= dict.fromkeys(digests[key], credit)
        known = {digest for each in digests.values() for digest in each}
        by_digest = {digest: credit for digest, credit in by_digest.items() if digest in known}
        if not by_digest:
            return record
        return replace(record or Provenance(revision, {}, ()), credits=by_digest)

    def _reviews_all(self, changes: VersionChanges) -> bool:
        """Return whether the reviewer has seen every text that a reader of the version needs."""
        needed = (unit.key for unit in changes.job.units if unit.is_needed and unit.is_offered)
        return bool(self.reviewer) and all(key in changes.rows for key in needed)

    def _list_names(self, changes: VersionChanges, row: UnitRow) -> tuple[str, ...]:
        name = "" if row.by_machine else changes.part.credits.get(row.name, self.translator)
        return (name,) if name else ()


def merge_names(names: Iterable[str]) -> list[str]:
    """Return each name once, as it was first written; names joined by commas are separated."""
    single = [one.strip() for name in names for one in name.split(", ") if one.strip()]
    unique: dict[str, str] = {}
    for name in single:
        unique.setdefault(name.casefold(), name)
    return list(unique.values())

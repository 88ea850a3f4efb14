"""The translation memory: every pair of texts that is current, and what is like a new one.

It is built anew each time, of the entries themselves. `formats.tmx` writes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from entraide.model.segment import compute_digest
from entraide.translation.job import TranslationJob
from entraide.translation.units import TranslationUnit

LOWEST_SCORE = 75  # percent of likeness from which a text is worth reading


@dataclass(frozen=True, slots=True)
class MemoryPair:
    """A unit of an entry that is current: its source and its target, each a locale and a text."""

    entry: int
    texts: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """A source like the one that was asked for, its target, and the likeness in percent."""

    source: str
    target: str
    score: int


@dataclass(frozen=True)
class TranslationMemory:
    """The pairs of a project; they are read either way."""

    pairs: tuple[MemoryPair, ...] = ()

    @cached_property
    def _texts(self) -> Mapping[tuple[str, str], Mapping[str, tuple[str, str]]]:
        """Locales of a source and a target -> digest of the source -> both texts."""
        texts: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
        for pair in self.pairs:
            (source_text, here), (target_text, there) = pair.texts
            for way, both in (
                ((source_text, target_text), (here, there)),
                ((target_text, source_text), (there, here)),
            ):
                texts.setdefault(way, {}).setdefault(compute_digest(both[0]), both)
        return texts

    @cached_property
    def _sources(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        return {
            way: {digest: both[0] for digest, both in texts.items()}
            for way, texts in self._texts.items()
        }

    def find_match(self, source: str, code: str, into: str) -> MemoryMatch | None:
        """Return the likest text of the locale `code` that has a translation in `into`."""
        way = (code, into)
        texts = self._texts.get(way, {})
        if same := texts.get(compute_digest(source)):
            return MemoryMatch(*same, 100)
        best = process.extractOne(
            source, self._sources.get(way, {}), scorer=fuzz.ratio, score_cutoff=LOWEST_SCORE
        )
        return MemoryMatch(*texts[best[2]], min(int(best[1]), 99)) if best else None


def build_memory(jobs: Iterable[TranslationJob]) -> TranslationMemory:
    """Return the memory of all that is current in `jobs`."""
    return TranslationMemory(tuple(pair for job in jobs for pair in _iter_pairs(job)))


def _iter_pairs(job: TranslationJob) -> Iterator[MemoryPair]:
    source = job.entry.source.locale
    for unit in job.units:
        if unit.is_offered and unit.is_guarded and _is_current(unit):
            yield MemoryPair(job.entry.id, ((source, unit.source), (job.code, unit.target)))


def _is_current(unit: TranslationUnit) -> bool:
    """Return whether the target says what the source says: a minor change may be between them."""
    return unit.is_done and unit.provenance in ("", compute_digest(unit.source))

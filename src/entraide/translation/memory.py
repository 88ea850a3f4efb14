"""The translation memory: every pair of segments that is current, and what is like a new one.

It is made anew each time, of the entries themselves, and goes out as TMX 1.4.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from entraide.model.segment import compute_digest
from entraide.translation.job import TranslationJob
from entraide.translation.units import TranslationUnit

LOWEST_SCORE = 75  # how alike, in percent, a segment must be to be worth reading


@dataclass(frozen=True, slots=True)
class MemoryPair:
    """A segment of an entry in two locales."""

    entry: int
    texts: tuple[tuple[str, str], tuple[str, str]]  # locale and words: the source, the target


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """What a like segment says, and how like it is, in percent."""

    source: str
    target: str
    score: int


@dataclass(frozen=True)
class TranslationMemory:
    pairs: tuple[MemoryPair, ...] = ()

    @cached_property
    def _known(self) -> Mapping[tuple[str, str], Mapping[str, tuple[str, str]]]:
        """Locale of the source and of the target -> digest -> both texts, read either way."""
        known: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
        for pair in self.pairs:
            (one, here), (other, there) = pair.texts
            for way, texts in (((one, other), (here, there)), ((other, one), (there, here))):
                known.setdefault(way, {}).setdefault(compute_digest(texts[0]), texts)
        return known

    @cached_property
    def _choices(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        return {
            way: {digest: texts[0] for digest, texts in found.items()}
            for way, found in self._known.items()
        }

    def find_match(self, source: str, code: str, into: str) -> MemoryMatch | None:
        """The likest segment that has a translation."""
        way = (code, into)
        known = self._known.get(way, {})
        if same := known.get(compute_digest(source)):
            return MemoryMatch(*same, 100)
        best = process.extractOne(
            source, self._choices.get(way, {}), scorer=fuzz.ratio, score_cutoff=LOWEST_SCORE
        )
        return MemoryMatch(*known[best[2]], min(int(best[1]), 99)) if best else None


def build_memory(jobs: Iterable[TranslationJob]) -> TranslationMemory:
    """What all jobs have that is current."""
    return TranslationMemory(tuple(pair for job in jobs for pair in _pairs(job)))


def _pairs(job: TranslationJob) -> Iterator[MemoryPair]:
    source = job.entry.source.locale
    for unit in job.units:
        if unit.is_offered and unit.is_guarded and _current(unit):
            yield MemoryPair(job.entry.id, ((source, unit.source), (job.code, unit.target)))


def _current(unit: TranslationUnit) -> bool:
    """Whether the target says what the source says; a minor change may stand between them."""
    return unit.is_done and unit.provenance in ("", compute_digest(unit.source))

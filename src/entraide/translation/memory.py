"""The translation memory: every current pair of texts of a project, and the search for like ones.

It is built anew from the entries each time. `formats.tmx` writes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from entraide.model.segment import compute_digest
from entraide.translation.job import TranslationJob
from entraide.translation.text_index import TextIndex
from entraide.translation.units import TranslationUnit

LOWEST_SCORE = 75  # percent of likeness from which a text is worth reading


@dataclass(frozen=True, slots=True)
class MemoryPair:
    """A unit of an entry that is current: its source and its target, each a locale and a text."""

    entry: int
    texts: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """A source that is like the text asked for, its target, and the likeness in percent."""

    source: str
    target: str
    score: int


@dataclass(frozen=True)
class TranslationMemory:
    """The pairs of a project; each may be used in both directions."""

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
    def _indexes(self) -> Mapping[tuple[str, str], TextIndex]:
        return {
            way: TextIndex([source for source, _ in texts.values()])
            for way, texts in self._texts.items()
        }

    def find_match(self, source: str, code: str, into: str) -> MemoryMatch | None:
        """Return the text of the locale `code` most like `source`, with its text in `into`."""
        texts = self._texts.get((code, into))
        if texts is None:
            return None
        if same := texts.get(compute_digest(source)):
            return MemoryMatch(*same, 100)
        likest = self._indexes[code, into].find_likest(source, LOWEST_SCORE)
        if likest is None:
            return None
        text, score = likest
        return MemoryMatch(*texts[compute_digest(text)], min(int(score), 99))


def build_memory(jobs: Iterable[TranslationJob]) -> TranslationMemory:
    """Return the memory of all current units of `jobs`."""
    return TranslationMemory(tuple(pair for job in jobs for pair in _iter_pairs(job)))


def merge_memories(memories: Iterable[TranslationMemory]) -> TranslationMemory:
    """Return a memory of all pairs of `memories`, each once."""
    return TranslationMemory(tuple(dict.fromkeys(pair for each in memories for pair in each.pairs)))


def _iter_pairs(job: TranslationJob) -> Iterator[MemoryPair]:
    source = job.entry.source.locale
    for unit in job.units:
        if unit.is_offered and unit.is_guarded and _is_current(unit):
            yield MemoryPair(job.entry.id, ((source, unit.source), (job.code, unit.target)))


def _is_current(unit: TranslationUnit) -> bool:
    """Return whether the target says what the source says; minor changes may have followed."""
    return unit.is_done and unit.provenance in ("", compute_digest(unit.source))

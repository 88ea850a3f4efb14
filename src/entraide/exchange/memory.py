"""The translation memory: every pair of segments that is current, and what is like a new one.

It is made anew each time, of the entries themselves, and goes out as TMX 1.4.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from rapidfuzz import fuzz, process

from entraide.exchange.pieces import Piece
from entraide.exchange.work import Work
from entraide.exchange.xml_files import XML, words, xml_text
from entraide.model.segment import digest_of

FEWEST = 75  # how alike, in percent, a segment must be to be worth reading


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment of an entry in two locales."""

    entry: int
    texts: tuple[tuple[str, str], tuple[str, str]]  # locale and words: the source, the target


@dataclass(frozen=True, slots=True)
class Found:
    """What a like segment says, and how like it is, in percent."""

    source: str
    target: str
    score: int


@dataclass(frozen=True)
class Memory:
    pairs: tuple[Pair, ...] = ()

    @cached_property
    def _known(self) -> Mapping[tuple[str, str], Mapping[str, tuple[str, str]]]:
        """Locale of the source and of the target -> digest -> both texts, read either way."""
        known: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
        for pair in self.pairs:
            (one, here), (other, there) = pair.texts
            for way, texts in (((one, other), (here, there)), ((other, one), (there, here))):
                known.setdefault(way, {}).setdefault(digest_of(texts[0]), texts)
        return known

    @cached_property
    def _choices(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        return {
            way: {digest: texts[0] for digest, texts in found.items()}
            for way, found in self._known.items()
        }

    def like(self, source: str, code: str, into: str) -> Found | None:
        """The likest segment that has a translation."""
        way = (code, into)
        known = self._known.get(way, {})
        if same := known.get(digest_of(source)):
            return Found(*same, 100)
        best = process.extractOne(
            source, self._choices.get(way, {}), scorer=fuzz.ratio, score_cutoff=FEWEST
        )
        return Found(*known[best[2]], min(int(best[1]), 99)) if best else None


def memory_of(works: Iterable[Work]) -> Memory:
    """What all works have that is current."""
    return Memory(tuple(pair for work in works for pair in _pairs(work)))


def _pairs(work: Work) -> Iterator[Pair]:
    source = work.entry.source.locale
    for piece in work.pieces:
        if piece.offered and piece.guarded and _current(piece):
            yield Pair(work.entry.id, ((source, piece.source), (work.code, piece.target)))


def _current(piece: Piece) -> bool:
    """Whether the target says what the source says; a minor change may stand between them."""
    return piece.done and piece.then in ("", digest_of(piece.source))


def tmx_text(memory: Memory, langs: Mapping[str, str], source: str) -> str:
    """The memory as TMX, with the tag of each locale; a unit is in as many as it is known in."""
    root = etree.Element("tmx", {"version": "1.4"})
    facts = {
        "creationtool": "entraide",
        "creationtoolversion": "1",
        "segtype": "block",
        "o-tmf": "entraide",
        "adminlang": "en",
        "srclang": langs[source],
        "datatype": "plaintext",
    }
    etree.SubElement(root, "header", facts)
    body = etree.SubElement(root, "body")
    units: dict[tuple[str, str], dict[str, str]] = {}
    entries: dict[tuple[str, str], int] = {}
    for pair in memory.pairs:
        units.setdefault(pair.texts[0], {}).update([pair.texts[1]])
        entries.setdefault(pair.texts[0], pair.entry)
    for (code, text), others in units.items():
        where = f"entry {entries[code, text]}"
        unit = etree.SubElement(body, "tu", {"srclang": langs[code]})
        for each, said in ((code, text), *others.items()):
            variant = etree.SubElement(unit, "tuv", {f"{XML}lang": langs[each]})
            etree.SubElement(variant, "seg").text = words(said, where)
    return xml_text(root)

"""Translation memories of other tools: TMX of any version, as pairs of texts in our locales."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from entraide.errors import FileLine, ProblemLog
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.locales import Locale, match_locale, to_language_tag
from entraide.translation.formats.bundle import NO_ENTRY
from entraide.translation.formats.xml_files import XML, get_inner_text, read_xml
from entraide.translation.memory import MemoryPair, TranslationMemory

LARGEST_MEMORY = 50_000_000  # bytes


def read_tmx(source: Path, locales: Sequence[Locale], log: ProblemLog) -> TranslationMemory:
    """Return the pairs of a file in two of `locales`; none where it is no TMX file."""
    path = str(source)
    if source.stat().st_size > LARGEST_MEMORY:
        log.add(FileLine(path, 1), "the file has more than 50 MB", "Split it in your tool")
        return TranslationMemory()
    root = read_xml(source.read_bytes(), path, log, may_have_doctype=True)
    if root is None:
        return TranslationMemory()
    if etree.QName(root).localname != "tmx":
        log.add(FileLine(path, 1), "this is no TMX", "Export a memory from your tool")
        return TranslationMemory()
    header = root.find("{*}header")
    default = "" if header is None else header.get("srclang", "")
    units = root.iter("{*}tu")
    pairs = (pair for unit in units for pair in _iter_pairs(unit, default, locales))
    return TranslationMemory(tuple(dict.fromkeys(pairs)))


def _iter_pairs(
    unit: etree._Element, default: str, locales: Sequence[Locale]
) -> Iterator[MemoryPair]:
    """Yield the source of a unit with each of its translations."""
    texts: dict[str, str] = {}
    for variant in unit.iterfind("{*}tuv"):
        tag = variant.get(f"{XML}lang") or variant.get("lang") or ""
        locale = match_locale(to_language_tag(tag), locales)
        text = get_inner_text(variant.find("{*}seg")).strip()
        if locale and text and not UNWRITABLE_CHARACTER.search(text):
            texts.setdefault(locale.code, text)
    source = match_locale(to_language_tag(unit.get("srclang") or default), locales)
    code = source.code if source and source.code in texts else next(iter(texts), "")
    for other, text in texts.items():
        if other != code:
            yield MemoryPair(NO_ENTRY, ((code, texts[code]), (other, text)))

"""Termbases of other tools: TBX of 2008 (martif) and of 2019 (tbx), as rows for our glossary."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from entraide.errors import FileLine, ProblemLog
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.locales import Locale, match_locale, to_language_tag
from entraide.translation.formats.xml_files import XML, get_inner_text, read_xml

ROOTS = ("martif", "tbx")
DEPRECATED = "deprecatedTerm-admn-sts"
GROUPS = frozenset({"tig", "ntig", "termGrp", "termSec"})  # a term, and what is said of it
LARGEST_TERMBASE = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: by locale its term, its definition, other spellings and forbidden wordings."""

    line: int
    terms: dict[str, str]
    definitions: dict[str, str]
    forms: dict[str, tuple[str, ...]]
    forbidden: dict[str, tuple[str, ...]]


def read_tbx(source: Path, locales: Sequence[Locale], log: ProblemLog) -> list[Concept]:
    """Return the concepts that have a term in one of `locales`; none if it is no TBX file."""
    path = str(source)
    if source.stat().st_size > LARGEST_TERMBASE:
        what = f"the file has more than {LARGEST_TERMBASE // 1_000_000} MB"
        log.add(FileLine(path, 1), what, "Export a part of the termbase")
        return []
    root = read_xml(source.read_bytes(), path, log, may_have_doctype=True)
    if root is None:
        return []
    if etree.QName(root).localname not in ROOTS:
        log.add(FileLine(path, 1), "this is no TBX", "Export a termbase from your tool")
        return []
    concepts = (
        each for name in ("termEntry", "conceptEntry") for each in root.iter(f"{{*}}{name}")
    )
    rows = (_read_concept(concept, locales) for concept in concepts)
    return [row for row in rows if row.terms]


def _read_concept(concept: etree._Element, locales: Sequence[Locale]) -> Concept:
    row = Concept(concept.sourceline or 1, {}, {}, {}, {})
    sections = (each for name in ("langSet", "langSec") for each in concept.iter(f"{{*}}{name}"))
    for section in sections:
        locale = match_locale(to_language_tag(section.get(f"{XML}lang") or ""), locales)
        if locale is None or locale.code in row.terms:
            continue
        wordings = dict(_iter_wordings(section))
        good = [text for text, is_bad in wordings.items() if not is_bad]
        if not good:
            continue
        row.terms[locale.code] = good[0]
        if definition := _find_definition(section):
            row.definitions[locale.code] = definition
        bad = tuple(text for text, is_bad in wordings.items() if is_bad)
        for words, lists in ((tuple(good[1:]), row.forms), (bad, row.forbidden)):
            if words:
                lists[locale.code] = words
    return row


def _iter_wordings(section: etree._Element) -> Iterator[tuple[str, bool]]:
    """Yield the wordings of one language, and whether each is deprecated."""
    for term in section.iter("{*}term"):
        group = term.getparent()
        notes: Iterable[etree._Element] = ()
        if group is not None and etree.QName(group).localname in GROUPS:
            notes = group.iter("{*}termNote")
        text = _clean(term)
        if text:
            yield text, any(_clean(note) == DEPRECATED for note in notes)


def _find_definition(section: etree._Element) -> str:
    places = (each for each in section.iter("{*}descrip") if each.get("type") == "definition")
    return next(filter(None, map(_clean, places)), "")


def _clean(element: etree._Element) -> str:
    text = " ".join(get_inner_text(element).split())
    return "" if UNWRITABLE_CHARACTER.search(text) else text

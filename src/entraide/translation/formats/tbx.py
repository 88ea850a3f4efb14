"""The glossary as a termbase: TBX-Basic, which translators' tools read.

A forbidden wording is written as a deprecated term. Synonyms, which people type when they search,
are left out.
"""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from entraide.errors import DataItem
from entraide.model.glossary import GlossaryTerm
from entraide.translation.formats.xml_files import XML, format_xml, require_xml_text

STATUS = "administrativeStatus"
PREFERRED, ADMITTED, DEPRECATED = (
    f"{name}-admn-sts" for name in ("preferredTerm", "admittedTerm", "deprecatedTerm")
)


def format_tbx(terms: Iterable[GlossaryTerm], langs: Mapping[str, str], title: str) -> str:
    """Return the text of the file, with every term that has a wording.

    `langs` has the language tag of each locale.
    """
    lang = next(iter(langs.values()))
    root = etree.Element("martif", {"type": "TBX-Basic", f"{XML}lang": lang})
    header = etree.SubElement(root, "martifHeader")
    description = etree.SubElement(header, "fileDesc")
    source = etree.SubElement(description, "sourceDesc")
    etree.SubElement(source, "p").text = require_xml_text(title, DataItem("the name of the site"))
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in terms:
        wordings = {code: list(_iter_wordings(term, code)) for code in langs}
        if any(wordings.values()):
            entry = etree.SubElement(body, "termEntry", {"id": term.id})
            for code, rows in wordings.items():
                if rows:
                    _add_language(entry, langs[code], term.definition.get(code, ""), rows)
    return format_xml(root)


def _iter_wordings(term: GlossaryTerm, code: str) -> Iterator[tuple[str, str]]:
    """Yield each wording of a locale, and its status."""
    if best := term.get_preferred_wording(code) if not term.term else term.term.get(code, ""):
        yield best, PREFERRED
    yield from ((form, ADMITTED) for form in term.forms.get(code, ()))
    if code in term.instead and term.term:
        yield term.instead[code], ADMITTED
    yield from ((wording, DEPRECATED) for wording in term.forbidden.get(code, ()))


def _add_language(
    entry: etree._Element, lang: str, definition: str, wordings: Iterable[tuple[str, str]]
) -> None:
    location = DataItem(f"glossary, {entry.get('id')}")
    language = etree.SubElement(entry, "langSet", {f"{XML}lang": lang})
    if definition:
        group = etree.SubElement(language, "descripGrp")
        etree.SubElement(group, "descrip", {"type": "definition"}).text = require_xml_text(
            definition, location
        )
    for wording, status in wordings:
        term = etree.SubElement(language, "tig")
        etree.SubElement(term, "term").text = require_xml_text(wording, location)
        etree.SubElement(term, "termNote", {"type": STATUS}).text = status

"""The glossary as a termbase: TBX-Basic, which translators' tools read.

A forbidden wording is a deprecated term. Synonyms stay at home: they are what people type.
"""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from entraide.model.glossary import GlossaryTerm
from entraide.translation.formats.xml_files import XML, format_xml, require_xml_text

STATUS = "administrativeStatus"
PREFERRED, ADMITTED, DEPRECATED = (
    f"{name}-admn-sts" for name in ("preferredTerm", "admittedTerm", "deprecatedTerm")
)


def format_tbx(terms: Iterable[GlossaryTerm], langs: Mapping[str, str], title: str) -> str:
    """Every row that says anything; `langs` are the tags of the locales."""
    lang = next(iter(langs.values()))
    root = etree.Element("martif", {"type": "TBX-Basic", f"{XML}lang": lang})
    header = etree.SubElement(root, "martifHeader")
    description = etree.SubElement(header, "fileDesc")
    source = etree.SubElement(description, "sourceDesc")
    etree.SubElement(source, "p").text = require_xml_text(title)
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in terms:
        spoken = {code: list(_terms(term, code)) for code in langs}
        if any(spoken.values()):
            entry = etree.SubElement(body, "termEntry", {"id": term.id})
            for code, found in spoken.items():
                if found:
                    _language(entry, langs[code], term.definition.get(code, ""), found)
    return format_xml(root)


def _terms(term: GlossaryTerm, code: str) -> Iterator[tuple[str, str]]:
    """Each wording of a locale, and its status."""
    if best := term.get_preferred_wording(code) if not term.term else term.term.get(code, ""):
        yield best, PREFERRED
    yield from ((form, ADMITTED) for form in term.forms.get(code, ()))
    if code in term.instead and term.term:
        yield term.instead[code], ADMITTED
    yield from ((wording, DEPRECATED) for wording in term.forbidden.get(code, ()))


def _language(
    entry: etree._Element, lang: str, definition: str, found: Iterable[tuple[str, str]]
) -> None:
    where = f"glossary, {entry.get('id')}"
    language = etree.SubElement(entry, "langSet", {f"{XML}lang": lang})
    if definition:
        group = etree.SubElement(language, "descripGrp")
        etree.SubElement(group, "descrip", {"type": "definition"}).text = require_xml_text(
            definition, where
        )
    for wording, status in found:
        term = etree.SubElement(language, "tig")
        etree.SubElement(term, "term").text = require_xml_text(wording, where)
        etree.SubElement(term, "termNote", {"type": STATUS}).text = status

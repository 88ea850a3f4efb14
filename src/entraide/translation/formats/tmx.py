"""The translation memory as TMX 1.4, which translators' tools read."""

from collections.abc import Mapping

from lxml import etree

from entraide.errors import DataItem
from entraide.translation.formats.xml_files import XML, format_xml, require_xml_text
from entraide.translation.memory import TranslationMemory


def format_tmx(memory: TranslationMemory, langs: Mapping[str, str], source: str) -> str:
    """Return the text of the file; `langs` has the tag of each locale, `source` is the default.

    A translation unit of TMX is one text in all locales that have it.
    """
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
        location = DataItem(f"entry {entries[code, text]}")
        unit = etree.SubElement(body, "tu", {"srclang": langs[code]})
        for each, translated_text in ((code, text), *others.items()):
            variant = etree.SubElement(unit, "tuv", {f"{XML}lang": langs[each]})
            etree.SubElement(variant, "seg").text = require_xml_text(translated_text, location)
    return format_xml(root)

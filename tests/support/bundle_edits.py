"""Write translations into PO, XLIFF and sheet files as the tools of translators do."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import polib
from lxml import etree

Texts = Mapping[str, str]  # by the names of their rows, as in 3/title


TRANSLATED, APPROVED = ("state", "translated"), ("approved", "yes")  # as XLIFF 2.0 and 1.2 say it


def fill_po(file: Path, texts: Texts) -> None:
    catalogue = polib.pofile(str(file))
    for one in catalogue:
        one.msgstr, one.flags = texts.get(one.msgctxt, one.msgstr), []
    catalogue.save(str(file))


def fill_xliff(file: Path, texts: Texts) -> None:
    root = etree.parse(str(file))
    for unit in root.iter("{*}trans-unit", "{*}unit"):
        if text := texts.get(unit.get("name", unit.get("id", ""))):
            segment = next(unit.iter("{*}segment"), unit)
            _put_target(segment, text)
            segment.set(*(APPROVED if segment is unit else TRANSLATED))
    root.write(str(file), encoding="UTF-8")


def _put_target(segment: etree._Element, text: str) -> None:
    for old in segment.findall("{*}target"):
        segment.remove(old)
    (source,) = segment.findall("{*}source")
    target = etree.Element(str(source.tag).replace("source", "target"))
    target.text = text
    source.addnext(target)


def fill_sheet(file: Path, texts: Texts, entry: int = 3) -> None:
    head, *blocks = re.split(r"^<!-- ", file.read_text("utf-8"), flags=re.MULTILINE)
    for at, block in enumerate(blocks):
        key = block.split(" ")[0]
        if text := texts.get(f"{entry}/{key}"):
            quote = [line for line in block.splitlines() if line.startswith(">")]
            said = re.sub("^<!--", r"\\<!--", text, flags=re.MULTILINE)
            blocks[at] = "\n".join([f"{key} -->", *quote, "", said, "", ""])
    file.write_text("<!-- ".join([head, *blocks]), "utf-8")


WAYS: Mapping[str, Callable[[Path, Texts], None]] = {
    "po": fill_po,
    "xliff": fill_xliff,
    "xliff2": fill_xliff,
    "sheet": fill_sheet,
}

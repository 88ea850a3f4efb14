"""Whatever stands in a file: problems with places, never a crash, never a file that hangs.

Each kind of file begins as a good one, and is cut, repeated and mixed with pieces that readers like
to stumble over. `make check-deep` tries fifty times as many.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from entraide.content.markdown.document import read_document
from entraide.content.outline import read_outline
from entraide.content.text_files import parse_text
from entraide.content.yaml.documents import read_yaml
from entraide.desk.dumps import TableDump, is_dump, read_header, read_rows, write_dump
from entraide.errors import EntraideError, ProblemLog
from entraide.model.line_ends import unify_line_ends
from entraide.translation.formats.po import read_po
from entraide.translation.formats.sheet_parser import parse_sheet
from entraide.translation.formats.xliff import read_xliff
from entraide.translation.formats.xliff2 import read_xliff2
from entraide.translation.formats.xml_files import read_xml
from support.fuzzing import try_examples

ENTRY = """---
id: 1029
title: "Block someone: how"
tags: [money, police]
changes:
  - {revision: 2, significance: major, note: "A step was added."}
---

# One {#own}

1. A *step* with [a link](other.md#part "title"), `code` and {{name}}.

   > [!WARNING]
   > Text with a note.[^1]

| a | b |
| :-- | --: |
| c \\| d | ~~e~~ |

[^1]: The note.

Term
: What it means.

<details><summary>More</summary>Text</details>
"""
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr\\n"
"X-Entraide: 1\\n"

#. revision 4
#: docs/en/scams/signs.md:12
#, fuzzy
msgctxt "1029/title"
msgid "Block someone"
msgstr "Bloquer quelqu’un"
"""
XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="1029" source-language="en" target-language="fr" datatype="plaintext"><body>
<trans-unit id="1029/title"><source>Block &amp; mute</source>
<target state="translated">Bloquer</target>
<note>revision 4</note></trans-unit></body></file></xliff>
"""
XLIFF_2 = """<xliff version="2.0" srcLang="en" trgLang="fr"
 xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f1029"><notes><note>revision 4</note></notes>
<unit id="u1" name="1029/title"><segment state="translated">
<source>Block</source><target>Bloquer</target></segment></unit></file></xliff>
"""
SHEET = """# 1029 · fr · revision 4

## title

> Block someone

Bloquer quelqu’un

<!-- key: title 0123456789abcdef -->
"""
PIECES = (
    "---\n",
    "...",
    "```",
    "~~~\n",
    "{{",
    "}}",
    "[",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "> ",
    ">" * 40,
    "    ",
    "\t",
    "- ",
    "1. ",
    "#" * 7,
    "|",
    "| - |",
    "\\",
    "&#0;",
    "&amp;",
    "<",
    "</details>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "&a;",
    "*a",
    "&a ",
    "!!python/object:x ",
    "? ",
    ": ",
    "'",
    '"',
    "\\n",
    "\\",
    "\x00",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ud7ff",
    "é",
    "e\u0301" * 9,
    "𝒳",
    "１２",
    "msgid ",
    "msgstr[9] ",
    "msgctxt ",
    "#~ ",
    "#| ",
    "#, fuzzy\n",
    "\r",
    "\r\n",
    "null",
    "1e999",
    "{",
    "}",
    "[]",
    "{}",
    "NaN",
    "-1",
    "99999999999999999999",
    "2026-02-30",
    "yes",
    "=" * 30,
    "_" * 30,
    "~" * 9,
)


@st.composite
def edit_text(draw: DrawFn, text: str) -> str:
    """`text`, cut, repeated and mixed with pieces, a few times."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 80)))
        kind = draw(st.sampled_from(["cut", "twice", "piece", "any", "move"]))
        middle = {
            "cut": "",
            "twice": text[start:end] * 2,
            "piece": draw(st.sampled_from(PIECES)) * draw(st.sampled_from([1, 1, 2, 30])),
            "any": draw(st.text(max_size=8)),
            "move": text[end : end + 40],
        }[kind]
        text = text[:start] + middle + text[end:]
    return text


Read = Callable[[str, Path], object]


def read_entry(text: str, _file: Path) -> None:
    text = unify_line_ends(text)  # as every reader of files does
    parse_text(text, "docs/en/a/b.md", ProblemLog())
    for body in (text, text.partition("\n---\n")[2]):
        read_document(body)
        read_outline(body)


def read_po_file(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    read_po(file, ProblemLog())


def read_xliff_file(text: str, _file: Path) -> None:
    log = ProblemLog()
    root = read_xml(text.encode("utf-8", "surrogatepass"), "a.xlf", log)
    if root is not None:
        read_xliff(root, "a.xlf", log)
        read_xliff2(root, "a.xlf", log)


def read_backup(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    is_dump(file)
    for key in (None, b"key"):
        with suppress(EntraideError):
            read_header(file, key)
    for _ in read_rows(file):
        pass


def make_backup() -> str:
    rows = [[1029, "en", 4, "00112233445566778899aabbccddeeff", "five", 5, "2026-11-21"]]
    columns = ["entry", "locale", "revision", "voter", "scale", "rating", "day"]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "backup.jsonl"
        write_dump(file, "0002", [TableDump("votes", columns, rows)], b"key")
        return file.read_text(encoding="utf-8")


READERS: dict[str, tuple[str, Read]] = {
    "entry": (ENTRY, read_entry),
    "yaml": (ENTRY, lambda text, _file: read_yaml(text, "data/x.yml", ProblemLog())),
    "po": (PO, read_po_file),
    "xliff": (XLIFF, read_xliff_file),
    "xliff 2": (XLIFF_2, read_xliff_file),
    "sheet": (SHEET, lambda text, _file: parse_sheet(text, "a.md", ProblemLog())),
    "backup": (make_backup(), read_backup),
}


@pytest.mark.parametrize("kind", READERS)
def test_any_file_is_read_or_told(kind: str, tmp_path: Path) -> None:
    good, read = READERS[kind]

    @given(text=edit_text(good))
    @try_examples(100, suppress_health_check=[HealthCheck.too_slow], deadline=10_000)
    def check(text: str) -> None:
        with suppress(EntraideError):
            read(text, tmp_path / "file")

    check()

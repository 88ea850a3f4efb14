"""Catalogues as gettext PO files, through polib."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib

from entraide.errors import Problem
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import (
    Bundle,
    BundlePart,
    BundleRow,
    find_revisions,
    parse_row_name,
)

LOCALE, REVISIONS = "X-Entraide-Locale", "X-Entraide-Revisions"
PAIR = re.compile(r"(\d+)=(\d+)")
LINE = re.compile(r"\(line (\d+)\)")
NO_DAY = "2026-01-01 00:00+0000"  # the same export gives the same file on any day


def format_po(catalogue: Bundle) -> str:
    file = polib.POFile(wrapwidth=100)
    revisions = (f"{part.entry}={part.revision}" for part in catalogue.parts)
    file.metadata = {
        "Project-Id-Version": catalogue.project,
        "PO-Revision-Date": NO_DAY,
        "Last-Translator": "",
        "Language-Team": catalogue.lang,
        "Language": catalogue.lang.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        LOCALE: catalogue.code,
        REVISIONS: " ".join(revisions),
    }
    file.extend(_entry(row) for part in catalogue.parts for row in part.rows)
    return f"{file}\n".rstrip("\n") + "\n"


def _entry(row: BundleRow) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=row.name,
        msgid=row.source,
        msgstr=row.target,
        flags=["fuzzy"] if row.fuzzy else [],
        previous_msgid=row.previous or None,
        comment="\n".join(row.notes),
        occurrences=[(row.path, str(row.line))],
    )


def read_po(source: Path) -> tuple[Bundle | None, list[Problem]]:
    """The catalogue in a file; None where it is none. Obsolete entries are left out."""
    path = str(source)
    try:
        file = polib.pofile(path, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.read_bytes().count(b"\n", 0, error.start) + 1
        return None, [Problem(path, line, "the file is not UTF-8", "Save it as UTF-8")]
    except (OSError, ValueError, IndexError) as error:
        found = LINE.search(str(error))
        cure = "Compare it with the export, or ask msgfmt --check"
        return None, [Problem(path, int(found[1]) if found else 1, "this is no PO file", cure)]
    rows: defaultdict[int, list[BundleRow]] = defaultdict(list)
    revisions = {int(a): int(b) for a, b in PAIR.findall(file.metadata.get(REVISIONS, ""))}
    problems = list(_strangers(file, path))
    for one in file:
        if not one.obsolete and (name := parse_row_name(one.msgctxt or "")):
            revisions |= find_revisions([one.comment])
            rows[name[0]].append(_row(one, *name))
    parts = [
        BundlePart(entry, revisions.get(entry), rows=tuple(rows[entry])) for entry in sorted(rows)
    ]
    lang = file.metadata.get("Language", "").replace("_", "-")
    return Bundle(file.metadata.get(LOCALE, ""), lang, "", tuple(parts)), problems


def _row(one: polib.POEntry, entry: int, key: SegmentKey) -> BundleRow:
    return BundleRow(
        entry,
        key,
        one.msgid,
        one.msgstr,
        fuzzy=one.fuzzy,
        previous=one.previous_msgid or "",
        at=one.linenum or 1,
    )


def _strangers(file: polib.POFile, path: str) -> Iterator[Problem]:
    for one in file:
        if not one.obsolete and not parse_row_name(one.msgctxt or ""):
            what = f"“{(one.msgctxt or one.msgid)[:60]}” is no segment of an entry"
            yield Problem(path, one.linenum or 1, what, "Begin with a fresh export")

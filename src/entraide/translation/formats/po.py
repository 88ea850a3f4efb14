"""Bundles as gettext PO files, through polib.

Which row is fuzzy is decided in `bundle_export.py`, for XLIFF too; here it is only marked.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from entraide.errors import BundleRow, FileLine, ProblemLog
from entraide.model.locales import to_gettext_code, to_language_tag
from entraide.translation.formats.bundle import (
    Bundle,
    UnitRow,
    find_revisions,
    group_by_entry,
    parse_row_name,
    refuse_unknown_row,
)

LOCALE, REVISIONS = "X-Entraide-Locale", "X-Entraide-Revisions"
REVISION_PAIR = re.compile(r"(\d+)=(\d+)")
LINE_NUMBER = re.compile(r"\(line (\d+)\)")
NO_DAY = "2026-01-01 00:00+0000"  # the same export gives the same file on any day


def format_po(bundle: Bundle) -> str:
    """Return the file."""
    file = polib.POFile(wrapwidth=100)
    revisions = (f"{part.entry}={part.revision}" for part in bundle.parts)
    file.metadata = {
        "Project-Id-Version": bundle.project,
        "PO-Revision-Date": NO_DAY,
        "Last-Translator": "",
        "Language-Team": bundle.lang,
        "Language": to_gettext_code(bundle.lang),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        LOCALE: bundle.code,
        REVISIONS: " ".join(revisions),
    }
    file.extend(_build_message(row) for part in bundle.parts for row in part.rows)
    return f"{file}\n".rstrip("\n") + "\n"


def _build_message(row: UnitRow) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=row.name,
        msgid=row.source,
        msgstr=row.target,
        flags=["fuzzy"] if row.fuzzy else [],
        previous_msgid=row.previous or None,
        comment="\n".join(row.notes),
        occurrences=[(str(row.location), "")],
    )


def read_po(source: Path, log: ProblemLog) -> Bundle | None:
    """Return the bundle in a file, obsolete messages left out; None where it is no PO file."""
    path = str(source)
    try:
        file = polib.pofile(path, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.read_bytes().count(b"\n", 0, error.start) + 1
        log.add(FileLine(path, line), "the file is not UTF-8", "Save it as UTF-8")
        return None
    except (OSError, ValueError, IndexError) as error:
        match = LINE_NUMBER.search(str(error))
        cure = "Compare it with the export, or ask msgfmt --check"
        log.add(FileLine(path, int(match[1]) if match else 1), "this is no PO file", cure)
        return None
    messages = [message for message in file if not message.obsolete]
    rows = list(_read_rows(messages, path, log))
    revisions = {int(a): int(b) for a, b in REVISION_PAIR.findall(file.metadata.get(REVISIONS, ""))}
    for message in messages:
        if parse_row_name(message.msgctxt or ""):
            revisions |= find_revisions([message.comment])
    parts = sorted(group_by_entry(rows, revisions), key=lambda part: part.entry)
    lang = to_language_tag(file.metadata.get("Language", ""))
    return Bundle(file.metadata.get(LOCALE, ""), lang, "", tuple(parts))


def _read_rows(messages: Iterable[polib.POEntry], path: str, log: ProblemLog) -> Iterator[UnitRow]:
    """Yield the rows of ours; what is none is a problem."""
    for message in messages:
        name = parse_row_name(message.msgctxt or "")
        if name is None:
            written = message.msgctxt or message.msgid
            log.append(refuse_unknown_row(written, path, message.linenum))
            continue
        yield UnitRow(
            *name,
            message.msgid,
            message.msgstr,
            fuzzy=message.fuzzy,
            previous=message.previous_msgid or "",
            location=BundleRow(path, message.linenum or 1, message.msgctxt or ""),
        )

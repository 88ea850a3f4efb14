"""Bundles as gettext PO files, through polib.

Which row is fuzzy is decided in `bundle_export.py`, for XLIFF too; here it is only marked.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from entraide.errors import BundleRow, FileLine, ProblemLog
from entraide.model.entry import NUMBER
from entraide.model.locales import to_gettext_code, to_language_tag
from entraide.translation.formats.bundle import (
    AFRESH,
    Bundle,
    UnitRow,
    group_by_entry,
    parse_row_name,
    refuse_repeated_rows,
    refuse_unknown_row,
)
from entraide.translation.formats.po_syntax import COMPARE, check_last_message, check_po_lines
from entraide.translation.formats.row_notes import (
    find_base,
    find_revisions,
    format_base,
    is_as_meant,
)

LOCALE, REVISIONS = "X-Entraide-Locale", "X-Entraide-Revisions"
REVISION_PAIR = re.compile(rf"\b({NUMBER})=({NUMBER})\b")
LINE_NUMBER = re.compile(r"\(line (\d+)\)")
TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{1,8}){0,3}(?![\w-])")
ADDRESS = re.compile(r"<[^<>]*>?")
NOBODY = frozenset({"", "FULL NAME", "AUTOMATICALLY GENERATED", "NONE", "UNKNOWN"})
# Where tools write the language too, some of them instead.
LANGUAGES = ("X-Language", "X-Crowdin-Language", "X-Source-Target-Language", "Language-Team")
NO_DAY = "2026-01-01 00:00+0000"  # the same export gives the same file on any day


def format_po(bundle: Bundle) -> str:
    """Return the text of the PO file."""
    file = polib.POFile(wrapwidth=100)
    revisions = (f"{part.entry}={part.revision}" for part in bundle.parts if part.entry)
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
        tcomment=format_base(row),  # of the older file, when msgmerge makes one of two
        occurrences=[(str(row.location), "")],
    )


def read_po(source: Path, log: ProblemLog) -> Bundle | None:
    """Return the bundle in a PO file, without obsolete messages; None if it is no PO file."""
    path = str(source)
    file = _parse_po(source, log)
    if file is None:
        return None
    # Some tools repeat the header, or have one of their own behind ours.
    messages = [
        message for message in file if not message.obsolete and (message.msgctxt or message.msgid)
    ]
    rows = list(_read_rows(messages, path, log))
    refuse_repeated_rows(rows, log)
    if any(row.base for row in rows):  # a tool that keeps our notes keeps our texts
        log.extend(check_last_message(messages, path))
    metadata = file.metadata
    revisions = {int(a): int(b) for a, b in REVISION_PAIR.findall(metadata.get(REVISIONS, ""))}
    for message in messages:
        if parse_row_name(message.msgctxt or ""):
            revisions |= find_revisions([message.comment])
    parts = sorted(group_by_entry(rows, revisions), key=lambda part: part.entry)
    lang = to_language_tag(metadata.get("Language", ""))
    tags = tuple(filter(None, (_read_tag(metadata.get(name, "")) for name in LANGUAGES)))
    credit = read_translator(metadata.get("Last-Translator", ""))
    return Bundle(metadata.get(LOCALE, ""), lang, "", tuple(parts), tags, credit)


def _parse_po(source: Path, log: ProblemLog) -> polib.POFile | None:
    """Return what polib reads in a PO file; None if the file is cut off, or no PO file."""
    path, raw = str(source), source.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        log.add(FileLine(path, line), "the file is not UTF-8", "Save it as UTF-8")
        return None
    if wrong := list(check_po_lines(text, path)):
        log.extend(wrong)
        return None
    try:
        return polib.pofile(path, encoding="utf-8-sig")
    except (OSError, ValueError, IndexError) as error:
        match = LINE_NUMBER.search(str(error))
        log.add(FileLine(path, int(match[1]) if match else 1), "this is no PO file", COMPARE)
        return None


def _read_tag(written: str) -> str:
    """Return the language tag that a header begins with: `fr` of `fr <me@example.org>`."""
    match = TAG.match(written.strip())
    return to_language_tag(match[0]) if match else ""


def _read_rows(messages: Iterable[polib.POEntry], path: str, log: ProblemLog) -> Iterator[UnitRow]:
    """Yield the rows of our messages; any other message is a problem."""
    for message in messages:
        name = parse_row_name(message.msgctxt or "")
        if name is None:
            written = message.msgctxt or message.msgid
            log.append(refuse_unknown_row(written, path, message.linenum))
            continue
        location = BundleRow(path, message.linenum or 1, message.msgctxt or "")
        if message.msgid_plural:
            what = f"{message.msgctxt} has plural forms, and no text of an entry has"
            log.add(location, what, AFRESH)
            continue
        yield UnitRow(
            *name,
            message.msgid,
            message.msgstr,
            fuzzy=message.fuzzy,
            previous=message.previous_msgid or "",
            location=location,
            base=find_base([message.tcomment, message.comment], message.msgctxt or ""),
            as_meant=is_as_meant([message.tcomment, message.comment]),
        )


def read_translator(written: str) -> str:
    """Return the name in a `Last-Translator` header, without an address; "" where none is."""
    name = ADDRESS.sub("", written).strip().strip('"').strip()
    return "" if name.upper() in NOBODY or "@" in name else name

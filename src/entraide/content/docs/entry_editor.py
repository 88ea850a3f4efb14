"""Editing entries that people wrote: a revision, a correction, a new text of a translation.

Facts change in place in the front matter (`yaml/editor.py`). Each function raises UnsafeEditError
where that cannot be done safely.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from entraide.content.docs.front_matter import LocalisedMatter, SourceMatter, parse_field
from entraide.content.text_files import split_file
from entraide.content.yaml.editor import YamlEdit, edit_yaml
from entraide.content.yaml.sections import remove_key
from entraide.content.yaml.values import QuotedText
from entraide.model.line_ends import detect_line_end, unify_line_ends
from entraide.model.revision import Change

Facts = dict[str, Any]
FRONT_MATTER = ("the front matter", 2)  # as refusals name it, and its first line


def revise_source(text: str, path: str, change: Change, digest: str | None = None) -> str:
    """Return `text`, the file of a source version, raised to the revision of `change`.

    `revision`, `updated` and the `digest` of the text are set, and `change` is put first in
    `changes`.
    """
    row = asdict(change) | {"note": QuotedText(change.note)}

    def revise(facts: Facts) -> Facts:
        changes = [row, *facts.get("changes", [])]
        new = {"revision": change.revision, "updated": change.date}
        memory = {"digest": digest} if digest else {}
        return {**facts, **new, **memory, "changes": changes}

    keys = ("revision", "updated", "digest", "changes")
    order = ("updated", "review_by", "digest", "changes")
    return _edit_entry(text, YamlEdit(revise, order, keys, path, *FRONT_MATTER))


def correct_source(
    text: str, path: str, fields: Mapping[str, str], notes: Mapping[int, str], body: str
) -> str:
    """Return `text`, the file of a source version, with other fields, change notes and body.

    `notes` are by revision; a list stands an item a line. The revision stays: whoever has read the
    result records it, and says how much it matters.
    """

    def correct(facts: Facts) -> Facts:
        new: Facts = {name: parse_field(name, text) for name, text in fields.items()}
        if notes:
            new["changes"] = [_correct_note(row, notes) for row in facts["changes"]]
        return {**facts, **new}

    keys = [*fields, *(["changes"] if notes else [])] or ["it"]
    order = list(SourceMatter.model_fields)
    return _edit_entry(text, YamlEdit(correct, order, keys, path, *FRONT_MATTER), body)


def edit_source(text: str, path: str, facts: Mapping[str, Any]) -> str:
    """Return `text`, the file of a source version, with other `facts`; the rest stays."""
    order = list(SourceMatter.model_fields)
    edit = YamlEdit(lambda old: {**old, **facts}, order, list(facts), path, *FRONT_MATTER)
    return _edit_entry(text, edit)


def remove_keys(text: str, keys: Iterable[str]) -> str:
    """Return `text`, the file of an entry, without some keys of its front matter."""
    opening, matter, fence, body = split_file(text)
    for key in keys:
        matter = remove_key(matter, (key,))
    return opening + matter + fence + body


def rewrite_source(text: str, path: str, facts: Mapping[str, Any], body: str) -> str:
    """Return `text`, the file of a source version, with other facts and another body."""
    order = list(SourceMatter.model_fields)
    edit = YamlEdit(lambda old: {**old, **facts}, order, list(facts), path, *FRONT_MATTER)
    return _edit_entry(text, edit, body)


def rewrite_version(text: str, path: str, facts: Mapping[str, Any], body: str) -> str:
    """Return `text`, the file of a localised version, with other facts and another body.

    A fact that is None goes.
    """
    return _edit_version(text, path, facts, body)


def edit_version(text: str, path: str, facts: Mapping[str, Any]) -> str:
    """Return `text`, the file of a localised version, with other `facts`; one that is None goes."""
    return _edit_version(text, path, facts, None)


def _edit_version(text: str, path: str, facts: Mapping[str, Any], body: str | None) -> str:
    new = {name: value for name, value in facts.items() if value is not None}
    if "notes" in new:
        new["notes"] = {number: QuotedText(note) for number, note in new["notes"].items()}
    order = list(LocalisedMatter.model_fields)
    edit = YamlEdit(lambda old: {**old, **new}, order, list(facts), path, *FRONT_MATTER)
    edited = _edit_entry(text, edit, body)
    return remove_keys(edited, [name for name in facts if name not in new])


def _edit_entry(text: str, edit: YamlEdit, body: str | None = None) -> str:
    """Edit the front matter; put `body` in the place of the body, with the line ends of the file.

    A body that says the same stays to the byte.
    """
    opening, matter, fence, old_body = split_file(text)
    matter = edit_yaml(matter, edit)
    if body is None or body == unify_line_ends(old_body):
        return opening + matter + fence + old_body
    return opening + matter + fence + body.replace("\n", detect_line_end(text))


def _correct_note(row: Facts, notes: Mapping[int, str]) -> Facts:
    note = notes.get(row["revision"])
    return {**row, "note": QuotedText(note)} if note else row

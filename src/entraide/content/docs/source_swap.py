"""The swap of source and translation of an entry: the translation becomes the source.

Bodies stay unchanged, byte for byte. Keys of the entry move from one front matter to the other:
status, tags, revision, changes. Comments stay in their file, below the keys.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

from entraide.content.docs.front_matter import LocalisedMatter, SourceMatter
from entraide.content.provenance_files import get_record_path
from entraide.content.settings import Settings
from entraide.content.text_files import read_text, split_file
from entraide.content.writer import dump_front_matter
from entraide.content.yaml.limits import load_yaml
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.entry import Entry
from entraide.model.translation_state import State


def check_swap(entry: Entry, code: str) -> Iterator[Problem]:
    """Yield why the version in `code` cannot become the source: it must be complete and current."""
    version = entry.localised.get(code)
    if version is None:
        what = f"entry {entry.id} is not translated into “{code}”"
        yield Problem(FileLine(entry.source.path), what, "Translate it first")
        return
    if entry.get_state(code) is not State.CURRENT:
        what = f"this translation of entry {entry.id} is {entry.get_state(code)}"
        yield Problem(FileLine(version.path), what, "Bring it up to date first")
    for other in entry.localised.values():
        if other.status and other is not version:
            what = f"this translation of entry {entry.id} is not whole, and what it lacks stands in"
            what = f"{what} the language of the original"
            yield Problem(FileLine(other.path), what, "Finish it first, or remove its file")
    for change in entry.changes:
        if change.revision not in version.notes:
            what = f"the note of revision {change.revision} is not translated"
            cure = f"Add notes: {{{change.revision}: …}}"
            yield Problem(FileLine(version.path), what, cure)


def swap_source(entry: Entry, code: str, settings: Settings) -> tuple[dict[Path, str], list[Path]]:
    """Return the texts of both files, and the records of provenance that no longer hold.

    The records have digests of the old source. Those of translations into other languages go too.
    """
    old, new = entry.source, entry.localised[code]
    old_file, new_file = settings.root / old.path, settings.root / new.path
    old_text, new_text = _read(old_file, old.path), _read(new_file, new.path)
    source = SourceMatter.model_validate(load_yaml(split_file(old_text)[1]))
    translation = LocalisedMatter.model_validate(load_yaml(split_file(new_text)[1]))
    texts = {
        new_file: _replace_matter(new_text, _make_source(source, translation), translation),
        old_file: _replace_matter(old_text, _make_translation(source), None),
    }
    records = [get_record_path(settings.root / each.path) for each in entry.localised.values()]
    return texts, [record for record in records if record.is_file()]


def _make_source(source: SourceMatter, translation: LocalisedMatter) -> SourceMatter:
    """Return the front matter of the new source: its own words, and the facts of the entry."""
    changes = [
        change.model_copy(update={"note": translation.notes[change.revision]})
        for change in source.changes
    ]
    own = {
        name: getattr(translation, name)
        for name in ("title", "summary", "keywords", "reviewer", "reviewed")
    }
    return source.model_copy(update={**own, "changes": changes, "digest": None})


def _make_translation(source: SourceMatter) -> LocalisedMatter:
    """Return the front matter of the former source, as a translation that is up to date."""
    return LocalisedMatter(
        id=source.id,
        title=source.title,
        summary=source.summary,
        keywords=source.keywords,
        notes={change.revision: change.note for change in source.changes},
        source_revision=source.revision,
        reviewer=source.reviewer,
        reviewed=source.reviewed,
        updated=source.updated,
    )


def _replace_matter(
    text: str, matter: SourceMatter | LocalisedMatter, translation: LocalisedMatter | None
) -> str:
    """Return `text` with another front matter; a translator's name stays, as a comment."""
    opening, former, fence, body = split_file(text)
    comments = list(_iter_comments(former))
    if translation and translation.translator:
        comments.append(f"# translator: {', '.join(translation.translator)}")
    lines = "".join(f"{comment}\n" for comment in comments)
    return opening + dump_front_matter(matter) + lines + fence + body


def _iter_comments(matter: str) -> Iterator[str]:
    """Yield each comment of a front matter, from its # on."""
    at = 0
    for token in yaml.scan(matter, Loader=yaml.CSafeLoader):
        yield from _list_comments(matter[at : token.start_mark.index])
        at = max(at, token.end_mark.index)
    yield from _list_comments(matter[at:])


def _list_comments(gap: str) -> list[str]:
    return [f"#{line.partition('#')[2]}".rstrip() for line in gap.splitlines() if "#" in line]


def _read(file: Path, shown: str) -> str:
    log = ProblemLog()
    text = read_text(file, shown, log)
    log.raise_if_errors()
    return text or ""

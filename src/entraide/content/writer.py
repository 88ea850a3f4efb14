"""Write files: front matter in the house style, edits that touch nothing else, whole files.

A new file is formatted from a model. A file that people wrote is never formatted anew: an edit is
spliced in where YAML found the values, so comments, order, spacing and line ends stay, and the
result is parsed and compared before it is returned. `entraide.content.reader` reads what this
module writes.
"""

import errno
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from secrets import token_hex

import yaml

from entraide.content.docs_files import FileKind, list_docs_files
from entraide.content.front_matter import ChangeMatter, LocalisedMatter, SourceMatter
from entraide.content.settings import Settings
from entraide.content.splices import Splice, apply_splices, detect_newline
from entraide.content.text_files import FENCE, split_front_matter
from entraide.errors import EntraideError, add_path_to_errors
from entraide.model.revision import Change

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# Text that YAML 1.1 (ours) leaves alone and other readers take for a number or a yes or no.
LOOKALIKE = re.compile(r"[yn]|0o[0-7]+|[-+]?[\d.]+e[-+]?\d+", re.IGNORECASE)
CLAIM = re.compile(rb"""^[ \t{"']*id["']?[ \t]*:[ \t]*(\d{1,18})""", re.MULTILINE)


def dump_front_matter(matter: SourceMatter | LocalisedMatter) -> str:
    """Format `matter` as YAML lines without the fences; reading them gives an equal model.

    Keys stand in the order of the model, and empty values are left out. Lists are written in flow
    style, changes one a line, and a text is quoted if it must be. Notes are always quoted: they are
    sentences, and a comma added later must not break the line.
    """
    return "".join(f"{name}:{format_yaml_value(value)}\n" for name, value in matter if value)


def format_entry(matter: SourceMatter | LocalisedMatter, body: str) -> str:
    """Format the whole file of an entry."""
    return f"{FENCE}\n{dump_front_matter(matter)}{FENCE}\n\n{body}"


def format_yaml_value(value: object) -> str:
    """Format what stands after `key:`, with the space or the line break that leads it."""
    if isinstance(value, Mapping):
        pairs = (f"{number}: {quote_yaml(note)}" for number, note in value.items())
        return f" {{{', '.join(pairs)}}}"
    if not isinstance(value, list):
        return f" {_format_scalar(value)}"
    if isinstance(value[0], ChangeMatter):
        return "".join(f"\n  - {_format_change(change)}" for change in value)
    return f" [{', '.join(_format_scalar(item, flow=True) for item in value)}]"


def _format_change(change: Change | ChangeMatter) -> str:
    return (
        f"{{revision: {change.revision}, date: {change.date}, "
        f"significance: {change.significance}, note: {quote_yaml(change.note)}}}"
    )


def _format_scalar(value: object, *, flow: bool = False) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)  # a number or a date
    return value if _is_plain_scalar(value, flow=flow) else quote_yaml(value)


def _is_plain_scalar(text: str, *, flow: bool) -> bool:
    """Return whether YAML reads `text` without quotes, alone or in a list (`flow`), as it is."""
    if UNPRINTABLE.search(text) or LOOKALIKE.fullmatch(text) or text.startswith(("[", "{")):
        return False
    if flow and any(sign in text for sign in "[]{},"):
        return False
    line, value = (f"x: [{text}]\n", [text]) if flow else (f"x: {text}\n", text)
    try:
        return bool(yaml.load(line, Loader=yaml.CSafeLoader) == {"x": value})
    except (yaml.YAMLError, ValueError):  # ValueError: a date such as 2026-02-31
        return False


def quote_yaml(text: str) -> str:
    """Return `text` as a YAML scalar in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def revise_source(text: str, change: Change) -> str:
    """Return `text`, the file of a source version, raised to the revision that `change` describes.

    Sets `revision` and `updated` and puts `change` first in `changes`; every other character stays.
    Raises EntraideError, without a place, if it is written in a way that cannot be edited safely.
    """
    plain = text.removeprefix("\ufeff")
    matter = split_front_matter(plain)[0] or ""
    start = len(text) - len(plain) + plain.find("\n") + 1
    try:
        after = apply_splices(matter, _make_splices(matter, change))
        if _load_matter(after) == _build_expected_matter(_load_matter(matter), change):
            return text[:start] + after + text[start + len(matter) :]
    except (yaml.YAMLError, LookupError, TypeError, ValueError):
        pass  # not the shape of an entry: an alias, a merged key, no mapping at all
    raise EntraideError(
        "the front matter is written in a way that cannot be edited safely. "
        "Change revision, updated and changes by hand."
    )


def _load_matter(matter: str) -> Mapping[str, object]:
    value: Mapping[str, object] = yaml.load(matter, Loader=yaml.CSafeLoader)
    return value


def _build_expected_matter(value: Mapping[str, object], change: Change) -> Mapping[str, object]:
    """Return the front matter as it must read afterwards."""
    row = asdict(change) | {"significance": str(change.significance)}
    old = value.get("changes", [])
    changes = [row, *old] if isinstance(old, list) else None
    return {**value, "revision": change.revision, "updated": change.date, "changes": changes}


def _make_splices(matter: str, change: Change) -> Iterator[Splice]:
    """Yield the edits that record `change`; PyYAML's marks count characters, not columns."""
    root = yaml.compose(matter, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise TypeError(root)
    nodes = {key.value: (key, value) for key, value in root.value}
    for name, new in (("revision", str(change.revision)), ("updated", str(change.date))):
        node = nodes[name][1]
        yield Splice(node.start_mark.index, node.end_mark.index, new)
    if "changes" in nodes:
        yield _insert_first_item(matter, nodes["changes"][1], _format_change(change))
    else:
        yield _insert_list_after(
            matter, root, nodes.get("review_by", nodes["updated"]), _format_change(change)
        )


def _insert_first_item(matter: str, node: yaml.Node, line: str) -> Splice:
    """Return the edit that puts `line` first in an existing list, in the list's style."""
    if not isinstance(node, yaml.SequenceNode):
        raise TypeError(node)
    place = node.start_mark.index
    if node.flow_style:
        return Splice(place + 1, place + 1, f"{line}, " if node.value else line)
    text = f"- {line}{detect_newline(matter)}{' ' * node.start_mark.column}"
    return Splice(place, place, text)


def _insert_list_after(
    matter: str, root: yaml.MappingNode, pair: tuple[yaml.Node, yaml.Node], line: str
) -> Splice:
    """Return the edit that adds a list with `line` below `pair`, or beside it in flow style."""
    key, value = pair
    end = max(key.end_mark.index, value.end_mark.index)
    if root.flow_style:
        return Splice(end, end, f", changes: [{line}]")
    place = matter.index("\n", end) + 1
    indent, ending = " " * root.start_mark.column, detect_newline(matter)
    return Splice(place, place, f"{indent}changes:{ending}{indent}  - {line}{ending}")


def find_claimed_ids(settings: Settings) -> dict[str, int]:
    """Return the entry id that each page under `docs/` claims, readable or not, by its path."""
    claims = {}
    for file in list_docs_files(settings)[0]:
        if file.kind is FileKind.PAGE and (found := CLAIM.search(_read_head(file.path))):
            claims[settings.make_relative(file.path)] = int(found[1])
    return claims


def _read_head(path: Path) -> bytes:
    """Return a file up to the end of its front matter; nothing if it cannot be read."""
    with suppress(OSError):
        return path.read_bytes().partition(b"\n---")[0]
    return b""


def write_all_new(texts: Mapping[Path, str]) -> None:
    """Make every file, or none if one of them cannot be made."""
    made: list[Path] = []
    try:
        for path, text in texts.items():
            write_new(path, text)
            made.append(path)
    except BaseException:
        for path in made:
            path.unlink()
        raise


def replace_all(texts: Mapping[Path, str]) -> None:
    """Put every text in its place, or none if one of them cannot be put there.

    All are on the disk before the first one takes its place: a full disk stops none halfway.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in texts}
    done: list[Path] = []
    with ExitStack() as stack:
        fresh = {
            path: stack.enter_context(_open_temporary(path, text)) for path, text in texts.items()
        }
        try:
            for path, temporary in fresh.items():
                _put_in_place(temporary, path)
                done.append(path)
        except BaseException:
            for path in done:
                _restore_file(path, before[path])
            raise


def write_new(path: Path, text: str) -> None:
    """Make the file, whole from its first moment; raise FileExistsError if there is one already."""
    with _open_temporary(path, text) as temporary:
        try:
            # Unlike a renaming, a link fails where somebody has made the file meanwhile.
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with add_path_to_errors(path), path.open("xb") as file:
                file.write(text.encode())


def replace_text(path: Path, text: str) -> None:
    """Replace the text of a file: readers see the old text or the new one, whole.

    A file that is none but takes text, such as a pipe or /dev/null, is written into and stays.
    """
    if path.exists() and not path.is_file():
        with add_path_to_errors(path):
            path.write_bytes(text.encode())
        return
    with _open_temporary(path, text) as temporary:
        _put_in_place(temporary, path)


def _put_in_place(temporary: Path, path: Path) -> None:
    """Move `temporary` to `path`, keeping the permissions of the file that was there."""
    with add_path_to_errors(path):
        path = path.resolve()  # behind a symbolic link, the file
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)


def _restore_file(path: Path, before: bytes | None) -> None:
    """Give `path` the content it had `before`; None means that there was no file."""
    if before is None:
        path.unlink(missing_ok=True)
    else:
        with _open_temporary(path, before) as temporary:
            _put_in_place(temporary, path)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OSError(errno.ENOTDIR, error.strerror, str(folder)) from error


@contextmanager
def _open_temporary(path: Path, text: str | bytes) -> Iterator[Path]:
    """Give a file beside `path` that holds all of `text`, and remove it in the end."""
    path = path.resolve()
    _make_folder(path.parent)
    temporary = path.with_name(f".{token_hex(8)}.tmp")
    try:
        with add_path_to_errors(path):
            temporary.write_bytes(text.encode() if isinstance(text, str) else text)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)

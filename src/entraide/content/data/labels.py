"""Labels: the texts of `data/` that exist in each language, how they are found and edited.

The name of a label is its file, and the keys and ids that lead to it: `data/tags/blocking/label`.
Words that a glossary lists for a language are no labels, since they are no translations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

from entraide.content.data.folder import CHANNELS, LISTS
from entraide.content.settings import Settings
from entraide.content.text_files import Splice, apply_splices, read_text
from entraide.content.yaml.editor import UnsafeEditError
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.items import add_key
from entraide.content.yaml.limits import compose_yaml
from entraide.content.yaml.values import format_value, quote_text
from entraide.errors import EntraideError, FileLine, Problem, ProblemLog
from entraide.model.segment import is_translatable
from entraide.model.segment_keys import LABEL

INCOMPLETE_FILES = frozenset({"brand", "settings"})  # their maps by locale may be incomplete
IN_QUOTES = ('"', "'")


@dataclass(frozen=True, slots=True)
class Label:
    """One text of `data/`: its file, its line, and its text by locale, "" where it is missing."""

    name: str
    path: str
    line: int
    texts: Mapping[str, str]

    def is_offered(self, code: str) -> bool:
        """Return whether translators are given the label, from the locale `code`."""
        return is_translatable(self.texts.get(code, ""))


def iter_word_files(
    settings: Settings,
    more: frozenset[str] = frozenset(),
    edited: Mapping[Path, str] = MappingProxyType({}),
) -> Iterator[tuple[Path, str, yaml.Node | None]]:
    """Yield the files of data that hold words of each locale: path, text, root node.

    `more` names those to add whose maps may be incomplete. What is `edited` has another text
    already than its file.
    """
    for file in _list_word_files(settings, more):
        if file in edited:
            yield file, edited[file], compose_yaml(edited[file])
        else:
            yield (file, *_read(settings, file))


def _list_word_files(settings: Settings, more: frozenset[str] = frozenset()) -> list[Path]:
    names = [f"{name}.yml" for name in LISTS if name not in INCOMPLETE_FILES or name in more]
    files = [settings.data / name for name in names]
    channels = sorted((settings.data / CHANNELS).glob("*.yml"))
    return [file for file in (*files, *channels) if file.is_file()]


def _read(settings: Settings, file: Path) -> tuple[str, yaml.Node | None]:
    log = ProblemLog()
    text = read_text(file, settings.make_relative(file), log) or ""
    log.raise_if_errors()
    return text, compose_yaml(text)


def has_words(node: yaml.MappingNode, codes: frozenset[str]) -> bool:
    """Return whether a mapping has a text for locales, and nothing else."""
    return bool(node.value) and all(
        name.value in codes and isinstance(value, yaml.ScalarNode) for name, value in node.value
    )


def read_labels(settings: Settings) -> dict[str, Label]:
    """Return the labels by name, in the order of their files; a broken file has none."""
    codes = frozenset(locale.code for locale in settings.locales)
    labels: dict[str, Label] = {}
    for file in _list_word_files(settings):
        try:
            _, root = _read(settings, file)
        except (EntraideError, *YAML_ERRORS):
            continue  # its mistakes are told by `entraide check`
        path = settings.make_relative(file)
        for name, node in _iter_maps(root, _name_file(settings, file), codes):
            if LABEL.fullmatch(name):
                texts = {key.value: value.value for key, value in node.value}
                labels[name] = Label(name, path, node.start_mark.line + 1, texts)
    return labels


def edit_labels(
    settings: Settings,
    code: str,
    texts: Mapping[str, str],
    edited_files: Mapping[Path, str] = MappingProxyType({}),
) -> dict[Path, str]:
    """Return the files that change when labels, by name, say `texts` in the locale `code`.

    Every byte stays that is no part of these texts, of a file or of what stands in its place in
    `edited_files`. UnsafeEditError where that cannot be done.
    """
    codes = frozenset(locale.code for locale in settings.locales)
    files = {}
    for file, text, root in iter_word_files(settings, edited=edited_files):
        name = _name_file(settings, file)
        every = _iter_maps(root, name, codes)
        maps = {each: node for each, node in every if each in texts}
        if not maps:
            continue
        splices = [_make_splice(text, node, code, texts[each]) for each, node in maps.items()]
        edited = apply_splices(text, splices)
        new, old = {each: {code: texts[each]} for each in maps}, _load_strings(text)
        if _load_strings(edited) != _WordChanger(new).renew(old, name):
            line = min(node.start_mark.line for node in maps.values()) + 1
            what = "a text from here on is written in a way that cannot be edited safely"
            location = FileLine(settings.make_relative(file), line)
            raise UnsafeEditError(Problem(location, what, f"Change “{code}” in this file by hand"))
        files[file] = edited
    return files


def _load_strings(text: str) -> object:
    """Return the value of a text; if it is broken, an object that equals nothing."""
    try:
        return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes strings alone
    except YAML_ERRORS:
        return object()


class _WordChanger:
    """Replaces the words of labels in a value by those in `new`, by their names."""

    def __init__(self, new: Mapping[str, dict[str, str]]) -> None:
        self.new = new
        self.done: dict[int, object] = {}  # an alias stands for what its anchor has become

    def renew(self, value: object, name: str) -> object:
        """Return `value`, which has that name, with the new words."""
        if id(value) not in self.done:
            self.done[id(value)] = self._change(value, name)
        return self.done[id(value)]

    def _change(self, value: object, name: str) -> object:
        if isinstance(value, dict):
            if name in self.new:
                return value | self.new[name]
            return {key: self.renew(each, f"{name}/{key}") for key, each in value.items()}
        if isinstance(value, list):
            ids = [each.get("id") if isinstance(each, dict) else None for each in value]
            names = [f"{name}/{number}" for number in range(1, len(value) + 1)]
            names = [
                each if each in self.new or not id_ else f"{name}/{id_}"
                for each, id_ in zip(names, ids, strict=True)
            ]
            return [self.renew(each, below) for each, below in zip(value, names, strict=True)]
        return value


def _name_file(settings: Settings, file: Path) -> str:
    return f"data/{file.relative_to(settings.data).with_suffix('').as_posix()}"


def _iter_maps(
    root: yaml.Node | None, name: str, codes: frozenset[str]
) -> Iterator[tuple[str, yaml.MappingNode]]:
    """Yield the mappings of a text for each locale, each once, and the names of their labels."""
    todo, known = [(root, name)], set[int]()
    while todo:
        node, name = todo.pop()
        if not isinstance(node, yaml.CollectionNode) or id(node) in known:
            continue
        known.add(id(node))
        if isinstance(node, yaml.MappingNode) and has_words(node, codes):
            yield name, node
        elif isinstance(node, yaml.MappingNode):
            below = [(value, f"{name}/{key.value}") for key, value in node.value]
            todo += reversed(below)
        else:
            items = enumerate(node.value, 1)
            below = [(item, f"{name}/{_find_id(item, codes) or at}") for at, item in items]
            todo += reversed(below)


def _find_id(node: yaml.Node, codes: frozenset[str]) -> str:
    """Return the id of a row; one of words has none, though Indonesian may be one of them."""
    if not isinstance(node, yaml.MappingNode) or has_words(node, codes):
        return ""
    return next((str(value.value) for key, value in node.value if key.value == "id"), "")


def _make_splice(text: str, node: yaml.MappingNode, code: str, words: str) -> Splice:
    """Return the splice that puts `words` into the mapping, in the quotes of the old text."""
    scalar = next((value for key, value in node.value if key.value == code), None)
    if scalar is None:
        return add_key(text, node, code, words)
    start, end = scalar.start_mark.index, scalar.end_mark.index
    end = start + len(text[start:end].rstrip())
    quoted = text[start:end].startswith(IN_QUOTES)
    new = quote_text(words) if quoted else format_value(words, flow=bool(node.flow_style))
    return Splice(start, end, new if end > start else f" {new}")

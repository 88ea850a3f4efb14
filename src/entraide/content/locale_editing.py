"""Adding a locale to a project, or removing one: the new text of each file.

Nothing is written here. What cannot be edited safely is refused, with what to do by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from entraide.content.babel_locales import find_language_name
from entraide.content.data.labels import INCOMPLETE_FILES, has_words, iter_word_files
from entraide.content.data.platform import read_platform
from entraide.content.mkdocs_yml import find_setting
from entraide.content.sample_homes import make_home_page
from entraide.content.setting_mistakes import LANGUAGES
from entraide.content.settings import Settings
from entraide.content.text_files import Splice, apply_splices, read_text
from entraide.content.yaml.items import (
    add_item,
    add_key,
    iter_mappings,
    remove_child,
)
from entraide.content.yaml.limits import compose_yaml
from entraide.content.yaml.nodes import find_node
from entraide.errors import ContentError, FileLine, Problem, ProblemLog
from entraide.model.locales import get_default_locale, to_language_tag


@dataclass(frozen=True, slots=True)
class LocaleAddition:
    """A locale to add: its code, its own name of itself, and the name of the site in it."""

    code: str
    name: str
    site_name: str

    @classmethod
    def make(cls, settings: Settings, code: str, site_name: str | None) -> "LocaleAddition":
        """Make the addition of `code`, a language that Babel knows."""
        tag = to_language_tag(code)
        name = find_language_name(tag, tag) or code
        default = get_default_locale(settings.locales)
        return cls(code, name[:1].upper() + name[1:], site_name or default.site_name)


def add_locale(settings: Settings, addition: LocaleAddition) -> dict[Path, str]:
    """Return the texts of the files that a new locale changes or makes, by path."""
    texts = _edit_config(settings, lambda text, node: _add_language(text, node, addition))
    home = settings.docs / addition.code / "index.md"
    if not home.exists():
        texts[home] = make_home_page(
            addition.code,
            addition.name,
            addition.site_name,
            has_platform=read_platform(settings, ProblemLog()).has_fact("name"),
        )
    codes = frozenset(locale.code for locale in settings.locales)
    for file, text, root in iter_word_files(settings):
        splices = [
            add_key(text, node, addition.code, "")
            for node in iter_mappings(root)
            if has_words(node, codes) and addition.code not in _list_keys(node)
        ]
        if splices:
            texts[file] = apply_splices(text, splices)
    return texts


def remove_locale(settings: Settings, code: str) -> tuple[dict[Path, str], dict[str, list[str]]]:
    """Return the texts of the files that a locale goes from, and the words of it, by file."""
    texts = _edit_config(settings, lambda text, node: _remove_language(text, node, code))
    words: dict[str, list[str]] = {}
    codes = frozenset(locale.code for locale in settings.locales)
    for file, text, root in iter_word_files(settings, INCOMPLETE_FILES):
        splices = []
        for node in iter_mappings(root):
            keys = _list_keys(node)
            if code in keys and set(keys) <= codes and len(keys) > 1:
                index = keys.index(code)
                splices.append(remove_child(text, node, index))
                value = node.value[index][1]
                words.setdefault(settings.make_relative(file), []).append(
                    text[value.start_mark.index : value.end_mark.index].strip()
                )
        if splices:
            texts[file] = apply_splices(text, splices)
    return texts, words


def _edit_config(
    settings: Settings, edit: Callable[[str, yaml.SequenceNode], Splice]
) -> dict[Path, str]:
    """Return the text of the file that lists the languages, with one of them more or less."""
    file, line = find_setting(settings.config_file, "plugins", "i18n", "languages")
    if not file.resolve().is_relative_to(settings.root.resolve()):
        what = f"{LANGUAGES} stands outside of this project"
        cure = "Edit it there, or write it into mkdocs.yml here"
        raise ContentError(Problem(FileLine(settings.make_relative(file), line), what, cure))
    text, root = _read(settings, file)
    node = find_node(root, *LANGUAGES.split("."))
    if isinstance(node, yaml.SequenceNode) and node.value:
        edited = apply_splices(text, [edit(text, node)])
        return {file: edited}
    what = f"{LANGUAGES} is written in a way that cannot be edited safely"
    raise ContentError(
        Problem(FileLine(settings.make_relative(file), line), what, "Edit it by hand")
    )


def _add_language(text: str, node: yaml.SequenceNode, addition: LocaleAddition) -> Splice:
    row = {"locale": addition.code, "name": addition.name, "site_name": addition.site_name}
    return add_item(text, node, row)


def _remove_language(text: str, node: yaml.SequenceNode, code: str) -> Splice:
    for index, item in enumerate(node.value):
        named = find_node(item, "locale")
        if named is not None and named.value == code:
            return remove_child(text, node, index)
    raise KeyError(code)


def _read(settings: Settings, file: Path) -> tuple[str, yaml.Node | None]:
    log = ProblemLog()
    text = read_text(file, settings.make_relative(file), log)
    log.raise_if_errors()
    plain = text or ""
    return plain, compose_yaml(plain)


def _list_keys(node: yaml.MappingNode) -> list[str]:
    return [name.value for name, _ in node.value]

"""The words of a sample’s data in the languages of the project that takes it, and in no other."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from entraide.content.yaml.editor import YamlEdit, edit_yaml

REVIEWED_CODES = frozenset({"en", "fr"})  # whose words native speakers have read
UNREVIEWED = re.compile(r"^# No native speaker .*\n", re.MULTILINE)


def choose_words(text: str, path: str, codes: Collection[str], known: Collection[str]) -> str:
    """Return a file of data with its words in `codes` only, of all the `known` ones."""

    def choose(value: Any) -> Any:  # noqa: ANN401 - as YAML has it
        if isinstance(value, list):
            return [choose(item) for item in value]
        if not isinstance(value, Mapping):
            return value
        is_words = bool(value) and value.keys() <= set(known)
        return {key: choose(item) for key, item in value.items() if not is_words or key in codes}

    if set(known) <= set(codes):
        return text
    edited = edit_yaml(text, YamlEdit(choose, (), (), path, "the words of other languages"))
    return UNREVIEWED.sub("", edited) if REVIEWED_CODES.issuperset(codes) else edited

"""The entries of a sample, written first in the default language of the project that takes them.

Those of the sample `product` are written in English first. Where another language is the default,
its text becomes the source, and the English one its translation.
"""

import re
from collections.abc import Mapping

OWN_KEYS = ("id", "title", "summary", "keywords")  # what each version says for itself
KEY = re.compile(r"(\w+):")


def swap_sources(texts: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Return the files of a sample by path, with the entries written in `new` first, not in `old`.

    A text is returned as it is where there is no entry, or none in both languages.
    """
    changed = dict(texts)
    for path, text in texts.items():
        other = path.replace(f"docs/{old}/", f"docs/{new}/", 1)
        if other != path and "\nsource_revision:" in texts.get(other, ""):
            changed[path], changed[other] = _swap_texts(text, texts[other])
    return changed


def _swap_texts(source: str, localised: str) -> tuple[str, str]:
    """Return the source as a localised version, and the localised version as a source."""
    (keys, body), (other_keys, other_body) = _split_text(source), _split_text(localised)
    own = {name: line for name, line in keys.items() if name in OWN_KEYS}
    revision = {"source_revision": other_keys["source_revision"], "updated": keys["updated"]}
    now_source = {name: other_keys.get(name, line) for name, line in keys.items()}
    return _join_text(own | revision, body), _join_text(now_source, other_body)


def _split_text(text: str) -> tuple[dict[str, str], str]:
    """Return the lines of each key of the front matter, with their line ends, and what follows."""
    _, matter, body = text.split("---\n", 2)
    groups: dict[str, str] = {}
    name = ""
    for line in matter.splitlines(keepends=True):
        if match := KEY.match(line):
            name = match[1]
        groups[name] = groups.get(name, "") + line
    return groups, body


def _join_text(keys: Mapping[str, str], body: str) -> str:
    return f"---\n{''.join(keys.values())}---\n{body}"

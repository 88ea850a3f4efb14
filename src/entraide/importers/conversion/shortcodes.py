"""Shortcodes of Hugo and its themes: `{{< notice warning >}} … {{< /notice >}}`."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from entraide.content.markdown.callout_kinds import KINDS_BY_NAME
from entraide.importers.conversion.paired_tags import (
    Convert,
    ForeignTag,
    OmissionCounts,
    make_callout,
    make_details,
    make_section,
    replace_tags,
)

SHORTCODE = re.compile(r"\{\{(?:<|%)(?P<inner>(?:(?!\}\})[^\0]){0,2000}?)(?:>|%)\}\}")
SHOWN = re.compile(r"\{\{([<%])/\*(.{0,500}?)\*/([>%])\}\}", re.DOTALL)  # a shortcode that is shown
PARTS = re.compile(
    r"""(?:(?P<name>[\w-]+)\s*=\s*)?(?:"(?P<double>(?:[^"\\]|\\.)*)"|`(?P<tick>[^`]*)`|(?P<bare>[^\s"`]+))"""
)
NAME = re.compile(r"\s*(/?)\s*([\w./-]*[\w.-])\s*")


def convert_shortcodes(text: str, counts: OmissionCounts) -> str:
    """Return `text` without shortcodes; what they show stands in Markdown, where we know it."""
    if "{{" not in text:
        return text
    text = SHOWN.sub(
        lambda match: f"`{{{{{match[1]}{match[2]}{match[3]}}}}}`".replace("\n", " "), text
    )
    for _ in range(3):  # one that stands within an attribute of another
        tags = list(_iter_tags(text))
        if not tags:
            return text
        text = replace_tags(text, tags, CONVERTERS, counts, "shortcode")
    return text


def _iter_tags(text: str) -> Iterator[ForeignTag]:
    for match in SHORTCODE.finditer(text):
        inner = match["inner"].strip().removesuffix("/").strip()
        head = NAME.match(inner)
        if head is None or _is_in_code(text, match.start()):
            continue
        kind = (
            "close" if head[1] else ("single" if match["inner"].rstrip().endswith("/") else "open")
        )
        yield ForeignTag(head[2], kind, _parse_values(inner[head.end() :]), *match.span())


def _is_in_code(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] == "`"


def _parse_values(written: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, match in enumerate(PARTS.finditer(written)):
        value = match["double"] if match["double"] is not None else match["tick"] or match["bare"]
        values[match["name"] or str(number)] = (value or "").replace('\\"', '"')
    return values


def _get(values: Mapping[str, str], *names: str) -> str:
    return next((values[name] for name in names if values.get(name)), "")


def _convert_callout(kind: str, values: Mapping[str, str], inner: str) -> str:
    words = [_get(values, "type", "color", "style", "level", "context"), values.get("0", ""), kind]
    name = next((word for word in words if word.lower() in KINDS_BY_NAME), "note")
    title = _get(values, "title", "heading") or (
        values.get("1", "") if name == values.get("0") else ""
    )
    return make_callout(name, title, inner or _get(values, "text", "content"))


def _convert_image(values: Mapping[str, str], inner: str) -> str:
    source = _get(values, "src", "link", "0")
    alt = _get(values, "alt", "title", "caption").replace("[", "").replace("]", "")
    caption = _get(values, "caption") or inner.strip()
    below = f"\n\n*{caption}*" if caption and caption != alt else ""
    return f"![{alt}](<{source.strip('<>')}>){below}"


def _convert_video(site: str, values: Mapping[str, str], _inner: str) -> str:
    number = re.sub(r"[^\w-]", "", _get(values, "id", "0"))
    title = re.sub(r"[\[\]]", "", _get(values, "title")) or "Video"
    return f"[{title}]({site}{number})"


def _convert_reference(values: Mapping[str, str], _inner: str) -> str:
    return _get(values, "0", "path")


def _convert_link(values: Mapping[str, str], inner: str) -> str:
    words = inner.strip() or _get(values, "text", "title", "name", "content", "0")
    address = _get(values, "href", "url", "link", "to", "relref", "ref")
    return f"[{words}](<{address}>)" if address else words


def _convert_words(values: Mapping[str, str], inner: str) -> str:
    return inner or _get(values, "text", "term", "0")


def _convert_tab(values: Mapping[str, str], inner: str) -> str:
    return make_section(_get(values, "name", "title", "header", "label", "0"), inner)


def _convert_details(values: Mapping[str, str], inner: str) -> str:
    return make_details(_get(values, "title", "summary", "0"), inner)


def _convert_code(values: Mapping[str, str], inner: str) -> str:
    language = re.sub(r"[^\w+#-]", "", _get(values, "lang", "0"))
    return f"\n\n```{language}\n{inner.strip(chr(10))}\n```\n\n"


def _keep_inner(_values: Mapping[str, str], inner: str) -> str:
    return f"\n\n{inner.strip()}\n\n" if "\n" in inner else inner


CONVERTERS: Mapping[str, Convert] = {
    **{
        name: partial(_convert_callout, name)
        for name in KINDS_BY_NAME
        if name not in {"details", "example", "quote", "cite", "default", "primary", "secondary"}
    },
    **{
        name: partial(_convert_callout, "note")
        for name in (
            "notice",
            "alert",
            "hint",
            "callout",
            "admonition",
            "block",
            "box",
            "highlight-box",
        )
    },
    **dict.fromkeys(("figure", "img", "image", "imgproc"), _convert_image),
    "youtube": partial(_convert_video, "https://www.youtube.com/watch?v="),
    "vimeo": partial(_convert_video, "https://vimeo.com/"),
    **dict.fromkeys(("ref", "relref"), _convert_reference),
    **dict.fromkeys(("link", "button", "card-link", "linkcard"), _convert_link),
    **dict.fromkeys(("glossary_tooltip", "badge", "kbd", "mark"), _convert_words),
    **dict.fromkeys(("tab", "tabitem"), _convert_tab),
    "card": _convert_tab,
    **dict.fromkeys(("details", "expand", "collapse", "accordion", "spoiler"), _convert_details),
    **dict.fromkeys(("highlight", "code"), _convert_code),
    **dict.fromkeys(
        (
            "tabs",
            "tabpane",
            "cards",
            "steps",
            "columns",
            "column",
            "accordions",
            "rawhtml",
            "center",
        ),
        _keep_inner,
    ),
}

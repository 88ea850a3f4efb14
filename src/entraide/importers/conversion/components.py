"""Convert MDX: components of Docusaurus and Starlight, imports, comments and expressions."""

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

BRACES = r"\{[^{}]{0,2000}(?:\{[^{}]{0,500}\}[^{}]{0,500}){0,9}\}"
ATTRIBUTE = rf"""[\w:-]+(?:=(?:"[^"]{{0,2000}}"|'[^']{{0,2000}}'|{BRACES}))?"""
COMPONENT = re.compile(
    rf"<(?P<close>/?)(?P<name>[A-Z](?=[\w.]*[a-z])[\w.]*|[A-Z])(?P<values>(?:\s+{ATTRIBUTE}){{0,50}})\s*(?P<single>/?)>"
)
VALUE = re.compile(r"""([\w:-]+)(?:=(?:"([^"]*)"|'([^']*)'|\{([^\0]*?)\}(?=\s|$)))?""")
FRAGMENT = re.compile(r"</?>")
CODE_LINE = re.compile(
    r"^(?:import\s[^\n]*?['\"][^\n]*['\"];?|import\s+['\"][^\n]*"
    r"|import\s*\{[^{}]{0,2000}\}\s*from\s*['\"][^\n]*)[ \t]*$",
    re.MULTILINE,
)
EXPORT = re.compile(
    r"^export\s+(?:const|let|default|function)\b[^\n]*(?:\n(?![ \t]*\n)[^\n]*){0,200}", re.MULTILINE
)
COMMENT = re.compile(r"\{/\*(?!\s*#)(?:(?!\*/\}).){0,5000}\*/\}", re.DOTALL)
EXPRESSION = re.compile(r"(?<![\\{$`])\{(?![#:.%{/])[^{}\n`]{1,300}\}(?!\})")


def convert_components(text: str, counts: OmissionCounts, *, is_mdx: bool) -> str:
    """Return `text` with its components converted to Markdown."""
    if is_mdx or re.search(r"^import\s.*from\s", text, re.MULTILINE):
        text = _drop(CODE_LINE, text, counts, "line of code (import)")
        text = _drop(EXPORT, text, counts, "code (export)")
    text = _drop(COMMENT, text, counts, "comment of MDX")
    if "<" in text:
        text = FRAGMENT.sub("", text)
        text = replace_tags(text, _iter_tags(text), CONVERTERS, counts, "component")
    if is_mdx:
        text = EXPRESSION.sub(partial(_show_expression, counts), text)
    return text


def _drop(pattern: re.Pattern[str], text: str, counts: OmissionCounts, what: str) -> str:
    text, count = pattern.subn("", text)
    if count:
        counts[what, "left out"] += count
    return text


def _show_expression(counts: OmissionCounts, match: re.Match[str]) -> str:
    before = match.string.rfind("\n", 0, match.start()) + 1
    if match.string[before : match.start()].lstrip().startswith("#") and match[0].startswith("{#"):
        return match[0]
    counts["expression of MDX", "shown as code"] += 1
    return f"`{match[0]}`"


def _iter_tags(text: str) -> Iterator[ForeignTag]:
    for match in COMPONENT.finditer(text):
        if match.start() and text[match.start() - 1] == "`":
            continue
        kind = "close" if match["close"] else ("single" if match["single"] else "open")
        values = {
            each[1]: (each[2] or each[3] or (each[4] or "").strip("`'\" {}"))
            for each in VALUE.finditer(match["values"])
        }
        yield ForeignTag(match["name"], kind, values, *match.span())


def _get(values: Mapping[str, str], *names: str) -> str:
    return next((values[name] for name in names if values.get(name)), "")


def _convert_callout(kind: str, values: Mapping[str, str], inner: str) -> str:
    kind_name = _get(values, "type", "variant", "kind", "intent")
    name = kind_name if kind_name.lower() in KINDS_BY_NAME else kind
    return make_callout(name, _get(values, "title"), inner)


def _convert_section(values: Mapping[str, str], inner: str) -> str:
    return make_section(_get(values, "label", "title", "value"), inner)


def _convert_link(values: Mapping[str, str], inner: str) -> str:
    words = " ".join(inner.split()) or _get(values, "title", "label", "text")
    address = _get(values, "href", "to")
    text = f"[{words}](<{address}>)" if address and words else words
    more = _get(values, "description")
    return f"{text}: {more}\n\n" if more else text


def _convert_image(values: Mapping[str, str], _inner: str) -> str:
    source, alt = _get(values, "src", "source"), _get(values, "alt", "title")
    path = re.search(r"[\w./@~-]+\.(?:png|jpe?g|gif|svg|webp|avif)", source)
    return f"![{alt}](<{path[0]}>)" if path else alt


def _convert_details(values: Mapping[str, str], inner: str) -> str:
    return make_details(_get(values, "title", "summary", "label"), inner)


def _keep_inner(_values: Mapping[str, str], inner: str) -> str:
    return f"\n\n{inner.strip()}\n\n" if "\n" in inner else inner


def _convert_badge(values: Mapping[str, str], inner: str) -> str:
    return inner or _get(values, "text", "name")


CONVERTERS: Mapping[str, Convert] = {
    **{
        name: partial(_convert_callout, name)
        for name in KINDS_BY_NAME
        if name not in {"details", "spoiler", "quote", "cite", "example"}
    },
    **{
        name: partial(_convert_callout, "note")
        for name in ("aside", "callout", "admonition", "alert")
    },
    **dict.fromkeys(("tabitem", "tab", "card", "step", "accordion"), _convert_section),
    **dict.fromkeys(("link", "linkcard", "linkbutton", "button", "doccard"), _convert_link),
    **dict.fromkeys(("image", "img", "themedimage", "zoomimage"), _convert_image),
    **dict.fromkeys(("details", "spoiler", "expandable"), _convert_details),
    **dict.fromkeys(
        ("tabs", "cardgrid", "cards", "steps", "filetree", "cardgroup", "accordiongroup"),
        _keep_inner,
    ),
    **dict.fromkeys(("badge", "kbd", "term"), _convert_badge),
}

"""Convert the syntax of Material for MkDocs and similar systems to ours.

These are tabs, callouts, snippets, keys, icons, attribute lists, formulas and wiki links.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from entraide.content.markdown.callout_kinds import KINDS_BY_NAME
from entraide.importers.conversion.paired_tags import OmissionCounts

TAB = re.compile(r"(?P<indent>[ \t]*)===[+!]?[ \t]+[\"'](?P<title>[^\"\n]{0,300})[\"'][ \t]*$")
ADMONITION = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<mark>!!!|\?\?\?\+?)[ \t]+(?P<kinds>[a-z][\w-]*(?:[ \t]+[a-z][\w-]*)*)"
    r"(?P<title>[ \t]+\"[^\"\n]*\")?[ \t]*$",
    re.MULTILINE,
)
COLONS = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<mark>:{3,})[ \t]*\{?(?P<kind>[A-Za-z][\w-]*)\}?(?P<rest>[^\n]*)$",
    re.MULTILINE,
)
SNIPPET = re.compile(
    r"^(?P<indent>[ \t]*);?-{1,2}8<-{1,2}[ \t]*[\"'](?P<name>[^\"'\n]{1,300})[\"'][ \t]*$",
    re.MULTILINE,
)
SNIPPET_BLOCK = re.compile(
    r"^[ \t]*-{1,2}8<-{1,2}[ \t]*\n(?P<names>(?:[^\n]+\n){1,50}?)[ \t]*-{1,2}8<-{1,2}[ \t]*$",
    re.MULTILINE,
)
ATTRIBUTE = (
    r"""(?:[.#][\w:-]+|[\w:@-]+(?:=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s{}"']{1,200}))?)"""
)
LIST = re.compile(rf"[ \t]?\{{:?[ \t]*(?P<inner>{ATTRIBUTE}(?:[ \t]+{ATTRIBUTE}){{0,20}})[ \t]*\}}")
OWN_ID = re.compile(r"#([A-Za-z][\w-]*)")
SIZE = re.compile(r"\bwidth=[\"']?(\d{1,5})(?:px)?[\"']?(?=[\s}]|$)")
ICON = re.compile(r":(?:material|octicons|fontawesome|simple|fa|mdi|custom)-[\w-]{1,100}:")
KEYS = re.compile(r"(?<![\w+])\+\+([\w\"-]+(?:\+[\w\"-]+){0,5})\+\+(?![\w+])")
MARKED = re.compile(r"(?<![=<>!\w])==(?=[^\s=])([^=\n]{0,300}[^=\s])==(?!=)")
UNDERLINED = re.compile(r"\^\^(?=\S)([^^\n]{1,300})\^\^")
RAISED = re.compile(r"(?<!\^)\^([^\s^]{1,40})\^(?!\^)")
LOWERED = re.compile(r"(?<=\w)~(\w{1,20})~(?=\w|\W|$)")
CRITIC = re.compile(r"\{(?P<mark>--|\+\+|==|>>|~~)(?P<words>[^\n]{1,500}?)(?:--|\+\+|==|<<|~~)\}")
MEANING = re.compile(r"^\*\[([^\]\[\n]{1,200})\]:[ \t]*([^\n]*)\n?", re.MULTILINE)
FORMULA = re.compile(r"\$\$([^$]{1,2000})\$\$|\\\[((?:(?!\\\]).){1,2000})\\\]", re.DOTALL)
WIKI_LINK = re.compile(r"(?<!!)\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
JINJA = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
TABLE_LINE = re.compile(r"^[ \t]*[|:-][|: \t-]*$", re.MULTILINE)  # below the head of a table
EMOJI = {
    "smile": "😄", "warning": "⚠️", "rocket": "🚀", "tada": "🎉", "bulb": "💡", "star": "⭐",
    "heart": "❤️", "white_check_mark": "✅", "heavy_check_mark": "✔️", "x": "❌", "fire": "🔥",
    "information_source": "ℹ️", "point_right": "👉", "eyes": "👀", "zap": "⚡", "lock": "🔒",
    "key": "🔑", "mag": "🔍", "book": "📖", "memo": "📝", "construction": "🚧", "+1": "👍",
    "thumbsup": "👍", "thumbsdown": "👎", "wave": "👋", "question": "❓", "exclamation": "❗",
    "bug": "🐛", "sparkles": "✨", "package": "📦", "link": "🔗", "globe_with_meridians": "🌐",
}  # fmt: skip
EMOJI_NAME = re.compile(rf"(?<![\w:/]):({'|'.join(map(re.escape, EMOJI))}):(?![\w/])")


def insert_snippets(
    text: str, snippets: Mapping[str, str], counts: OmissionCounts, depth: int = 0
) -> str:
    """Return `text` with the files that it includes; a file that is not in the source is named."""
    if "8<" not in text or depth > 5:
        return text
    text = SNIPPET_BLOCK.sub(
        lambda match: "\n".join(
            f'--8<-- "{name.strip()}"' for name in match["names"].split("\n") if name.strip()
        ),
        text,
    )

    def include(match: re.Match[str]) -> str:
        name = match["name"].partition(":")[0].strip()
        snippet = next(
            (each for each in snippets if each == name or each.endswith(f"/{name}")), None
        )
        if snippet is None:
            counts[f"text of the file “{name[:80]}”, which is not in the source", "left out"] += 1
            return ""
        inner = insert_snippets(snippets[snippet], snippets, counts, depth + 1)
        return "\n".join(f"{match['indent']}{line}" for line in inner.split("\n"))

    return SNIPPET.sub(include, text)[:1_000_000]


def unnest_tabs(text: str, counts: OmissionCounts) -> str:
    """Return `text` with the tabs of Material one below another, each under its title."""
    for _ in range(6):  # tabs within tabs
        if not re.search(r"^[ \t]*===[+!]?[ \t]+[\"']", text, re.MULTILINE):
            return text
        text = "\n".join(_iter_unfolded(text.split("\n"), counts))
    return text


def _iter_unfolded(lines: list[str], counts: OmissionCounts) -> Iterator[str]:
    inside: str | None = None  # the indentation of the tab that is being read
    for line in lines:
        match = TAB.match(line)
        if match and (inside is None or len(match["indent"]) <= len(inside)):
            counts["tab", "its title in bold type, its text below"] += 1
            inside = match["indent"]
            yield from ("", f"{inside}**{match['title']}**", "")
        elif inside is not None and line.startswith(f"{inside}    "):
            yield inside + line[len(inside) + 4 :]
        else:
            if line.strip():
                inside = None
            yield line


def normalize_callouts(text: str, counts: OmissionCounts) -> str:
    """Return `text` with callouts of our kinds only: an unknown one becomes a note."""

    def convert(match: re.Match[str]) -> str:
        kinds = match["kinds"].split()
        kind = next((each for each in kinds if each in KINDS_BY_NAME), "note")
        title = match["title"] or ""
        if kind not in kinds:
            counts[f"callout “{kinds[0]}”", "a note"] += 1
            title = title or f' "{kinds[0].replace("-", " ").capitalize()}"'
        elif {"inline", "end"} & set(kinds):
            counts["callout beside the text", "above the text"] += 1
        shown = "" if title.strip() == '""' else title
        return f"{match['indent']}{match['mark']} {kind}{shown}"

    def rename(match: re.Match[str]) -> str:
        if match["kind"].lower() in KINDS_BY_NAME:
            return f"{match['indent']}{match['mark']}{match['kind']}{match['rest']}"
        counts[f"block “:::{match['kind']}”", "a note"] += 1
        title = match["rest"] if match["rest"].startswith("[") else ""
        return f"{match['indent']}{match['mark']}note{title}"

    return COLONS.sub(rename, ADMONITION.sub(convert, text))


def mend_tables(text: str) -> str:
    """Return `text` with spaces taken out of the lines below the heads of tables: `:-- :`."""
    return TABLE_LINE.sub(_mend_line, text)


def _mend_line(match: re.Match[str]) -> str:
    if "|" not in match[0] or "-" not in match[0]:
        return match[0]
    return re.sub(r"(?<=-)[ \t]+(?=:)|(?<=:)[ \t]+(?=-)", "", match[0])


def drop_attributes(text: str, counts: OmissionCounts) -> str:
    """Return `text` without lists of attributes; the id of a heading and a width stay."""
    if "{" not in text:
        return text
    return "\n".join(_drop_from_line(line, counts) for line in text.split("\n"))


def _drop_from_line(line: str, counts: OmissionCounts) -> str:
    def drop(match: re.Match[str]) -> str:
        before = line[: match.start()]
        own_id, size = OWN_ID.search(match["inner"]), SIZE.search(match["inner"])
        is_heading = re.match(r"[ >]*#{1,6}[ \t]", line) is not None
        if is_heading and own_id and line[match.end() :].strip() == "":
            remainder = f" {{#{own_id[1]}}}"
        elif before.endswith(")") and size and int(size[1]):
            remainder = f"{{width={size[1]}}}"
        elif (
            not before.strip(" >")
            or before[-1:] in ")]*`_>:"
            or before.endswith("\ue001")
            or match[0].lstrip().startswith("{:")
            or is_heading
        ):
            remainder = ""
        else:
            return match[0]  # words in braces
        if remainder.strip(" {}") != match["inner"].strip():
            counts["list of attributes", "left out"] += 1
        return remainder

    return LIST.sub(drop, line) if "{" in line else line


def _convert_critic(match: re.Match[str]) -> str:
    if match["mark"] in {"--", ">>"}:
        return ""
    return match["words"].partition("~>")[2] or match["words"]


def _format_keys(match: re.Match[str]) -> str:
    names = [name.strip('"').replace("-", " ") for name in match[1].split("+")]
    return " + ".join(f"<kbd>{name.capitalize()}</kbd>" for name in names)


def _show_formula(match: re.Match[str]) -> str:
    return f"`{' '.join((match[1] or match[2]).replace('`', '').split())}`"


def _show_emoji(match: re.Match[str]) -> str:
    return EMOJI[match[1]]


def convert_emoji(text: str) -> str:
    """Return `text` with each emoji in the place of its name: `:bulb:`."""
    return EMOJI_NAME.sub(_show_emoji, text)


class SignRule(NamedTuple):
    """A pattern and its replacement; `what` names what is lost, "" for nothing."""

    pattern: re.Pattern[str]
    convert: str | Callable[[re.Match[str]], str]
    what: str = ""
    outcome: str = ""


SIGN_RULES = (
    SignRule(JINJA, ""),
    SignRule(CRITIC, _convert_critic, "mark of an edit (CriticMarkup)", "its words stay"),
    SignRule(ICON, "", "icon", "left out"),
    SignRule(EMOJI_NAME, _show_emoji),
    SignRule(KEYS, _format_keys),
    SignRule(MARKED, r"<mark>\1</mark>"),
    SignRule(UNDERLINED, r"<u>\1</u>"),
    SignRule(RAISED, r"<sup>\1</sup>"),
    SignRule(LOWERED, r"<sub>\1</sub>"),
    SignRule(FORMULA, _show_formula, "formula", "shown as code"),
    SignRule(MEANING, "", "meaning of an abbreviation", "left out"),
    SignRule(WIKI_LINK, lambda match: f"[{(match[2] or match[1]).strip()}](<{match[1].strip()}>)"),
)


def convert_signs(text: str, counts: OmissionCounts) -> str:
    """Return `text` with inline syntax of other dialects converted: keys, marks, superscripts."""
    for rule in SIGN_RULES:
        text, count = rule.pattern.subn(rule.convert, text)
        if count and rule.what:
            counts[rule.what, rule.outcome] += count
    return text

r"""Values of Python as JavaScript, regular expressions too.

A pattern is translated so that it finds the same in a browser: what `\s`, `\w` and `\d` are in
Python is spelled out, and everything counts code points. What has no translation is an error of the
build, never a pattern that finds something else.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

FLAGS = "gu"
SIGN = r"\\(?:x..|u.{4}|U.{8}|.)|."
TOKEN = re.compile(
    r"(?P<set>\[\^?\]?(?:\\.|[^\\\]])*\])|(?P<again>\(\?P=\w+\))"
    r"|(?P<group>\((?!\?)|\(\?(?:P<\w+>|<?[=!]|[sm]*:))|(?P<end>\))"
    rf"|(?P<times>(?:[*+?]|\{{\d*,?\d*\}})[?+]?)|(?P<place>[.^$|])|(?P<sign>{SIGN})",
    re.DOTALL,
)
SET_ITEM = re.compile(rf"({SIGN})(?:-({SIGN}))?", re.DOTALL)
SETS = {
    "s": r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
    "w": r"\p{L}\p{N}_",
    "d": r"\p{Nd}",
}
ASCII_SETS = {"s": r"\t-\r\x20", "w": "a-zA-Z0-9_", "d": "0-9"}
CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}
SYNTAX = frozenset(r"^$\.*+?()[]{}|/-")


def format_module(values: Mapping[str, object]) -> str:
    """Return a module that exports each of `values` by its name."""
    return "".join(
        f"export const {name} = {format_value(value)};\n" for name, value in values.items()
    )


def format_value(value: object) -> str:
    """Return the expression of a value; raise ValueError for a pattern without a translation."""
    if isinstance(value, re.Pattern):
        return f"/{to_javascript(value)}/{FLAGS}"
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        rows = (f"{json.dumps(str(key))}: {format_value(item)}" for key, item in value.items())
        return f"{{ {', '.join(rows)} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(format_value, value))}]"
    return json.dumps(value)


def to_javascript(pattern: re.Pattern[str]) -> str:
    """Return the source of a pattern, for FLAGS; raise ValueError where it has no translation."""
    try:
        return "".join(_iter_translated(pattern))
    except ValueError as error:
        raise ValueError(f"{error} has no translation to JavaScript: {pattern.pattern}") from None


def _iter_translated(pattern: re.Pattern[str]) -> Iterator[str]:
    unknown = re.IGNORECASE | re.VERBOSE if not pattern.flags & re.ASCII else re.VERBOSE
    if pattern.flags & unknown:
        raise ValueError("this flag, without re.ASCII,")
    signs = _Signs(pattern.flags)
    scopes = [pattern.flags]  # of the groups that are open
    for match in TOKEN.finditer(pattern.pattern):
        written, kind = match[0], match.lastgroup
        if kind == "group":
            scopes.append(scopes[-1] | (re.DOTALL if written.startswith("(?s") else 0))
            yield "(?:" if written.endswith(":") else written.replace("(?P<", "(?<")
        elif kind == "end":
            scopes.pop()
            yield written
        elif kind == "again" and not signs.both_cases:
            yield rf"\k<{written[4:-1]}>"
        elif kind == "times" and not written[1:].endswith("+"):
            yield written
        elif kind == "place":
            yield _translate_place(written, scopes[-1])
        elif kind in {"set", "sign"} and written != "(":
            yield signs.convert_set(written) if kind == "set" else signs.convert(written)
        else:
            raise ValueError(written)


def _translate_place(written: str, flags: int) -> str:
    if written == "$" and not flags & re.MULTILINE:
        raise ValueError(written)  # it would match before a line feed at the end, too
    start = r"(?<![^\n])" if flags & re.MULTILINE else "^"
    dot = "[^]" if flags & re.DOTALL else r"[^\n]"
    return {"^": start, "$": r"(?![^\n])", ".": dot, "|": "|"}[written]


class _Signs:
    """The JavaScript for the signs of a pattern with certain flags."""

    def __init__(self, flags: int) -> None:
        self.sets = ASCII_SETS if flags & re.ASCII else SETS
        self.both_cases = bool(flags & re.IGNORECASE)
        word = f"[{self.sets['w']}]"
        self.escapes = {"A": "^", "Z": "$", "b": f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"}
        for name, signs in self.sets.items():
            self.escapes |= {name: f"[{signs}]", name.upper(): f"[^{signs}]"}

    def convert(self, written: str) -> str:
        """Return a sign outside of brackets."""
        if written[0] == "\\" and written[1:] in self.escapes:
            return self.escapes[written[1:]]
        if written[1:].isdecimal() and written != r"\0" and not self.both_cases:
            return f"(?:{written})"
        sign = _read_sign(written)
        if self.both_cases and sign.swapcase() != sign:
            return f"[{sign}{sign.swapcase()}]"
        return sign if sign == "-" else _escape(sign)

    def convert_set(self, written: str) -> str:
        """Return signs in brackets."""
        start = "[^" if written.startswith("[^") else "["
        items = SET_ITEM.findall(written[len(start) : -1])
        complement = self.escapes.get(items[0][0][1:], "") if start == "[^" else ""
        if complement.startswith("[^"):  # what is neither no letter nor one of the others
            others = "".join(self._convert_range(*item) for item in items[1:])
            return f"(?:(?![{others}])[{complement.removeprefix('[^')})"
        return f"{start}{''.join(self._convert_range(*item) for item in items)}]"

    def _convert_range(self, first: str, last: str) -> str:
        if first[0] == "\\" and first[1:] in self.sets:
            return self.sets[first[1:]]
        ends = [_read_sign(sign) for sign in (first, last) if sign]
        ranges = [ends]
        if self.both_cases and all(sign.swapcase() != sign for sign in ends):
            ranges.append([sign.swapcase() for sign in ends])
        return "".join("-".join(map(_escape, each)) for each in ranges)


def _read_sign(written: str) -> str:
    """Return the character that an escaped sign stands for."""
    if written[0] != "\\":
        return written
    name = written[1:]
    if len(name) > 1:
        return chr(int(name[1:], 16))
    if name.isalnum() and name not in CONTROLS:
        raise ValueError(written)
    return CONTROLS.get(name, name)


def _escape(sign: str) -> str:
    if sign in SYNTAX:
        return f"\\{sign}"
    return sign if " " <= sign <= "~" else f"\\u{{{ord(sign):x}}}"

"""The rules that the page for proposals needs while somebody types, as a module for its scripts.

What somebody types is told to nobody before it is sent, and a site may have no desk: so the browser
judges it. It knows no rule of its own: each is taken from where Python has it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType
from typing import Any
from unicodedata import decimal

from entraide.content.checks.glossary import NOT_READ
from entraide.content.markdown import attributes, callouts, html_blocks, inline_html, stray_markup
from entraide.model import equal_parts
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.objections import (
    BASE_LENGTH,
    FOREIGN_PARTS,
    LENGTH_FACTOR,
    MINOR_OBJECTIONS,
    SHORT_BASE,
    SHORT_FACTOR,
    SHORT_KINDS,
    ObjectionKind,
)
from entraide.model.placeholders import PLACEHOLDER
from entraide.model.segment import PROTECTED, TARGET
from entraide.model.site import Site
from entraide.model.text_fields import TEXT_FIELDS
from entraide.model.translation_state import State
from entraide.model.wordings import DOTTED_CAPITAL_I, compile_wording, to_nfc
from entraide.publish.javascript import format_module
from entraide.published_files.entries import convert_state
from entraide.translation.coverage import WAITING_STATES
from entraide.translation.formats import row_notes, sheet

SHEET = "HEADER KEY_LINE FORMS WISHES END MARK_LINE BLOCK QUOTE LIKE_A_MARK ESCAPED_MARK"
CHECKSUM = "BLANKS EDGES"
# What the preview reads as pages do.
MARKUP = (
    (callouts, "ALERT COLONS ADMONITION"),
    (html_blocks, "OPEN SUMMARY CLOSE"),
    (inline_html, "NAME"),
    (attributes, "ATTRIBUTE_LIST LIST_LINE"),
    (stray_markup, "CONTENTS"),
)
PATH = "assets/scripts/propose/rules.js"
SCRIPTS = range(0x20000)  # in which digits stand; none has any further on


def _pick(module: ModuleType, names: str) -> dict[str, Any]:
    return {name: getattr(module, name) for name in names.split()}


def _iter_markup() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield each pattern of MARKUP, for where a line or a tag begins."""
    for module, names in MARKUP:
        for name, pattern in _pick(module, names).items():
            yield name, re.compile(rf"\A(?:{pattern.pattern})", pattern.flags)


@cache
def _list_zeros() -> tuple[int, ...]:
    """Return the digit 0 of every script: a browser does not know which digit a sign is."""
    return tuple(code for code in SCRIPTS if decimal(chr(code), None) == 0)


def build_page_rules(wordings: Iterable[str]) -> str:
    """Build the module; `wordings` are those that texts are searched for."""
    return format_module(
        {
            "PLACEHOLDER": PLACEHOLDER,
            "UNWRITABLE": UNWRITABLE_CHARACTER,
            "PROTECTED": PROTECTED,
            "EQUAL": {
                "words": equal_parts.NUMBER_WORDS,
                "months": equal_parts.MONTH_NAMES,
                "date": equal_parts.DATE,
                "datePart": equal_parts.DATE_PART,
                "halfDay": equal_parts.HALF_DAY,
                "fullHour": equal_parts.FULL_HOUR,
                "language": equal_parts.LANGUAGE_PART,
                "number": equal_parts.IS_NUMBER,
                "address": equal_parts.IS_ADDRESS,
                "zero": equal_parts.ZERO,
                "zeros": _list_zeros(),
            },
            "FOREIGN_PARTS": FOREIGN_PARTS,
            "LENGTH": {"base": BASE_LENGTH, "factor": LENGTH_FACTOR},
            "SHORT": {"base": SHORT_BASE, "factor": SHORT_FACTOR, "kinds": SHORT_KINDS},
            "GRAVE": [kind for kind in ObjectionKind if kind not in MINOR_OBJECTIONS],
            "TARGET": TARGET,
            "MARKUP": dict(_iter_markup()),
            "LIST_AT_END": attributes.LIST_AT_END,
            "FIELDS": list(TEXT_FIELDS),
            "WAITING_STATES": WAITING_STATES,
            "PARTIAL_STATES": {convert_state(State.PARTIAL): State.PARTIAL},
            "MISSING": [state for state in State if state.is_missing],
            "SHEET": _pick(sheet, SHEET) | _pick(row_notes, CHECKSUM),
            "NOT_READ": NOT_READ,
            "DOTTED_CAPITAL_I": DOTTED_CAPITAL_I,
            "WORDINGS": {each: compile_wording(to_nfc(each)) for each in sorted({*wordings})},
        }
    )


def iter_wordings(site: Site) -> Iterator[str]:
    """Yield each wording of the glossary, in every language: terms and what not to write."""
    for term in site.glossary.values():
        for locale in site.locales:
            yield from term.list_spellings(locale.code) if locale.code in term.term else ()
            yield from term.forbidden.get(locale.code, ())

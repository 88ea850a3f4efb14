"""Every colour is a design token: a site that changes tokens.css keeps no colour of before."""

import re
from collections.abc import Iterator
from pathlib import Path

from support.offenders import assert_none
from support.paths import ROOT
from support.source_code import PACKAGE, get_relative_path

FOLDERS = (ROOT / "overrides", PACKAGE / "desk" / "templates", PACKAGE / "desk" / "static")
DRAWING = (".css", ".html", ".js", ".svg")
HEX = r"(?<![\w&/])#(?:[0-9a-f]{3,4}){1,2}(?![\w-])"
FUNCTION = r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\("
NAME = (
    r"(?::|=[\"'])\s*(?:black|white|gr[ae]y|red|green|blue|yellow|orange|brown|purple|navy)\b(?!-)"
)
COLOUR = re.compile(f"{HEX}|{FUNCTION}|{NAME}", re.IGNORECASE)
IN_PYTHON = re.compile(rf"[\"'](?:{HEX})[\"']|[\"']{FUNCTION}", re.IGNORECASE)
TOKENS = "overrides/assets/tokens.css"
ALLOWED = {
    "overrides/assets/favicon.svg": {"#0e3b38", "#8ad3c4", "#ffc978", "#fff"},  # a picture
    "overrides/assets/styles/print.css": {"#000", "#fff"},  # every printer has these two
    "overrides/assets/styles/emergency.css": {"#000"},
    "overrides/assets/styles/numbers.css": {"#000"},
    "overrides/assets/styles/print_services.css": {"#000"},
    "overrides/assets/styles/print_text.css": {"#000"},
}


def iter_drawing_files() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.suffix in DRAWING and "vendor" not in path.parts:
                yield path


def find_colours(path: Path, pattern: re.Pattern[str] = COLOUR) -> Iterator[str]:
    return (found[0] for found in pattern.finditer(path.read_text(encoding="utf-8")))


def test_no_colour_stands_outside_the_design_tokens() -> None:
    names = {get_relative_path(path): path for path in iter_drawing_files()}
    tokens = names.pop(TOKENS)
    assert len(set(find_colours(tokens))) > 50
    assert len(names) > 150
    assert_none(
        f"{name}: {colour}"
        for name, path in names.items()
        for colour in find_colours(path)
        if colour not in ALLOWED.get(name, ())
    )
    for name, colours in ALLOWED.items():
        assert set(find_colours(names[name])) == colours, f"{name}: allowed, and not there"


def test_no_colour_stands_in_python() -> None:
    paths = sorted(PACKAGE.rglob("*.py"))
    assert_none(
        f"{get_relative_path(path)}: {colour}"
        for path in paths
        for colour in find_colours(path, IN_PYTHON)
    )

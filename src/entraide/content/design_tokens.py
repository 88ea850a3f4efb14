"""The design tokens in `overrides/assets/tokens.css`, for what is no part of a style sheet."""

import re
from collections.abc import Sequence
from pathlib import Path

from entraide.errors import EntraideError, FileLine, Problem

# What the head of a page, the web manifest and the badges of languages take.
REQUIRED_TOKENS = ("band", "paper", "ink", "lamp", "on-accent", "badge-done")
TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark")


def parse_design_tokens(css: str) -> dict[str, str]:
    """Return the tokens of `assets/tokens.css` in the light theme, which comes first there."""
    return {name: value.strip() for name, value in reversed(TOKEN.findall(css))}


def read_themes(folders: Sequence[Path]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the tokens of the light and of the dark theme; raise EntraideError for missing ones.

    They are in `assets/tokens.css` of the first of `folders` that has such a file.
    """
    files = (folder / "assets" / "tokens.css" for folder in folders)
    path = next(file for file in files if file.is_file())
    css = path.read_text(encoding="utf-8")
    tokens = parse_design_tokens(css)
    if missing := ", ".join(f"--{name}" for name in REQUIRED_TOKENS if name not in tokens):
        cure = f"Add a colour for each, as in `{missing.split(',')[0]}: #0e3b38;`"
        raise EntraideError(
            Problem(FileLine(str(path)), f"design tokens are missing: {missing}", cure)
        )
    dark = DARK.search(css)
    return tokens, tokens | (parse_design_tokens(css[dark.end() :]) if dark else {})


def read_design_tokens(folders: Sequence[Path]) -> dict[str, str]:
    """Return the tokens of the light theme, as `read_themes` does."""
    return read_themes(folders)[0]

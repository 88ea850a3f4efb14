"""The design tokens in `overrides/assets/tokens.css`, for what is drawn without a style sheet."""

import re
from pathlib import Path

TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")


def parse_design_tokens(css: str) -> dict[str, str]:
    """Return the tokens of `assets/tokens.css` in the light theme, which comes first there."""
    return {name: value.strip() for name, value in reversed(TOKEN.findall(css))}


def read_design_tokens(overrides: Path) -> dict[str, str]:
    """Return the tokens of the project's style."""
    return parse_design_tokens((overrides / "assets" / "tokens.css").read_text(encoding="utf-8"))

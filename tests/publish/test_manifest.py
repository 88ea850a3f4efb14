"""The web manifest: each locale's own, with icons that are there."""

import json
import re
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entraide.content.design_tokens import read_design_tokens
from entraide.errors import EntraideError
from entraide.publish.manifest import build_manifest
from support.entries import make_entry, make_typeset_site

OVERRIDES = Path(__file__).parents[2] / "overrides"
TOKENS = read_design_tokens([OVERRIDES])


@pytest.fixture
def read_manifest() -> Callable[[str], dict[str, Any]]:
    whole = replace(make_typeset_site(), homes=dict.fromkeys(("en", "fr"), make_entry(1).source))

    def read(code: str) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(build_manifest(whole, whole.get_locale(code), TOKENS))
        return value

    return read


def test_each_locale_has_its_name_and_language(
    read_manifest: Callable[[str], dict[str, Any]],
) -> None:
    french = read_manifest("fr")
    assert (french["name"], french["lang"], french["dir"]) == ("Aide", "fr", "ltr")
    assert read_manifest("en")["name"] == "Help"


def test_it_opens_its_own_locale_in_the_browser(
    read_manifest: Callable[[str], dict[str, Any]],
) -> None:
    found = read_manifest("fr")
    assert (found["start_url"], found["scope"], found["display"]) == ("./", "./", "browser")


def test_its_colours_are_tokens_of_the_light_theme(
    read_manifest: Callable[[str], dict[str, Any]],
) -> None:
    found = read_manifest("en")
    assert (found["theme_color"], found["background_color"]) == ("#0e3b38", "#f4f6f3")


@pytest.mark.parametrize("code", ["en", "fr"])
def test_its_icons_are_there_in_the_size_they_claim(
    read_manifest: Callable[[str], dict[str, Any]], code: str
) -> None:
    folder = Path("fr" if code == "fr" else "")
    for icon in read_manifest(code)["icons"]:
        path = (OVERRIDES / folder / icon["src"]).resolve()
        assert path.is_file(), path
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", path.read_bytes()[16:24])
            assert icon["sizes"] == f"{width}x{height}"


def test_icons_are_small_and_of_our_own_colours() -> None:
    files = list((OVERRIDES / "assets" / "icons").iterdir())
    assert len(files) == 4
    assert all(file.stat().st_size < 6_000 for file in files)
    drawn = (OVERRIDES / "assets" / "favicon.svg").read_text(encoding="utf-8")
    assert TOKENS["band"] in re.findall(r"#[0-9a-f]{6}", drawn)


def test_design_tokens_that_are_missing_are_named_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    css = ":root { --band: #111; --paper: #222; --ink: #333; --lamp: #444; }"
    (tmp_path / "assets/tokens.css").write_text(css, encoding="utf-8")
    with pytest.raises(EntraideError, match="missing: --on-accent, --badge-done"):
        read_design_tokens([tmp_path])

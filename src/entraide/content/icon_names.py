"""The icons that a project may name: those of Material Design, which come with its theme.

A template includes one from `.icons/`, as inline SVG.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

ICONS = "material"  # below `.icons/`; the folder of the theme has others, of brands among them


@cache
def list_icons() -> frozenset[str]:
    """List the names of the icons; none where the theme is not installed."""
    return frozenset(file.stem for folder in _list_folders() for file in folder.glob("*.svg"))


@cache
def read_icon(name: str) -> str:
    """Return an icon as inline SVG that no screen reader names; "" where there is none."""
    files = (folder / f"{name}.svg" for folder in _list_folders())
    drawing = next((file.read_text(encoding="utf-8") for file in files if file.is_file()), "")
    return drawing.strip().replace("<svg ", '<svg aria-hidden="true" ', 1)


def _list_folders() -> list[Path]:
    spec = find_spec("material")
    folders = spec.submodule_search_locations or () if spec else ()
    return [Path(folder, "templates/.icons", ICONS) for folder in folders]

"""The brand of a project: its logos, its icon, its colours, its fonts, its own style sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = "brand/"  # below assets/ of the built site: where its files are published


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture of the brand as it is published: its address below `assets/`, and its size."""

    url: str
    ratio: float  # how many times as wide as high


@dataclass(frozen=True, slots=True)
class Logo:
    """The marks in the band at the top, for each theme.

    A `wordmark` has the name in it, so that no page shows it twice.
    """

    light: Mark
    dark: Mark
    wordmark: bool = False


@dataclass(frozen=True, slots=True)
class Icon:
    """The SVG drawing of which all icons are made, and the background of those that need one."""

    svg: str
    ratio: float
    ground: str


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file; `url` is its address below `assets/`."""

    family: str
    url: str
    weight: str
    style: str


@dataclass(frozen=True, slots=True)
class Brand:
    """The contents of `data/brand.yml`; an empty brand changes nothing.

    `light` and `dark` are the design tokens that each theme changes. `files` has the path of each
    file, by its address below `assets/`.
    """

    names: Mapping[str, str] = field(default_factory=dict)  # of the site, by locale
    logo: Logo | None = None
    icon: Icon | None = None
    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[str, ...] = ()
    font_files: tuple[FontFile, ...] = ()
    css: str = ""
    files: Mapping[str, Path] = field(default_factory=dict)

"""The brand of a project: its marks, its colours, its letters, its own style sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = "brand/"  # below assets/ of the built site: where its files are published


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture of the brand as it is published: its address below `assets/`, and its shape."""

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
    """The drawing that all icons are made from, as SVG, and the ground of those that need one."""

    svg: str
    ratio: float
    ground: str


@dataclass(frozen=True, slots=True)
class FontFile:
    """A file with letters; `url` is its address below `assets/`."""

    family: str
    url: str
    weight: str
    style: str


@dataclass(frozen=True, slots=True)
class Brand:
    """What `data/brand.yml` says; an empty brand changes nothing.

    `light` and `dark` are the design tokens of each theme that are not ours; `files` is where each
    file is, by its address below `assets/`.
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

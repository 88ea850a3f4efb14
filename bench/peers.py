"""Other generators on the same texts: Hugo, Starlight and Zensical, as `make bench` installs them.

Each has a project of its own, with templates that show what ours show and that it has a way for:
categories, tags, related entries, languages, a table of contents, an index of all texts for search.
What they have no way for (states of translations, revisions, ratings, checks) they do without.
"""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.command_cost import Cost, measure_command
from bench.corpus import DAY, make_plain_matter, write_pages
from bench.plans import CATEGORIES, EntryPlan
from bench.sample_texts import TextWriter

TOOLS = Path(__file__).parent / "tools" / "peers"
PYTHON_TOOLS = Path(sys.prefix) / "generators" / "bin"  # apart: ours needs none of it
MODULES = TOOLS / "node_modules"


@dataclass(frozen=True)
class Peer:
    """A generator: how its project is written and built, and where its pages are then."""

    name: str
    program: Path
    arguments: tuple[str, ...]
    write: Callable[[Path, int], None]  # a project in a folder, with that many entries
    texts: str  # the folder of English texts
    site: str
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_installed(self) -> bool:
        """Whether `make bench` could install it."""
        return self.program.exists()


@dataclass(frozen=True, slots=True)
class PeerResult:
    """What one generator took for the whole site, and again after one entry was edited."""

    name: str
    cold: Cost
    edited: Cost
    pages: int


def write_hugo(root: Path, entries: int) -> None:
    """Write a project of Hugo: our comparison templates, and the old addresses as aliases."""
    shutil.copytree(TOOLS / "hugo", root)
    home = {"title": "Help"}
    write_pages(root / "content", entries, home, _make_hugo_matter, home_name="_index.md")


def _make_hugo_matter(plan: EntryPlan, locale: str, text: TextWriter) -> dict[str, Any]:
    alias = f"/e/{plan.number}/" if locale == "en" else f"/{locale}/e/{plan.number}/"
    return make_plain_matter(plan, locale, text) | {"date": DAY, "aliases": [alias]}


def write_starlight(root: Path, entries: int) -> None:
    """Write a project of Starlight: its own theme, its search, categories in the side bar."""
    root.mkdir(parents=True)
    for name in ("package.json", "astro.config.mjs"):
        shutil.copy(TOOLS / name, root)
    write_pages(root / "src" / "content" / "docs", entries, {"title": "Help"}, make_plain_matter)
    shutil.copy(TOOLS / "content.config.ts", root / "src")
    (root / "node_modules").symlink_to(MODULES)


def write_zensical(root: Path, entries: int) -> None:
    """Write a project of Zensical: its own theme and search; it has no languages yet."""
    root.mkdir(parents=True)
    shutil.copy(TOOLS / "zensical.toml", root)
    write_pages(root / "docs", entries, {"title": "Help"}, make_plain_matter)


PEERS = (
    Peer("Hugo", PYTHON_TOOLS / "hugo", ("--quiet",), write_hugo, "content/en", "public"),
    Peer(
        "Starlight",
        MODULES / ".bin" / "astro",
        ("build",),
        write_starlight,
        "src/content/docs/en",
        "dist",
        {"ASTRO_TELEMETRY_DISABLED": "1", "CATEGORIES": " ".join(CATEGORIES)},
    ),
    Peer("Zensical", PYTHON_TOOLS / "zensical", ("build",), write_zensical, "docs/en", "site"),
)


def measure_peer(peer: Peer, root: Path, entries: int) -> PeerResult:
    """Write and build a project in the new folder `root`, edit an entry, and build again."""
    peer.write(root, entries)
    command = (str(peer.program), *peer.arguments)
    cold = measure_command(command, root, **peer.variables)
    pages = sum(1 for _ in (root / peer.site).rglob("*.html"))
    edit_entry(root / peer.texts)
    return PeerResult(peer.name, cold, measure_command(command, root, **peer.variables), pages)


def edit_entry(texts: Path) -> None:
    """Add a paragraph to the first entry in a folder of texts."""
    with min(texts.glob("*/*.md")).open("a", encoding="utf-8") as file:
        file.write("\nAnd one paragraph more.\n")

"""Runs: one size of corpus, written, built by both generators as often as asked, weighed.

Each build has a folder to itself and nothing is deleted in between: where thousands of files have
just gone, ext4 takes up to six times as long to make one, for minutes (it will not use their inodes
again so soon), and the build that comes next would pay for the one before.
"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.command_cost import Cost, measure_command
from bench.corpus import write_ours, write_plain
from bench.page_weight import PageWeight, measure_articles, measure_pages
from bench.peers import PEERS, PeerResult, edit_entry, measure_peer
from bench.plans import make_plans
from bench.sample_texts import TextWriter
from bench.visit_cost import VisitCost, measure_visit
from bench.vocabulary import make_vocabulary

Say = Callable[[str], object]
BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir")
PUBLISH = (str(Path(sys.executable).with_name("entraide")), "build", "--quiet")
PEERS_FROM = 1000  # entries: below, a generator's start is most of what it takes
FIELDS = ("wall", "processor", "own_peak", "workers_peak")


@dataclass(frozen=True, slots=True)
class SizeResult:
    """What was measured at one number of entries; costs are medians."""

    entries: int
    runs: int
    ours: Cost
    again: Cost  # ours once more, with the cache of the build before
    plain: Cost
    wall_ratio: float  # the median of each run's own: both ran under the same load
    our_pages: PageWeight
    plain_pages: PageWeight
    visit: VisitCost | None
    peers: tuple[PeerResult, ...] = ()  # all generators: ours and plain MkDocs first

    @property
    def per_page(self) -> float:
        """Milliseconds of wall time for each page of ours."""
        return self.ours.wall / self.our_pages.pages * 1000

    def to_json(self) -> dict[str, Any]:
        """Return the values of `results.json`."""
        ratio = {name: getattr(self.ours, name) / getattr(self.plain, name) for name in FIELDS[1:3]}
        row = asdict(self) | {"ms_per_page": self.per_page}
        return row | {"ratio": {"wall": row.pop("wall_ratio"), **ratio}}


def measure_size(folder: Path, entries: int, runs: int, say: Say, *, browser: bool) -> SizeResult:
    """Build with both generators in turn, so that a busy minute of the machine slows both."""
    ours, plain = folder / f"ours-{entries}", folder / f"plain-{entries}"
    write_ours(ours, entries)
    write_plain(plain, entries)
    costs: dict[str, list[Cost]] = {"ours": [], "again": [], "plain": []}
    for number in range(1, runs + 1):
        say(f"{entries} entries, run {number} of {runs}: ")
        site = f"site-{number}"
        costs["plain"].append(measure_command((*BUILD, site), plain))
        shutil.rmtree(ours / ".cache", ignore_errors=True)
        costs["ours"].append(measure_command((*BUILD, site), ours))
        costs["again"].append(measure_command((*BUILD, f"{site}-again"), ours))
        last = {name: repeats[-1].wall for name, repeats in costs.items()}
        say(f"plain {last['plain']:.1f} s, Entraide {last['ours']:.1f} s\n")
    middle = {name: _compute_medians(repeats) for name, repeats in costs.items()}
    articles = measure_articles(ours / site)
    return SizeResult(
        entries=entries,
        runs=runs,
        **middle,
        wall_ratio=median(
            ours.wall / plain.wall
            for ours, plain in zip(costs["ours"], costs["plain"], strict=True)
        ),
        our_pages=measure_pages(ours / site, articles),
        plain_pages=measure_pages(plain / site, articles),
        visit=_measure_visit(ours / site, entries) if browser else None,
        peers=_measure_peers(folder, entries, middle, say) if entries >= PEERS_FROM else (),
    )


def _measure_peers(
    folder: Path, entries: int, middle: dict[str, Cost], say: Say
) -> tuple[PeerResult, ...]:
    """Measure one edited entry with ours and plain MkDocs, then the other generators, once each."""
    ours, plain = folder / f"ours-{entries}", folder / f"plain-{entries}"
    measure_command(PUBLISH, ours)
    results = []
    for name, root, command in (
        ("Entraide", ours, PUBLISH),
        ("plain MkDocs", plain, (*BUILD, "site-1")),
    ):
        edit_entry(root / "docs" / "en")
        cold = middle["ours" if root == ours else "plain"]
        edited = measure_command(command, root)
        site = root / ("site" if root == ours else "site-1")
        results.append(PeerResult(name, cold, edited, sum(1 for _ in site.rglob("*.html"))))
    for peer in PEERS:
        if not peer.is_installed:
            say(f"{peer.name} is left out: make .venv/peers could not install it\n")
            continue
        say(f"{entries} entries, {peer.name}: ")
        results.append(measure_peer(peer, folder / f"{peer.name}-{entries}", entries))
        say(f"{results[-1].cold.wall:.1f} s\n")
    return tuple(results)


def _compute_medians(costs: list[Cost]) -> Cost:
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in FIELDS))


def _measure_visit(site: Path, entries: int) -> VisitCost:
    """Measure a visit to the entry in the middle, and searches for words that stand in it."""
    plan = make_plans(entries)[entries // 2]
    text = TextWriter(plan, "en", make_vocabulary("en"))
    words = text.title.lower().split()
    long = next(word for word in (*words, *text.topics) if len(word) == 8)
    return measure_visit(site, f"{plan.category}/{plan.slug}/", long, " ".join(words[:3]))

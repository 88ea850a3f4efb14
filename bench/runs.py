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

from bench.corpus import write_ours, write_plain
from bench.measure import Cost, measured
from bench.pages import Weight, bodies, weight
from bench.plans import plans
from bench.texts import Writer
from bench.vocabulary import vocabulary
from bench.wire import Visit, visit

Say = Callable[[str], object]
BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir")
FIELDS = ("wall", "processor", "own_peak", "pagefind_peak", "workers_peak")


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one number of entries; costs are medians."""

    entries: int
    runs: int
    ours: Cost
    again: Cost  # ours once more, with the cache of the build before
    plain: Cost
    wall_ratio: float  # the median of each run's own: both ran under the same load
    our_pages: Weight
    plain_pages: Weight
    visit: Visit | None

    @property
    def per_page(self) -> float:
        """Milliseconds of wall time for each page of ours."""
        return self.ours.wall / self.our_pages.pages * 1000

    def as_json(self) -> dict[str, Any]:
        """Return the values of `results.json`."""
        ratio = {name: getattr(self.ours, name) / getattr(self.plain, name) for name in FIELDS[1:3]}
        found = asdict(self) | {"ms_per_page": self.per_page}
        return found | {"ratio": {"wall": found.pop("wall_ratio"), **ratio}}


def run_size(folder: Path, entries: int, runs: int, say: Say, *, browser: bool) -> Size:
    """Build with both generators in turn, so that a busy minute of the machine slows both."""
    ours, plain = folder / f"ours-{entries}", folder / f"plain-{entries}"
    write_ours(ours, entries)
    write_plain(plain, entries)
    costs: dict[str, list[Cost]] = {"ours": [], "again": [], "plain": []}
    for number in range(1, runs + 1):
        say(f"{entries} entries, run {number} of {runs}: ")
        site = f"site-{number}"
        costs["plain"].append(measured((*BUILD, site), plain))
        shutil.rmtree(ours / ".cache", ignore_errors=True)
        costs["ours"].append(measured((*BUILD, site), ours))
        costs["again"].append(measured((*BUILD, f"{site}-again"), ours))
        last = {name: found[-1].wall for name, found in costs.items()}
        say(f"plain {last['plain']:.1f} s, Entraide {last['ours']:.1f} s\n")
    middle = {name: _compute_medians(found) for name, found in costs.items()}
    articles = bodies(ours / site)
    return Size(
        entries=entries,
        runs=runs,
        **middle,
        wall_ratio=median(
            ours.wall / plain.wall
            for ours, plain in zip(costs["ours"], costs["plain"], strict=True)
        ),
        our_pages=weight(ours / site, articles),
        plain_pages=weight(plain / site, articles),
        visit=_measure_visit(ours / site, entries) if browser else None,
    )


def _compute_medians(costs: list[Cost]) -> Cost:
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in FIELDS))


def _measure_visit(site: Path, entries: int) -> Visit:
    """Measure a visit to the entry in the middle, and searches for words that stand in it."""
    plan = plans(entries)[entries // 2]
    text = Writer(plan, "en", vocabulary("en"))
    words = text.title.lower().split()
    long = next(word for word in (*words, *text.topics) if len(word) == 8)
    return visit(site, f"{plan.category}/{plan.slug}/", long, " ".join(words[:3]))

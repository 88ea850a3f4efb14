"""`python -m bench`: Entraide beside plain MkDocs, Material and static-i18n, on one corpus.

Every number is measured in this run, on this machine: ratios travel, seconds do not.
"""

import argparse
import json
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.reading_cost import measure_reading
from bench.report import format_report
from bench.runs import measure_size
from entraide.content.text_files import split_front_matter

ROOT = Path(__file__).parent.parent
MINIMUM_RUNS = 3  # runs at 100 entries and below


def main() -> None:
    options = _parse_arguments()
    counts = [int(count) for count in options.entries.split(",")]
    counts += [5000] if options.full else []
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes = []
    with TemporaryDirectory(dir=options.folder) as folder:  # deleted when all is measured: see runs
        for count in counts:
            runs = max(options.runs, MINIMUM_RUNS) if count <= 100 else options.runs
            browser = options.browser and count == 1000
            sizes.append(measure_size(Path(folder), count, runs, _say, browser=browser))
    reading = measure_reading(_read_bodies())
    print(format_report(sizes, reading))  # noqa: T201 - what the command is for
    machine = f"{platform.machine()} {platform.system()}, Python {platform.python_version()}"
    figures: dict[str, Any] = {"machine": machine, "sizes": [size.to_json() for size in sizes]}
    figures |= {"reading": asdict(reading)}
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _read_bodies() -> list[str]:
    """Return the texts of the reference site, without their front matter."""
    files = sorted((ROOT / "docs").glob("*/*/*.md"))
    return [split_front_matter(file.read_text(encoding="utf-8"))[1] for file in files]


def _say(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--entries", default="100,1000", help="sizes, as in 100,1000")
    parser.add_argument("--full", action="store_true", help="5,000 entries too (takes long)")
    parser.add_argument("--runs", type=int, default=1, help="runs of each size (median)")
    parser.add_argument("--json", type=Path, default=ROOT / "bench" / "results.json")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench", help="to build in")
    parser.add_argument("--no-browser", dest="browser", action="store_false")
    return parser.parse_args()


if __name__ == "__main__":
    main()

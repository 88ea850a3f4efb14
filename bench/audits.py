"""`python -m bench.audits`: Lighthouse on the built site, mobile, the median of five runs a page.

The pages are those of this repository's site, and those of the scenario site that show a notice.
Pages that are `noindex` by design fail that one audit of SEO, which is named beside the score.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.chromium import find_chromium
from bench.visit_cost import serve_site

ROOT = Path(__file__).parent.parent
LIGHTHOUSE = Path(__file__).parent / "tools" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
PAGES = {
    ".": ["", "fr/", "harassment/", "e/1029/",
          "fr/e/1029/"],
    "tests/sites/states": ["fr/harassment/english-only/", "fr/harassment/outdated/",
                           "fr/harassment/misleading/"],
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.audits", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs a page, of which the median")
    parser.add_argument("--json", type=Path, default=ROOT / "bench" / "lighthouse.json")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = find_chromium(playwright)
    if chromium:
        os.environ["CHROME_PATH"] = chromium  # where Lighthouse looks first
    rows = [row for project in PAGES for row in audit_project(project, options.runs)]
    widths = max(len(row["page"]) for row in rows)
    print(f"{'Lighthouse, mobile':{widths}}  {'  '.join(CATEGORIES)}")  # noqa: T201 - the answer
    for row in rows:
        scores = "  ".join(f"{row[name]:>{len(name)}}" for name in CATEGORIES)
        print(f"{row['page']:{widths}}  {scores}  {', '.join(row['failed'])}".rstrip())  # noqa: T201
    options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def audit_project(project: str, runs: int) -> Iterator[dict[str, Any]]:
    """Yield one row a page of the project: median scores of 100, and the audits that failed."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(site)]
        quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, cwd=ROOT / project, env=quiet, check=True)  # noqa: S603 - ours
        with serve_site(site) as (address, _):
            for page in PAGES[project]:
                sys.stderr.write(f"Lighthouse: {page or '/'} …\n")
                yield compute_medians(
                    f"/{page}", [run_lighthouse(f"{address}/{page}") for _ in range(runs)]
                )


def compute_medians(page: str, runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the row of `page`: median scores of its `runs`, audits that the first failed."""
    scores = {
        name: statistics.median(round(100 * run["categories"][name]["score"]) for run in runs)
        for name in CATEGORIES
    }
    refs = (
        runs[0]["categories"]["seo"]["auditRefs"]
        + runs[0]["categories"]["accessibility"]["auditRefs"]
    )
    failed = [ref["id"] for ref in refs if runs[0]["audits"][ref["id"]]["score"] == 0]
    return {"page": page, **scores, "failed": failed}


def run_lighthouse(address: str) -> dict[str, Any]:
    """Run Lighthouse on `address`; return its report as it writes it."""
    command = [str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}",
               f"--only-categories={','.join(CATEGORIES)}"]  # fmt: skip
    run = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - ours
    report: dict[str, Any] = json.loads(run.stdout)
    return report


if __name__ == "__main__":
    main()

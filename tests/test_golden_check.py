"""What `entraide check` says of small sites: one YAML file each, named after the fact it states.

Keys: `files` (see golden_site), `committed` (the same, as of the last commit), `settings` (what
stands in data/settings.yml), `as_of` (a day), and `expected`, which
`UPDATE_GOLDEN=1 pytest tests/test_golden_check.py` writes anew.
"""

import os
from datetime import date
from pathlib import Path

import pytest
import yaml

from entraide.content.checks import check_project
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import format_problems
from support.git import commit_all
from support.projects import write_site

GOLDENS = sorted((Path(__file__).parent / "golden" / "check").glob("*.yml"))
DAY = date(2026, 11, 21)


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_check_reports_what_the_golden_file_expects(golden: Path, tmp_path: Path) -> None:
    site = yaml.safe_load(golden.read_text(encoding="utf-8"))
    if "settings" in site:
        ours = yaml.safe_dump(site["settings"])
        site["files"] = {"data/settings.yml": ours} | site.get("files", {})
    if "committed" in site:
        write_site(tmp_path, site["committed"])
        commit_all(tmp_path)
    write_site(tmp_path, site.get("committed", {}) | site.get("files", {}))
    reading = read_site(read_settings(tmp_path / "mkdocs.yml"))
    found = format_problems(check_project(reading, site.get("as_of", DAY)))
    if os.environ.get("UPDATE_GOLDEN"):
        rewrite(golden, found)
    else:
        assert found == site["expected"].rstrip("\n")


def rewrite(golden: Path, found: str) -> None:
    """Replace what is expected, which stands last in the file."""
    before, _, _ = golden.read_text(encoding="utf-8").partition("expected:")
    block = "".join(f"  {line}\n" for line in found.splitlines())
    after = f"expected: |\n{block}" if found else 'expected: ""\n'
    golden.write_text(before + after, encoding="utf-8")


def test_every_golden_names_a_fact() -> None:
    assert len(GOLDENS) > 40
    assert all(path.stem.count("_") >= 2 for path in GOLDENS)

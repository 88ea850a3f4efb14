"""Pages are the same whoever draws them: many processes, one, or MkDocs' own loop."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.built_site import DAY, BuildSite, BuiltSite, copy_site, find_project

HOOK = '''\
"""Counts the pages that MkDocs draws."""

from pathlib import Path

def on_post_page(output, page, config):
    with Path(config.config_file_path).with_name("drawn.txt").open("a") as file:
        file.write(f"{page.file.src_uri} {page.title}\\n")
'''


def read_all(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def build(config: Path, site: Path, *before: str) -> None:
    command = [*before, sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    environment = {**os.environ, "ENTRAIDE_AS_OF": DAY, "NO_MKDOCS_2_WARNING": "1"}
    where = ["-f", str(config), "-d", str(site)]
    subprocess.run([*command, *where], env=environment, check=True)


@pytest.mark.thorough
@pytest.mark.skipif(not shutil.which("taskset"), reason="chooses a core")
def test_one_core_draws_what_many_draw(build_site: BuildSite, tmp_path: Path) -> None:
    build(find_project("square") / "mkdocs.yml", tmp_path / "site", "taskset", "-c", "0")
    assert read_all(tmp_path / "site") == read_all(build_site("square").folder)


@pytest.mark.thorough
def test_mkdocs_draws_the_same_for_a_hook_that_acts_on_pages(
    states: BuiltSite, tmp_path: Path
) -> None:
    config = copy_site("states", tmp_path / "project")
    with config.open("a") as file:
        file.write("\nhooks: [count_pages.py]\n")
    (config.parent / "count_pages.py").write_text(HOOK)
    build(config, tmp_path / "site")
    assert read_all(tmp_path / "site") == read_all(states.folder)
    lines = (config.parent / "drawn.txt").read_text("utf-8").splitlines()
    assert len(lines) > 40
    assert len(set(lines)) == len(lines)
    assert any(line.startswith("fr/harassment/current.md ") for line in lines)

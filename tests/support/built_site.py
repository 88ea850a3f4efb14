"""Built sites: fixtures that build them, and functions that read their pages."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from support.forked_mkdocs import run_forked_mkdocs
from support.paths import ROOT, SITES

DAY = "2026-11-21"  # what stands in data/ is to be verified anew one day; the tests are not


@dataclass(frozen=True)
class BuiltSite:
    """A site on disk; paths are those a reader types, from the site's base."""

    folder: Path

    def get_file(self, path: str) -> Path:
        found = self.folder / unquote(path)
        return found / "index.html" if path.endswith("/") or found.is_dir() else found

    def has(self, path: str) -> bool:
        return self.get_file(path).is_file()

    def read_page(self, path: str) -> BeautifulSoup:
        return BeautifulSoup(self.get_file(path).read_text(encoding="utf-8"), "html.parser")

    def read_json(self, path: str) -> Any:
        return json.loads(self.get_file(path).read_text(encoding="utf-8"))


BuildSite = Callable[[str | Path], BuiltSite]


@pytest.fixture(scope="session")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> BuildSite:
    """`build_site("states")` is that site, built strictly as of `DAY`, once a run.

    A path is the folder of another project.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def build(name: str | Path) -> BuiltSite:
        project = find_project(name)
        title = "of-the-repository" if project == ROOT else project.name
        site = shared / f"site-{title}"
        with site.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not site.exists():
                run_forked_mkdocs(
                    ("build", "--strict", "-q", "-f", project / "mkdocs.yml", "-d", site),
                    os.environ | {"ENTRAIDE_AS_OF": DAY},
                )
        return BuiltSite(site)

    return build


@pytest.fixture(scope="session")
def states(build_site: BuildSite) -> BuiltSite:
    return build_site("states")


def find_project(name: str | Path) -> Path:
    """The folder of a site in tests/sites, or of any other project."""
    return SITES / name


def run_mkdocs(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run plain `mkdocs`, as anybody may, as of `DAY` unless the environment has another."""
    return _run_mkdocs(arguments, {"ENTRAIDE_AS_OF": DAY} | os.environ)


def _run_mkdocs(
    arguments: Sequence[object], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def find_one(page: Tag, selector: str) -> Tag:
    """The element of a page that must be there."""
    found = page.select_one(selector)
    assert found is not None, f"nothing matches {selector}"
    return found


def get_attribute(page: Tag, selector: str, name: str) -> str:
    """An attribute of the element that must be there."""
    return str(find_one(page, selector)[name])


def list_attributes(page: Tag, selector: str, name: str) -> list[str]:
    """That attribute of every element that matches."""
    return [str(found[name]) for found in page.select(selector)]


def copy_site(name: str, folder: Path) -> Path:
    """A copy of a site of tests/sites that a test may break."""
    shutil.copytree(SITES / name, folder, symlinks=True, ignore=shutil.ignore_patterns(".cache"))
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("INHERIT: ..", f"INHERIT: {SITES.as_posix()}"))
    return config


def add_settings(config: Path, **settings: object) -> None:
    """Write `settings` over those in `data/settings.yml` of the project of `config`."""
    file = config.parent / "data" / "settings.yml"
    earlier = yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}
    file.write_text(yaml.safe_dump(earlier | settings, allow_unicode=True), encoding="utf-8")

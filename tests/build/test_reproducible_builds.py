"""Two builds of one tree are byte for byte the same, whatever machine and moment they run in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.built_site import copy_site

DAY = {"ENTRAIDE_AS_OF": "2026-11-21", "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture
def faketime() -> str:
    found = shutil.which("faketime")
    if not found and os.environ.get("CI") != "true":
        pytest.skip("faketime is missing. Run `make test` as root, which installs it.")
    assert found
    return found


def build(project: Path, site: Path, *before: str, **environment: str) -> dict[str, bytes]:
    command = [*before, sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(site)]
    subprocess.run(command, cwd=project, env={**os.environ, **DAY, **environment}, check=True)
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


@pytest.mark.thorough
def test_place_clock_locale_and_hash_seed_change_no_byte(tmp_path: Path, faketime: str) -> None:
    one = copy_site("states", tmp_path / "one" / "project").parent
    two = copy_site("states", tmp_path / "a longer place" / "p").parent
    first = build(one, tmp_path / "site-1", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    second = build(
        two,
        tmp_path / "site 2",
        faketime,
        "+400 days",
        PYTHONHASHSEED="77",
        TZ="Pacific/Auckland",
        LC_ALL="POSIX",
        LANG="fr_FR.UTF-8",
    )
    assert sorted(first) == sorted(second)
    assert [name for name, data in first.items() if second[name] != data] == []
    assert len(first) > 60

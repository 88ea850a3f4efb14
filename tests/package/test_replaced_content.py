"""A repository with content of somebody else's passes its checks and its tests.

It is a copy of this one, replaced as handbook/how-to/fork-the-repository.md says. `make test-all`
runs it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.paths import NODE_MODULES, ROOT
from support.reference_site import LEFT_OUT

pytestmark = pytest.mark.thorough
IGNORED = [
    *(".git", "*.json.lock"),
    *(line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()),
]
PATHS = ("docs", "data", "mkdocs.yml")
NEW = ("--name", "Radverein", "--address", "https://hilfe.rad.example/")
# Other entries and a language that ours has not; or no entry, and another default language.
CONTENTS = {"product": "en", "blank": "de,en"}
both = pytest.mark.parametrize("fork", CONTENTS, indirect=True)
blank = pytest.mark.parametrize("fork", ["blank"], indirect=True)
product = pytest.mark.parametrize("fork", ["product"], indirect=True)
# One test of each part of the product that visitors and staff meet, in a browser.
BROWSER = [
    "tests/browser/test_rating.py::test_a_good_answer_is_kept_and_thanked_for",
    "tests/browser/test_language_switch.py",
]


@pytest.fixture(scope="module")
def fork(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    sample = str(request.param)
    parent = tmp_path_factory.mktemp(sample)
    folder = parent / "fork"
    ignore = shutil.ignore_patterns(*IGNORED)
    shutil.copytree(ROOT, folder, symlinks=True, ignore=ignore)
    (folder / "tests" / "tools" / "node_modules").symlink_to(NODE_MODULES.resolve())
    options = ("--languages", CONTENTS[sample], "--sample", sample)
    run(parent, "entraide", "init", "ours", *NEW, *options)
    for name in PATHS:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        (parent / "ours" / name).rename(path)
    if sample == "product":
        run(folder, "entraide", "locale", "add", "de")
    run_make(folder, "schema")
    return folder


def run(folder: Path, program: str, *arguments: str) -> str:
    """What a program of this environment prints in `folder`, with the code of `folder`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = own | {"NO_MKDOCS_2_WARNING": "1", "CI": ""}
    if (folder / "src").is_dir():
        environment["PYTHONPATH"] = str(folder / "src")
    command = [shutil.which(program, path=f"{sys.prefix}/bin:{os.environ['PATH']}"), *arguments]
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    return done.stdout


def run_make(folder: Path, target: str, arguments: str = "") -> str:
    """Run a target of the Makefile with this environment, which is as it is."""
    ready = f"{sys.prefix}/ready"
    return run(folder, "make", target, f"VENV={sys.prefix}", "-o", ready, f"ARGS={arguments}")


@both
def test_make_check_passes(fork: Path) -> None:
    run_make(fork, "check")


@blank
def test_make_quick_passes_and_says_what_it_leaves_out(fork: Path, tmp_path: Path) -> None:
    said = run_make(fork, "quick", f"--basetemp={tmp_path / 'base'}")
    assert said.count(LEFT_OUT) == 1
    assert "tests/reference_site/test_" not in said


@both
def test_every_other_test_is_there(fork: Path) -> None:
    collect = ("-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider")
    here, there = (
        set(re.findall(r"^tests/[\w/]+\.py", run(folder, "python", *collect), re.MULTILINE))
        for folder in (ROOT, fork)
    )
    assert {name for name in here - there if not name.startswith("tests/reference_site/")} == set()
    assert there <= here


@product
def test_builds_and_browsers_are_tested_there(fork: Path, tmp_path: Path) -> None:
    options = ("-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'base'}")
    run(fork, "python", "-m", "pytest", *options, "tests/build/test_sites.py", *BROWSER)

"""No command deletes what it did not write: `site_dir`, backups, exports and `make clean`."""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entraide.cli.build import build
from entraide.content.settings import read_settings
from entraide.content.site_folder import (
    BUILD_LIST,
    check_site_folder,
    close_site_folder,
    open_site_folder,
)
from entraide.content.writer import replace_text
from entraide.desk.dumps import write_dump
from entraide.errors import EntraideError, SettingsError, StoreError
from support.built_site import copy_site, run_mkdocs
from support.paths import ROOT
from support.projects import MKDOCS, write_site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_site(tmp_path / "project", {"hooks/a.py": "", ".git/config": "", "locales/a": ""})


@pytest.mark.parametrize(
    ("site", "told"),
    [
        *((name, "the whole project") for name in (".", "./", "..", "../..", "/", "docs/..")),
        *((name, "files of docs/") for name in ("docs", "docs/en", "docs/en/scams/site")),
        *((name, "files of data/") for name in ("data", "data/channels", "a/../data")),
        *((name, f"files of {name}/") for name in (".git", "hooks", "locales")),
        ("linked", "files of data/"),
    ],
)
def test_a_site_in_the_place_of_sources_is_refused(project: Path, site: str, told: str) -> None:
    (project / "linked").symlink_to("data")
    (project / "mkdocs.yml").write_text(f"{MKDOCS}site_dir: {site}\n")
    before = sorted(project.rglob("*"))
    with pytest.raises(SettingsError) as refused:
        read_settings(project / "mkdocs.yml")
    (problem,) = refused.value.problems
    assert problem.path == "mkdocs.yml"
    assert problem.line == MKDOCS.count("\n") + 1
    assert f"and would replace {told}." in str(problem)
    run = run_build(project, "--force")
    assert run.exit_code == 1
    assert sorted(project.rglob("*")) == before


def run_build(project: Path, *arguments: str) -> Result:
    runner = CliRunner()
    before = Path.cwd()
    os.chdir(project)
    try:
        return runner.invoke(build, list(arguments))
    finally:
        os.chdir(before)


@pytest.mark.parametrize("name", ["var", "notes", "src", "hooks-of-mine"])
def test_a_folder_with_files_of_somebody_is_refused(project: Path, name: str) -> None:
    (project / name / "deep").mkdir(parents=True)
    (project / name / "deep/mine.txt").write_text("mine")
    (project / "mkdocs.yml").write_text(f"{MKDOCS}site_dir: {name}\n")
    run = run_build(project)
    assert isinstance(run.exception, EntraideError)
    assert "no build wrote what is in it (deep/mine.txt)" in str(run.exception)
    assert "entraide build --force" in str(run.exception)
    assert (project / name / "deep/mine.txt").read_text() == "mine"


def test_a_folder_outside_of_the_project_is_refused(project: Path) -> None:
    (project / "mkdocs.yml").write_text(f"{MKDOCS}site_dir: ../elsewhere\n")
    run = run_build(project)
    assert "site_dir is outside of the project" in str(run.exception)
    (project / "mkdocs.yml").write_text(MKDOCS)
    (project.parent / "elsewhere").mkdir()
    (project / "site").symlink_to(project.parent / "elsewhere")
    assert "site_dir is outside of the project" in str(run_build(project).exception)


def test_a_folder_in_the_way_of_the_last_site_is_refused(project: Path) -> None:
    (project / "site").mkdir()
    (project / ".site.previous").mkdir()
    (project / ".site.previous/mine.txt").write_text("mine")
    assert "mine.txt" in str(run_build(project).exception)
    assert (project / ".site.previous/mine.txt").exists()


def test_what_was_put_into_a_built_site_is_reported(tmp_path: Path) -> None:
    site = tmp_path / "site"
    open_site_folder(site)
    (site / "index.html").write_text("built")
    check_site_folder(site)  # a build that was cut short: all of it is its own
    close_site_folder(site)
    check_site_folder(site)
    (site / "a\udcff.html").write_text("mine")
    with pytest.raises(EntraideError, match="no build wrote"):
        check_site_folder(site)
    (site / "a\udcff.html").unlink()
    (site / "linked").symlink_to(tmp_path)
    with pytest.raises(EntraideError, match="no build wrote linked"):
        check_site_folder(site)


def test_a_list_that_is_a_link_makes_no_folder_a_site(tmp_path: Path) -> None:
    other = tmp_path / "other"
    open_site_folder(other)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "a.txt").write_text("mine")
    (mine / BUILD_LIST).symlink_to(other / BUILD_LIST)
    with pytest.raises(EntraideError, match="not empty"):
        check_site_folder(mine)


def test_a_build_replaces_only_files_that_a_build_wrote(tmp_path: Path) -> None:
    config = copy_site("single", tmp_path / "project")
    site = tmp_path / "project/built"
    assert run_mkdocs("build", "-q", "-f", config, "-d", site).returncode == 0
    names = (site / BUILD_LIST).read_text().splitlines()[1:]
    assert "index.html" in names
    assert names == sorted(names)
    assert run_mkdocs("build", "-q", "-f", config, "-d", site).returncode == 0
    (site / "mine.txt").write_text("mine")
    run = run_mkdocs("build", "-q", "-f", config, "-d", site)
    assert run.returncode == 1
    assert f"{site}: no build wrote mine.txt. Move it out, and build again." in run.stderr
    assert (site / "mine.txt").read_text() == "mine"


def test_a_site_without_a_list_is_replaced_by_force_alone(tmp_path: Path) -> None:
    config = copy_site("single", tmp_path / "project")
    site = config.parent / "site"
    site.mkdir()
    (site / "index.html").write_text("of an earlier version")
    assert "an earlier version of Entraide" in str(run_build(config.parent).exception)
    assert run_build(config.parent, "--force").exit_code == 0
    assert "of an earlier version" not in (site / "index.html").read_text()
    assert run_build(config.parent).exit_code == 0


@pytest.mark.parametrize("name", ["-", "notes.txt", "folder", "pipe", "link", "/dev/stdout"])
def test_a_backup_replaces_nothing_but_a_backup(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("notes.txt")
    with pytest.raises(StoreError, match="only a new file or an earlier backup"):
        write_dump(tmp_path / name, "1", [])
    assert (tmp_path / "notes.txt").read_text() == "mine"
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["folder", "link", "notes.txt", "pipe"]
    write_dump(tmp_path / "backup", "1", [])
    write_dump(tmp_path / "backup", "1", [])


@pytest.mark.parametrize("write", [replace_text, partial(replace_text, private=True)])
def test_an_export_to_a_device_or_a_pipe_leaves_it_in_place(tmp_path: Path, write: object) -> None:
    assert callable(write)
    write(Path("/dev/null"), "text")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write(pipe, "text")
        assert reader.stdout is not None
        assert reader.stdout.read() == b"text"
    assert pipe.is_fifo()
    assert not Path("/dev/null").is_file()
    (tmp_path / "there").write_text("old")
    (tmp_path / "link").symlink_to("there")
    write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").read_text() == "new"


def test_an_export_to_standard_output_as_a_file_leaves_the_device(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path\n"
        "from entraide.content.writer import replace_text\n"
        "replace_text(Path('/dev/stdout'), 'one', private=True)\n"
        "replace_text(Path('/dev/stdout'), 'two')\n"
    )
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", script], stdout=out, check=True)
    assert Path("/dev/stdout").is_symlink()


def test_make_clean_leaves_folders_that_no_build_wrote(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("site", ".site.1", ".site.2024"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_text("x")
    open_site_folder(tmp_path / ".site.1")
    run = subprocess.run(
        ["make", "clean"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.2024", "Makefile", "site"]
    assert "site/ stays: no build of this version wrote it." in run.stdout

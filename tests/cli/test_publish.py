"""`entraide publish`: a whole site or the last one, here and over ssh, and back again."""

import os
import shutil
from pathlib import Path

import pytest

from entraide.content.site_folder import close_site_folder, open_site_folder
from support.commands import Run
from support.projects import write_site


def build(project: Path, word: str) -> None:
    """A built site in `project`, whose first page says `word`."""
    site = project / "site"
    shutil.rmtree(site, ignore_errors=True)
    open_site_folder(site)
    (site / "fr").mkdir()
    for page in ("index.html", "fr/index.html"):
        (site / page).write_text(word, "utf-8")
    close_site_folder(site)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write_site(tmp_path / "project", {})
    monkeypatch.chdir(root)
    days = iter(f"2026-11-30T{hour:02}0000Z" for hour in range(24))
    monkeypatch.setattr("entraide.cli.publish.make_release_name", lambda: next(days))
    return root


def publish(project: Path, run: Run, target: str, *words: str) -> None:
    """Publish three sites to `target`, one after the other."""
    for word in words:
        build(project, word)
        result = run("publish", target)
        assert result.exit_code == 0, result.output


def test_a_site_takes_the_place_of_another_and_gives_it_back(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    target = tmp_path / "www" / "help"
    target.parent.mkdir()
    publish(project, run_entraide, str(target), "first", "second", "third")
    assert (target / "fr" / "index.html").read_text("utf-8") == "third"
    for word in ("second", "first"):
        assert run_entraide("publish", str(target), "--rollback").exit_code == 0
        assert (target / "index.html").read_text("utf-8") == word
    last = run_entraide("publish", str(target), "--rollback")
    assert last.exit_code == 2
    assert "no earlier site is kept" in last.stderr
    assert (target / "index.html").read_text("utf-8") == "first"


def test_a_release_is_put_back_by_its_name_an_earlier_or_a_later_one(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    target = tmp_path / "help"
    publish(project, run_entraide, str(target), "first", "second", "third")
    listed = run_entraide("publish", str(target), "--list")
    names = [f"2026-11-30T0{hour}0000Z" for hour in (2, 1, 0)]
    assert listed.stdout == f"{names[0]} (the present one)\n{names[1]}\n{names[2]}\n"
    for name, word in ((names[2], "first"), (names[0], "third"), (names[1], "second")):
        result = run_entraide("publish", str(target), "--release", name)
        assert result.stdout == f"{target} is again the site of {name}.\n"
        assert (target / "index.html").read_text("utf-8") == word
    assert f"{names[1]} (the present one)" in run_entraide("publish", str(target), "--list").stdout
    for name in ("", "..", "-x", "2026"):
        refused = run_entraide("publish", str(target), f"--release={name}")
        assert refused.exit_code == 2
        assert (target / "index.html").read_text("utf-8") == "second"
    kept = f"Choose one of these: {', '.join(names)}."
    assert refused.stderr == f"--release: {target} keeps no site called “2026”. {kept}\n"
    assert run_entraide("publish", str(target), "--list", "--rollback").exit_code == 2


def test_the_same_site_once_more_is_no_other_release(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    target, store = tmp_path / "help", tmp_path / "help.releases"
    publish(project, run_entraide, str(target), "first", "second")
    build(project, "second")
    again = run_entraide("publish", str(target))
    assert again.stdout == f"{target} has this site already, since 2026-11-30T010000Z.\n"
    assert len(list(store.iterdir())) == 2
    run_entraide("publish", str(target), "--rollback")
    forward = run_entraide("publish", str(target))
    assert forward.stdout == f"{target} is now the site of 2026-11-30T010000Z.\n"
    assert len(list(store.iterdir())) == 2
    build(project, "first")  # an earlier site that is published anew can be taken back
    assert run_entraide("publish", str(target)).exit_code == 0
    assert len(list(store.iterdir())) == 3
    run_entraide("publish", str(target), "--rollback")
    assert (target / "index.html").read_text("utf-8") == "second"


def test_as_many_sites_are_kept_as_was_asked_for(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    target = tmp_path / "help"
    publish(project, run_entraide, str(target), "first", "second")
    build(project, "third")
    assert run_entraide("publish", str(target), "--keep", "2").exit_code == 0
    releases = sorted(each.name for each in (tmp_path / "help.releases").iterdir())
    assert releases == ["2026-11-30T010000Z", "2026-11-30T020000Z"]


def test_a_folder_of_somebody_elses_stays(project: Path, run_entraide: Run, tmp_path: Path) -> None:
    target = tmp_path / "help"
    target.mkdir()
    (target / "index.html").write_text("theirs", "utf-8")
    build(project, "ours")
    refused = run_entraide("publish", str(target))
    assert refused.exit_code == 2
    assert f"{target} is a folder of its own. Move it away" in refused.stderr
    assert (target / "index.html").read_text("utf-8") == "theirs"
    refused = run_entraide("publish", str(target), "--rollback")
    assert "is no link that “entraide publish” made" in refused.stderr


def test_a_site_that_is_not_whole_is_not_published(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    target = tmp_path / "help"
    publish(project, run_entraide, str(target), "first")
    build(project, "second")
    (project / "site" / "fr" / "index.html").unlink()
    refused = run_entraide("publish", str(target))
    assert refused.exit_code == 2
    assert "the last site is still there" in refused.stderr
    assert (target / "index.html").read_text("utf-8") == "first"
    assert len(list((tmp_path / "help.releases").iterdir())) == 1


def test_a_site_older_than_its_sources_is_published_with_a_word_of_it(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    build(project, "first")
    built = (project / "site" / ".entraide-build").stat().st_mtime
    for file in project.rglob("*.*"):
        os.utime(file, (built, built))
    assert run_entraide("publish", str(tmp_path / "help")).stderr == ""
    page = project / "docs" / "fr" / "index.md"
    os.utime(page, (built + 1, built + 1))
    told = run_entraide("publish", str(tmp_path / "help"))
    assert told.exit_code == 0
    assert told.stderr == "docs/fr/index.md is newer than the build: “entraide build” first?\n"


def test_there_must_be_a_site(project: Path, run_entraide: Run, tmp_path: Path) -> None:
    refused = run_entraide("publish", str(tmp_path / "help"))
    assert refused.exit_code == 2
    assert "Run: entraide build" in refused.stderr
    for target in ("-oProxyCommand=x:/srv", "host:", "host:/"):
        build(project, "ours")
        assert "is no place for a site" in run_entraide("publish", "--", target).stderr


@pytest.mark.thorough
@pytest.mark.usefixtures("ssh")
def test_another_machine_gets_it_over_ssh(project: Path, run_entraide: Run, tmp_path: Path) -> None:
    folder = tmp_path / "it's far" / "help"
    folder.parent.mkdir()
    publish(project, run_entraide, f"server:{folder}", "first", "second")
    assert (folder / "fr" / "index.html").read_text("utf-8") == "second"
    assert run_entraide("publish", f"server:{folder}").stdout.endswith("2026-11-30T010000Z.\n")
    assert run_entraide("publish", f"server:{folder}", "--rollback").exit_code == 0
    listed = run_entraide("publish", f"server:{folder}", "--list").stdout.splitlines()
    assert listed == ["2026-11-30T010000Z", "2026-11-30T000000Z (the present one)"]
    assert (folder / "index.html").read_text("utf-8") == "first"
    (project / "site" / "fr" / "index.html").unlink()
    assert run_entraide("publish", f"server:{folder}").exit_code == 2
    assert (folder / "index.html").read_text("utf-8") == "first"

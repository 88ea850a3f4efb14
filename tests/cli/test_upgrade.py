"""`entraide upgrade` on a project of 0.1: it says what it does, and loses nothing."""

import subprocess
from pathlib import Path

import pytest

from support.commands import Run
from support.frozen import copy_frozen, open_frozen, read_tree
from support.git import commit_all

SETTINGS = """\
format: 2 # of the files of this project: “entraide upgrade” writes it
# Ours.
desk: true # the desk stands at desk/
rating: helpful # yes and no
feedback_entry: 2
safety_entry: 1
country: BE
links: listed
contacts: any # our own hotline stands in texts
reading_ease: { en: 50, fr: 45 } # long words of the trade
licence: # what those who propose texts agree to
  { name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/ }
exit:
  en: https://www.bbc.com/weather
  fr: https://meteofrance.com/
# exit: a page on the weather, which nobody asks about
"""
MKDOCS = """\
# The help centre of our bicycle club. Ask Ines before you change addresses.
site_name: Rower Help
site_url: https://help.rower.example/
repo_url: https://forge.example/rower/help # staff edit entries there
edit_uri: edit/main/docs/

plugins:
  i18n: # mkdocs-static-i18n: one pass of the build per locale
    # we tried true once: do not
    languages:
      - { locale: en, name: English, default: true, site_name: Rower Help }
      - { locale: fr, name: Français, site_name: Aide de Rower } # since 2026
  entraide:
    # What the board decided in May.
    data: facts # not data/: our shop has one already
"""
FIRST = "This project has format 1 (Entraide 0.1); this Entraide reads format 2 (Entraide 0.2)."
FOOTER = (
    "  overrides/partials/footer.html: you changed this file; ours is "
    "overrides/partials/footer.html of the package. Compare it with that one, or delete it to "
    "have ours."
)
COPIES = ".entraide-before-upgrade/"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the frozen project, without git."""
    folder = copy_frozen("0.1", tmp_path)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return folder


def test_a_dry_run_lists_every_file_and_writes_none(old: Path, run_entraide: Run) -> None:
    result = run_entraide("upgrade", "--dry-run")
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[0] == FIRST
    assert "  mkdocs.yml: changed: the plugin entraide brings the hooks and the theme" in lines
    assert "  facts/settings.yml: new: the settings of extra: entraide:, and the format" in lines
    assert sum(": removed: it is ours, unchanged" in line for line in lines) == 203
    assert "  facts/ids.yml: new: the number of each entry" in lines
    digests = [
        line.strip().partition(": changed: its digest")[0] for line in lines if "digest" in line
    ]
    assert lines[-3:-1] == ["Left for you to do:", FOOTER]
    assert lines[-1] == "Nothing was written. Run it without --dry-run to do this."
    assert read_tree(old) == read_tree(open_frozen("0.1"))
    run_entraide("upgrade")
    written = [path for path in digests if "\ndigest: " in (old / path).read_text("utf-8")]
    assert written == digests == sorted(path for path in read_tree(old) if has_digest(old / path))


def has_digest(path: Path) -> bool:
    return path.parts[-4] == "docs" and "\ndigest: " in path.read_text("utf-8")


def test_the_project_is_rewritten_and_every_file_kept_as_it_was(
    old: Path, run_entraide: Run
) -> None:
    before = read_tree(old)
    result = run_entraide("upgrade")
    after = read_tree(old)
    assert result.exit_code == 1  # a template is left to people
    assert f"Copies of these files as they were: {COPIES}\n" in result.output
    assert result.output.endswith(
        f"Left for you to do:\n{FOOTER}\n"
        "This project has format 2 (Entraide 0.2) now. Next: entraide check\n"
    )
    assert after["mkdocs.yml"].decode() == MKDOCS
    assert after["facts/settings.yml"].decode() == SETTINGS
    catalog = after["locales/fr/LC_MESSAGES/reader.po"].decode()
    for words in ("# Our own words.", "# The board prefers this word.", "Tout le site", "feux."):
        assert words in catalog
    assert not (old / "hooks").exists()
    gone_or_changed = {path for path in before if after.get(path) != before[path]}
    assert {path: after.get(COPIES + path) for path in gone_or_changed} == {
        path: before[path] for path in gone_or_changed
    }


@pytest.mark.thorough
def test_what_was_upgraded_passes_every_check_and_builds(old: Path, run_entraide: Run) -> None:
    assert run_entraide("check").exit_code == 2
    run_entraide("upgrade")
    checked = run_entraide("check")
    assert checked.exit_code == 0, checked.output
    built = run_entraide("build")
    assert built.exit_code == 0, built.output
    page = (old / "site/fr/account/lost-password/index.html").read_text(encoding="utf-8")
    assert "Roulez avec des feux." in page
    assert "Tout le site" in page
    again = run_entraide("upgrade")
    assert (again.exit_code, again.output) == (
        0,
        "This project has format 2 (Entraide 0.2): nothing to do.\n",
    )


def test_changes_that_are_not_committed_are_kept_apart(old: Path, run_entraide: Run) -> None:
    commit_all(old)
    (old / "facts/tags.yml").write_text("[]\n", encoding="utf-8")
    before = read_tree(old)
    refused = run_entraide("upgrade")
    assert refused.exit_code == 2
    assert refused.output == (
        "upgrade: git has changes that are not committed. Commit them first, so that “git diff” "
        "shows what this changes; or add --force.\n"
    )
    assert read_tree(old) == before
    run_entraide("upgrade", "--force")
    assert read_tree(old)[f"{COPIES}mkdocs.yml"] == before["mkdocs.yml"]
    assert read_tree(old)["facts/tags.yml"] == b"[]\n"


def test_git_keeps_what_is_committed_and_no_copy_is_made(old: Path, run_entraide: Run) -> None:
    commit_all(old)
    run_entraide("upgrade")
    assert not (old / COPIES).exists()
    subprocess.run(["git", "checkout", "-q", "."], cwd=old, check=True)
    assert read_tree(old).items() >= read_tree(open_frozen("0.1")).items()


def test_copies_of_an_earlier_upgrade_are_not_replaced(old: Path, run_entraide: Run) -> None:
    (old / COPIES).mkdir()
    before = read_tree(old)
    result = run_entraide("upgrade")
    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == (
        f"{COPIES}: there are copies of an earlier upgrade. Move them away first."
    )
    assert read_tree(old) == before


def test_settings_that_mean_nothing_here_are_left_to_people(old: Path, run_entraide: Run) -> None:
    config = old / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "extra_css: [own.css]\n", "utf-8")
    output = run_entraide("upgrade").output
    line = config.read_text("utf-8").splitlines().index("extra_css: [own.css]") + 1
    assert f"  mkdocs.yml:{line}: extra_css means nothing here. Write css: … in " in output


@pytest.mark.parametrize("data", ["../outside", "linked"])
def test_nothing_outside_of_the_project_is_written(
    old: Path, tmp_path: Path, run_entraide: Run, data: str
) -> None:
    (tmp_path / "outside").mkdir()
    (old / "linked").symlink_to(tmp_path / "outside")
    config = old / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("data: facts", f"data: {data}"), "utf-8")
    before = read_tree(old)
    result = run_entraide("upgrade", "--force")
    assert result.exit_code == 2
    assert result.output == (
        f"{data}/settings.yml: it is not in the project itself. Put it there, and try again.\n"
    )
    assert (read_tree(old), list((tmp_path / "outside").iterdir())) == (before, [])


def test_copies_behind_a_link_and_outside_stay(
    old: Path, tmp_path: Path, run_entraide: Run
) -> None:
    for name in ("hooks", "overrides"):
        (old / name).rename(tmp_path / name)
    (old / "hooks").symlink_to(tmp_path / "hooks")
    config = old / "mkdocs.yml"
    settings = config.read_text("utf-8").replace(
        "custom_dir: overrides", "custom_dir: ../overrides"
    )
    config.write_text(settings, "utf-8")
    result = run_entraide("upgrade")
    cure = "Delete it, to have what the package brings"
    assert f"  hooks: this symbolic link leads to {tmp_path}/hooks. {cure}.\n" in result.output
    assert sum(1 for _ in (tmp_path / "hooks").iterdir()) == 7
    assert (tmp_path / "overrides/base.html").is_file()
    assert "custom_dir: ../overrides" in config.read_text("utf-8")


def test_what_is_inherited_is_left_to_people(old: Path, run_entraide: Run) -> None:
    (old / "mkdocs.yml").rename(old / "base.yml")
    (old / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    before = (old / "base.yml").read_bytes()
    result = run_entraide("upgrade")
    assert result.exit_code == 1
    assert (
        "  mkdocs.yml: it inherits, and base.yml stays as it is. Upgrade that too, or write its "
        "settings here.\n"
    ) in result.output
    assert (old / "base.yml").read_bytes() == before


def test_a_newer_project_is_refused(project: Path, run_entraide: Run) -> None:
    (project / "data/settings.yml").write_text("format: 9\n", encoding="utf-8")
    result = run_entraide("upgrade")
    assert result.exit_code == 2
    assert "It was made with a newer Entraide" in result.output


def test_a_project_that_states_no_format_gets_it(project: Path, run_entraide: Run) -> None:
    result = run_entraide("upgrade")
    assert result.exit_code == 0
    assert (project / "data/settings.yml").read_text("utf-8") == SETTINGS.splitlines()[0] + "\n"

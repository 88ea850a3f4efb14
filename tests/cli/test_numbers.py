"""Numbers of entries are given once: `new`, `check`, `fix` and `renumber` remember what was."""

from pathlib import Path

import pytest

from entraide.content.data.ids import HEADER, read_ids
from entraide.content.settings import read_settings
from entraide.errors import ProblemLog
from entraide.model.numbers import GoneEntry
from support.commands import Run
from support.git import commit_all, run_git

IDS = "data/ids.yml"
LIVING = "7: account/lost-password\n12: scams/avance\n"
FRENCH = "docs/fr/scams/avance.md"


def write_ids(project: Path, rows: str) -> None:
    (project / IDS).write_text(HEADER + rows, encoding="utf-8")


def start(run: Run, slug: str) -> str:
    result = run("new", "scams", slug, "--title", "Prize", "--as-of", "2026-11-05")
    assert result.exit_code == 0, result.output
    return result.output.partition(" is started")[0]


def test_a_new_entry_is_remembered_with_all_the_others(project: Path, run_entraide: Run) -> None:
    assert start(run_entraide, "prize") == "Entry 13"
    assert (project / IDS).read_text() == f"{HEADER}{LIVING}13: scams/prize\n"
    assert run_entraide("check").exit_code == 0


def test_the_number_of_a_deleted_entry_is_not_given_again(project: Path, run_entraide: Run) -> None:
    start(run_entraide, "prize")
    (project / "docs/en/scams/prize.md").unlink()
    assert start(run_entraide, "parcel") == "Entry 14"


def test_git_remembers_deleted_entries_of_every_branch(project: Path, run_entraide: Run) -> None:
    commit_all(project)
    run_git(project, "checkout", "-q", "-b", "other")
    start(run_entraide, "prize")
    (project / IDS).unlink()
    run_git(project, "add", ".")
    run_git(project, "commit", "-q", "-m", "On another branch")
    run_git(project, "checkout", "-q", "-")
    assert start(run_entraide, "parcel") == "Entry 14"


def test_check_knows_an_entry_that_git_remembers_and_nobody_removed(
    project: Path, run_entraide: Run
) -> None:
    commit_all(project)
    (project / FRENCH).unlink()
    run_git(project, "commit", "-q", "-a", "-m", "Gone")
    assert (
        "data/ids.yml:1: warning: git remembers entry 12, scams/avance, which is gone. "
        "Say what became of it: entraide remove 12." in run_entraide("check").output
    )


def test_many_entries_that_git_alone_remembers_are_one_warning(
    project: Path, run_entraide: Run
) -> None:
    for number in range(20, 24):
        start(run_entraide, f"prize-{number}")
    commit_all(project)
    for file in project.glob("docs/*/scams/prize-*"):
        file.unlink()
    write_ids(project, LIVING)
    lines = run_entraide("check").output.splitlines()
    (warning,) = (line for line in lines if "git remembers" in line)
    assert warning == (
        "data/ids.yml:1: warning: git remembers 4 entries that are gone, such as 13, "
        "scams/prize-20. Say what became of each that was on your site: entraide remove NUMBER."
    )


def test_a_number_given_by_hand_to_another_entry_is_refused(
    project: Path, run_entraide: Run
) -> None:
    write_ids(project, "7: account/lost-password\n12: {was: [scams/old], removed: 2026-11-01}\n")
    result = run_entraide("check")
    assert result.exit_code == 1
    assert (
        f"{FRENCH}:2: the number 12 was that of scams/old, which was removed on 2026-11-01. "
        "Give this entry the next free number: entraide renumber scams/avance." in result.output
    )
    assert run_entraide("renumber", "scams/avance").exit_code == 0
    assert run_entraide("check").exit_code == 0
    assert "id: 13\n" in (project / FRENCH).read_text()


def test_an_entry_whose_files_are_gone_is_missed(project: Path, run_entraide: Run) -> None:
    write_ids(project, f"{LIVING}13: scams/gone\n")
    result = run_entraide("check")
    assert result.exit_code == 1
    assert f"{IDS}:5: entry 13, scams/gone, is gone" in result.output


def test_a_move_by_hand_is_noticed_and_mended(project: Path, run_entraide: Run) -> None:
    write_ids(project, LIVING)
    for code in ("en", "fr"):
        file = project / f"docs/{code}/account/lost-password.md"
        file.rename(file.with_name("password-lost.md"))
    result = run_entraide("check")
    assert result.exit_code == 1
    assert "entry 7 stood at account/lost-password, and that address leads nowhere" in result.output
    before = (project / "docs/en/account/password-lost.md").read_text()
    assert run_entraide("fix", "--dry-run").exit_code == 1
    assert run_entraide("fix").exit_code == 0
    assert (project / "docs/en/account/password-lost.md").read_text() == before.replace(
        "moved_from: [account/password]", "moved_from: [account/lost-password, account/password]"
    )
    assert run_entraide("check").exit_code == 0
    assert "7: account/password-lost\n" in (project / IDS).read_text()


@pytest.mark.parametrize("remembered", [True, False], ids=["by data/ids.yml", "by git"])
def test_a_category_renamed_by_hand_is_noticed_and_mended(
    project: Path, run_entraide: Run, *, remembered: bool
) -> None:
    if remembered:
        write_ids(project, LIVING)
    commit_all(project)
    for code in ("en", "fr"):
        (project / f"docs/{code}/account").rename(project / f"docs/{code}/login")
    file = project / "data/categories.yml"
    file.write_text(file.read_text().replace("id: account", "id: login") + "# ours\n")
    before = file.read_text()
    result = run_entraide("check")
    assert result.exit_code == 1
    assert (
        "data/categories.yml:1: the category “account” is gone, and the address of its page leads "
        "nowhere now. If it is “login” now, run: entraide fix. Else put it back." in result.output
    )
    mended = run_entraide("fix")
    assert (mended.exit_code, mended.stderr) == (0, "Nothing else to fix in 5 files.\n")
    assert file.read_text() != before
    assert file.read_text().replace(", moved_from: [account]", "") == before
    assert run_entraide("check").exit_code == 0
    assert run_entraide("fix").stderr == "Nothing to fix in 5 files.\n"


def test_another_entry_with_a_number_of_git_is_no_move(project: Path, run_entraide: Run) -> None:
    source = project / "docs/en/account/lost-password.md"
    commit_all(project)
    write_ids(project, LIVING)
    (project / "docs/fr/account/lost-password.md").unlink()
    text = source.read_text().replace("I lost my password", "What a refund is")
    source.unlink()
    other = project / "docs/en/scams/refund.md"
    other.parent.mkdir(exist_ok=True)
    other.write_text(text.replace("Ask for a new one.", "Money that comes back to you."))
    run_entraide("fix")
    result = run_entraide("check")
    assert "If this is another entry, run: entraide renumber scams/refund" in result.output


@pytest.mark.parametrize(
    "written",
    [
        "/account/password/",
        "account/password.md",
        "docs/en/account/password.md",
        "../account/password.md",
        "https://help.example/fr/account/password/",
        "fr/account/password/index.html",
    ],
)
def test_a_former_path_may_be_written_as_people_see_it(
    written: str, project: Path, run_entraide: Run
) -> None:
    source = project / "docs/en/account/lost-password.md"
    text = source.read_text()
    source.write_text(text.replace("[account/password]", f'["{written}"]'))
    assert run_entraide("check").exit_code == 0
    run_entraide("fix")
    assert source.read_text() == text


def test_both_sides_of_a_merge_are_kept(project: Path, run_entraide: Run) -> None:
    commit_all(project)
    for branch, slug in (("one", "prize"), ("two", "parcel")):
        run_git(project, "checkout", "-q", "-b", branch, "HEAD" if branch == "one" else "HEAD~1")
        if branch == "two":  # nobody has fetched the other branch yet
            run_git(project, "branch", "-q", "-m", "one", "hidden")
            run_git(project, "update-ref", "refs/hidden/one", "hidden")
        start(run_entraide, slug)
        run_git(project, "add", ".")
        run_git(project, "commit", "-q", "-m", slug)
    file = project / IDS
    theirs = run_git(project, "show", "hidden:data/ids.yml")
    mine = file.read_text().removesuffix("\n")
    file.write_text(f"<<<<<<< HEAD\n{mine}\n=======\n{theirs}\n>>>>>>> one\n")
    assert f"{IDS}:1: this is a mark of an unresolved merge. Run: entraide fix." in (
        run_entraide("check").output
    )
    run_entraide("fix")
    assert file.read_text() == f"{HEADER}{LIVING}13: scams/prize\n14: scams/parcel\n"


def test_the_loser_of_a_clash_gets_a_number_of_its_own(project: Path, run_entraide: Run) -> None:
    start(run_entraide, "prize")
    twin = (project / "docs/en/scams/prize.md").read_text().replace("Prize", "Parcel")
    (project / "docs/en/scams/parcel.md").write_text(twin)
    assert "the id 13 is used twice" in run_entraide("check").output
    result = run_entraide("renumber", "scams/parcel")
    assert result.output.splitlines()[-1] == "scams/parcel: 13 → 14"
    assert (project / IDS).read_text() == f"{HEADER}{LIVING}13: scams/prize\n14: scams/parcel\n"
    assert run_entraide("check").exit_code == 0


def test_what_is_written_is_read_again(project: Path) -> None:
    write_ids(
        project,
        "7: {was: [a/b, c/d], removed: 2026-11-01, instead: 12, sensitive: true}\n"
        "12: scams/avance\n"
        "13: {was: [a/b], removed: 2026-11-01, instead: https://other.example/x, draft: true}\n",
    )
    log = ProblemLog()
    register = read_ids(read_settings(project / "mkdocs.yml"), log)
    assert not log
    assert register.gone[7].addresses == ("a/b", "c/d")
    assert isinstance(register.gone[13], GoneEntry)
    assert register.gone[13].draft


def test_a_broken_register_says_what_mends_it(project: Path, run_entraide: Run) -> None:
    write_ids(project, "7: account/lost-password\n12: {was: no}\nthirteen: a/b\n")
    result = run_entraide("check")
    assert result.exit_code == 1
    assert result.output.count("Run: entraide fix.") >= 2
    run_entraide("fix")
    assert (project / IDS).read_text() == HEADER + LIVING


@pytest.mark.parametrize("text", [b"---\nid: [1\n---\n", b"---\nid: 1\n---\n\xff\n"])
def test_a_file_that_nobody_can_read_gets_no_number(
    text: bytes, project: Path, run_entraide: Run
) -> None:
    file = project / "docs/fr/scams/broken.md"
    file.write_bytes(text)
    result = run_entraide("renumber", "docs/fr/scams/broken.md")
    assert result.exit_code == 1
    assert result.output.startswith("docs/fr/scams/broken.md:")
    assert file.read_bytes() == text


@pytest.mark.parametrize("written", ["id: >-\n  13\n", "id: '13' # ours\n"])
def test_a_number_written_in_an_unusual_way_is_replaced_and_nothing_around_it(
    written: str, project: Path, run_entraide: Run
) -> None:
    start(run_entraide, "prize")
    file = project / "docs/en/scams/prize.md"
    file.write_text(file.read_text().replace("id: 13\n", written))
    assert run_entraide("renumber", "scams/prize").exit_code == 0
    assert file.read_text().splitlines()[1].partition(" #")[0] == "id: 14"
    assert file.read_text().splitlines()[2].startswith("title: ")

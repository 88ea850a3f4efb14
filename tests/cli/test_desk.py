"""`entraide desk`, as whoever runs a desk types it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from entraide.cli.main import main
from entraide.desk.migrate import get_newest_schema, open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.tables import feedback, votes
from support.commands import Run
from support.desk import SECRET
from support.desk_rows import count, make_comment, make_vote, put


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoreSettings:
    """Those that the commands find: a store that nobody has made yet."""
    url = f"sqlite:///{tmp_path / 'var' / 'desk.sqlite3'}"
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", url)
    monkeypatch.setenv("ENTRAIDE_SECRET_KEY", SECRET)
    return StoreSettings(database_url=url)


@pytest.fixture
def migrated_store(settings: StoreSettings, run_entraide: Run) -> StoreSettings:
    assert (
        run_entraide("desk", "migrate", "--create").output
        == f"The store has schema {get_newest_schema()}.\n"
    )
    return settings


def find_password(output: str) -> str:
    found = re.fullmatch(r".+, shown only now:\n(\S{12,})\n", output)
    assert found, output
    return found[1]


@pytest.mark.parametrize(
    "words",
    [
        ("staff", "list"),
        ("staff", "add", "mo", "--role", "viewer"),
        ("purge",),
        ("backup", "file"),
        ("migrate",),
        ("restore-purged",),
        ("restore", "--yes", __file__),
    ],
)
def test_without_a_store_a_command_says_how_to_make_one(
    settings: StoreSettings, run_entraide: Run, words: tuple[str, ...]
) -> None:
    run = run_entraide("desk", *words)
    told = (
        f"ENTRAIDE_DATABASE_URL: there is no store yet at {settings.file}. Look at how the address"
    )
    cure = " is written; to make a store: entraide desk migrate --create.\n"
    assert (run.exit_code, run.output) == (2, told + cure)
    assert settings.file
    assert not settings.file.exists()


def test_staff_come_get_a_new_password_and_go(
    migrated_store: StoreSettings, run_entraide: Run
) -> None:
    del migrated_store
    assert run_entraide("desk", "staff", "list").output.startswith("Nobody yet.")
    first = find_password(run_entraide("desk", "staff", "add", "mo", "--role", "moderator").output)
    second = find_password(run_entraide("desk", "staff", "password", "mo").output)
    assert first != second
    assert run_entraide("desk", "staff", "list").output == "mo  moderator\n"
    reset = run_entraide("desk", "staff", "reset-factor", "mo")
    assert reset.output == "mo signs in with the password alone from now on.\n"
    assert run_entraide("desk", "staff", "disable", "mo").output == "mo may no longer sign in.\n"
    assert run_entraide("desk", "staff", "list").output == "mo  moderator  disabled\n"
    assert run_entraide("desk", "staff", "enable", "mo").output == "mo may sign in again.\n"
    assert run_entraide("desk", "staff", "list").output == "mo  moderator\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "Mo !", "--role", "viewer"), "NAME: “Mo !” is no name of an account."),
        (("add", "mo", "--role", "admin"), "'admin' is not one of 'viewer', 'moderator'"),
        (("add", "mo"), "missing: --role [viewer|moderator|writer|reviewer|publisher]"),
        (("password", "nobody"), "NAME: there is no account “nobody”."),
        (("reset-factor", "nobody"), "NAME: there is no account “nobody”."),
        (("disable", "nobody"), "NAME: there is no account “nobody”."),
        (("remove", "mo"), "No such command 'remove'"),
        (("lsit",), "Did you mean 'list'?"),
    ],
)
def test_a_mistake_about_staff_is_one_line(
    migrated_store: StoreSettings, run_entraide: Run, words: tuple[str, ...], said: str
) -> None:
    del migrated_store
    run = run_entraide("desk", "staff", *words)
    assert run.exit_code == 2
    assert said in run.output


def test_a_backup_comes_back_when_it_was_confirmed(
    migrated_store: StoreSettings, run_entraide: Run, tmp_path: Path
) -> None:
    file = str(tmp_path / "monday.jsonl")
    with open_store(migrated_store) as store:
        put(store, votes, **make_vote())
    assert (
        run_entraide("desk", "backup", file).output
        == f"Wrote {file}: daily_counts 1, vote_counts 1, votes 1.\n"
    )
    with open_store(migrated_store) as store:
        put(store, votes, **make_vote())
        asked = CliRunner().invoke(main, ("desk", "restore", file), input="n\n")
        assert asked.exit_code == 1
        assert count(store, votes) == 2
        run = run_entraide("desk", "restore", "--yes", file)
        stayed = "Accounts, tokens and the log of staff stayed as they were (see --accounts).\n"
        assert (run.exit_code, run.output) == (
            0,
            f"Restored {file}: daily_counts 1, vote_counts 1, votes 1.\n{stayed}",
        )
        assert count(store, votes) == 1


@pytest.mark.thorough
def test_a_backup_comes_back_where_there_was_no_store(
    migrated_store: StoreSettings, run_entraide: Run, tmp_path: Path
) -> None:
    file = str(tmp_path / "monday.jsonl")
    with open_store(migrated_store) as store:
        put(store, votes, **make_vote())
    run_entraide("desk", "backup", file)
    assert migrated_store.file
    migrated_store.file.unlink()
    assert run_entraide("desk", "migrate", "--create").exit_code == 0
    assert run_entraide("desk", "restore", "--yes", file).exit_code == 0
    with open_store(migrated_store) as store:
        assert count(store, votes) == 1


def test_a_backup_for_a_folder_that_is_not_there_is_reported(
    migrated_store: StoreSettings, run_entraide: Run
) -> None:
    del migrated_store
    run = run_entraide("desk", "backup", "/nowhere/backup")
    assert (run.exit_code, run.output) == (
        2,
        "/nowhere: there is no such folder. Make it first.\n",
    )


def test_a_purge_says_what_went_from_the_store_and_from_backups(
    migrated_store: StoreSettings, run_entraide: Run, tmp_path: Path
) -> None:
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    packed = drawer / "old.jsonl.gz"
    packed.write_bytes(b"not as it was written")
    with open_store(migrated_store) as store:
        put(store, feedback, **make_comment(day="2001-01-01"))
    file = drawer / "old.jsonl"
    assert run_entraide("desk", "backup", str(file)).output == f"Wrote {file}: nothing.\n"
    with open_store(migrated_store) as store:
        put(store, feedback, **make_comment(day="2001-01-01"))
        put(store, votes, **make_vote())
    run = run_entraide("desk", "purge", "--backups", str(drawer))
    assert run.stdout == f"Deleted: feedback 1.\nDeleted in {file}: nothing.\n"
    assert f"Warning: {packed}: this is no backup that can be read" in run.stderr
    assert run.exit_code == 0
    assert run_entraide("desk", "purge").output == "Deleted: nothing.\n"


def test_a_folder_without_a_backup_is_told_from_one_whose_backups_have_nothing_old(
    migrated_store: StoreSettings, run_entraide: Run, tmp_path: Path
) -> None:
    del migrated_store
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    (drawer / "old.jsonl.gz").write_bytes(b"not as it was written")
    run = run_entraide("desk", "purge", "--backups", str(drawer))
    assert run.exit_code == 2
    assert f"{drawer}: there is no backup in it" in run.output


def test_a_broken_backup_keeps_no_other_from_being_purged(
    migrated_store: StoreSettings, run_entraide: Run, tmp_path: Path
) -> None:
    with open_store(migrated_store) as store:
        put(store, feedback, **make_comment(day="2001-01-01"))
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    for file in (whole, broken):
        run_entraide("desk", "backup", str(file))
    broken.write_bytes(broken.read_bytes()[:-20])
    run = run_entraide("desk", "purge", "--backups", str(tmp_path))
    assert run.exit_code == 2
    assert f"Deleted in {whole}: " in run.output
    assert str(broken) in run.output
    assert "Traceback" not in run.output


def test_a_misspelt_command_is_told_the_nearest(run_entraide: Run) -> None:
    run = run_entraide("desk", "bakcup")
    assert (run.exit_code, "Did you mean 'backup'?" in run.output) == (2, True)

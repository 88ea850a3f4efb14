"""`entraide desk staff token`, `tokens` and `revoke`, as whoever runs a desk types them."""

import re
from pathlib import Path

import pytest

from entraide.desk.migrate import open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.staff import accounts, tokens
from support.commands import Run
from support.stores import CopyStore


@pytest.fixture
def store(
    tmp_path: Path, copy_sqlite_store: CopyStore, monkeypatch: pytest.MonkeyPatch
) -> StoreSettings:
    """The one that the commands find, with an account “mo”."""
    url = copy_sqlite_store(tmp_path / "var" / "desk.sqlite3")
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", url)
    settings = StoreSettings(database_url=url)
    with open_store(settings) as made:
        made.write(lambda connection: accounts.add_account(connection, "mo", "viewer"))
    return settings


def test_a_token_is_shown_once_listed_without_it_and_revoked(
    store: StoreSettings, run_entraide: Run
) -> None:
    assert run_entraide("desk", "staff", "tokens").output.startswith("None yet. Make one:")
    run = run_entraide("desk", "staff", "token", "mo", "--for", "the laptop")
    said = "A program may read proposals as mo with this token, shown only now:"
    found = re.fullmatch(rf"{said}\n(entraide_[\w-]{{43}})\n", run.output)
    assert found, run.output
    with open_store(store) as kept:
        holder = kept.read(lambda connection: tokens.find_holder(connection, found[1]))
    assert holder
    assert (holder.name, holder.role) == ("mo", "viewer")
    listed = run_entraide("desk", "staff", "tokens").output
    row = re.fullmatch(r"([0-9a-f]{12})  mo  \d{4}-\d\d-\d\d  the laptop\n", listed)
    assert row, listed
    run = run_entraide("desk", "staff", "revoke", row[1])
    assert run.output == f"The token {row[1]} of mo is of no use any more.\n"
    with open_store(store) as kept:
        assert kept.read(lambda connection: tokens.find_holder(connection, found[1])) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("token", "ma"), "NAME: there is no account “ma”. See them all: entraide desk staff list"),
        (("token",), "missing: NAME"),
        (("token", "mo", "--for", " "), "it is empty. Write some words."),
        (("revoke", "mo"), "ID: there is no token “mo”. See them all: entraide desk staff tokens"),
        (("tokns",), "Did you mean"),
    ],
)
def test_a_mistake_about_tokens_is_explained(
    store: StoreSettings, run_entraide: Run, words: tuple[str, ...], said: str
) -> None:
    run = run_entraide("desk", "staff", *words)
    assert run.exit_code == 2
    assert said in run.output
    with open_store(store) as kept:
        assert kept.read(tokens.list_tokens) == []


def test_a_disabled_account_gets_no_token(store: StoreSettings, run_entraide: Run) -> None:
    run_entraide("desk", "staff", "token", "mo")
    run_entraide("desk", "staff", "disable", "mo")
    run = run_entraide("desk", "staff", "token", "mo")
    assert (run.exit_code, run.output) == (
        2,
        "NAME: “mo” is disabled. Let it in first: entraide desk staff enable mo.\n",
    )
    with open_store(store) as kept:
        assert kept.read(tokens.list_tokens) == []

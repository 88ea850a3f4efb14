"""`entraide desk staff`: the accounts that may sign in at the desk, and the tokens of programs.

A password and a token are made here and shown once.
"""

from typing import TypeVar

import click

from entraide.cli.arguments import ExampleCommand, LineParam
from entraide.desk.migrate import open_store
from entraide.desk.settings import read_store_settings
from entraide.desk.staff import accounts, tokens
from entraide.desk.store import Job
from entraide.model.staff_roles import Role

T = TypeVar("T")

staff = click.Group(
    "staff",
    help="Look after the accounts of staff who sign in at the desk, and after their tokens.",
    short_help="Look after the accounts and tokens of staff.",
)


@staff.command(
    "add", cls=ExampleCommand, example="entraide desk staff add camille --role moderator"
)
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="A viewer reads. A moderator also decides on what visitors send. A writer writes, a "
    "reviewer also approves, and a publisher does all of it.",
)
def add_account(name: str, role: str) -> None:
    """Make an account NAME and show its first password, once.

    Whoever signs in with it has to choose another before anything else.
    """
    password = _write(lambda connection: accounts.add_account(connection, name, role))
    click.echo(f"{name} may sign in as a {role}, with this password, shown only now:\n{password}")


@staff.command("password", cls=ExampleCommand, example="entraide desk staff password camille")
@click.argument("name")
def renew_password(name: str) -> None:
    """Give the account NAME a new first password and show it, once. Its sessions end."""
    password = _write(lambda connection: accounts.set_password(connection, name))
    click.echo(f"{name} has this password from now on, shown only now:\n{password}")


@staff.command(
    "reset-factor", cls=ExampleCommand, example="entraide desk staff reset-factor camille"
)
@click.argument("name")
def reset_factor(name: str) -> None:
    """Take the second factor of the account NAME away, for somebody who has lost it.

    Make sure that you speak with that person. Their sessions end and their recovery codes are of
    no use any more.
    """
    _write(lambda connection: accounts.reset_factor(connection, name))
    click.echo(f"{name} signs in with the password alone from now on.")


@staff.command("unlock", cls=ExampleCommand, example="entraide desk staff unlock camille")
@click.argument("name")
def unlock_account(name: str) -> None:
    """Let NAME sign in at once, after too many attempts in that name. The password stays."""
    _write(lambda connection: accounts.unlock(connection, name))
    click.echo(f"{name} may try to sign in again.")


@staff.command("disable", cls=ExampleCommand, example="entraide desk staff disable camille")
@click.argument("name")
def disable_account(name: str) -> None:
    """Close the account NAME, and end its open sessions and its tokens. The log stays."""
    _write(lambda connection: accounts.set_active(connection, name, active=False))
    click.echo(f"{name} may no longer sign in.")


@staff.command("enable", cls=ExampleCommand, example="entraide desk staff enable camille")
@click.argument("name")
def enable_account(name: str) -> None:
    """Open the account NAME again."""
    _write(lambda connection: accounts.set_active(connection, name, active=True))
    click.echo(f"{name} may sign in again.")


@staff.command("list")
def list_accounts() -> None:
    """Show every account."""
    known = _read(accounts.list_accounts)
    for account in known:
        factor = "  second factor" if account.has_factor else ""
        state = "" if account.active else "  disabled"
        click.echo(f"{account.name}  {account.role}{factor}{state}")
    if not known:
        click.echo("Nobody yet. Make an account: entraide desk staff add NAME --role moderator")


@staff.command(
    "token",
    cls=ExampleCommand,
    example='entraide desk staff token camille --for "pulling proposals"',
)
@click.argument("name")
@click.option(
    "--for",
    "purpose",
    type=LineParam(),
    default=None,
    help="A word on what it is for, for the list of tokens.",
)
def make_token(name: str, purpose: str | None) -> None:
    """Make a token of the account NAME and show it, once.

    With the token, a program may read proposals. “entraide proposals --desk” takes it from the
    variable ENTRAIDE_DESK_TOKEN of the environment. Keep it as you keep a password.
    """
    token = _write(lambda connection: tokens.make_token(connection, name, purpose or ""))
    click.echo(f"A program may read proposals as {name} with this token, shown only now:\n{token}")


@staff.command("tokens")
def list_tokens() -> None:
    """Show every token: its ID, whose it is, since when, and what for."""
    known = _read(tokens.list_tokens)
    for token in known:
        click.echo(
            "  ".join(filter(None, (token.id, token.account, token.day.isoformat(), token.name)))
        )
    if not known:
        click.echo("None yet. Make one: entraide desk staff token NAME")


@staff.command("revoke", cls=ExampleCommand, example="entraide desk staff revoke 3f2a91b0")
@click.argument("id_", metavar="ID")
def revoke_token(id_: str) -> None:
    """End the token with that ID: no program can use it any more."""
    token = _write(lambda connection: tokens.revoke_token(connection, id_))
    click.echo(f"The token {token.id} of {token.account} is of no use any more.")


def _read(job: Job[T]) -> T:
    with open_store(read_store_settings()) as store:
        return store.read(job)


def _write(job: Job[T]) -> T:
    with open_store(read_store_settings()) as store:
        return store.write(job)

"""`entraide desk staff`: who may sign in at the desk, and which programs may ask in whose name.

A password and a token are made here and shown once.
"""

import click

from entraide.cli.arguments import LineParam
from entraide.desk.migrate import open_store
from entraide.desk.settings import read_store_settings
from entraide.desk.staff import accounts, tokens
from entraide.desk.staff.accounts import Role

staff = click.Group(
    "staff",
    help="Who may sign in at the desk: add them, change their passwords, let them go.",
    short_help="Who may sign in at the desk.",
)


@staff.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
def add_account(name: str, role: str) -> None:
    """Make an account NAME and show its password, once."""
    settings = read_store_settings()
    with open_store(settings) as store:
        password = store.write(lambda connection: accounts.add_account(connection, name, role))
    click.echo(f"{name} may sign in as a {role}, with this password, shown only now:\n{password}")


@staff.command("password")
@click.argument("name")
def renew_password(name: str) -> None:
    """Give the account NAME a new password and show it, once."""
    settings = read_store_settings()
    with open_store(settings) as store:
        password = store.write(lambda connection: accounts.set_password(connection, name))
    click.echo(f"{name} has this password from now on, shown only now:\n{password}")


@staff.command("disable")
@click.argument("name")
def disable_account(name: str) -> None:
    """Let NAME sign in no longer; end what is open, and their tokens. The log stays."""
    _set_active(name, active=False)
    click.echo(f"{name} may no longer sign in.")


@staff.command("enable")
@click.argument("name")
def enable_account(name: str) -> None:
    """Let NAME sign in again."""
    _set_active(name, active=True)
    click.echo(f"{name} may sign in again.")


@staff.command("list")
def list_accounts() -> None:
    """Show every account."""
    settings = read_store_settings()
    with open_store(settings) as store:
        known = store.read(accounts.list_accounts)
    for account in known:
        state = "" if account.active else "  disabled"
        click.echo(f"{account.name}  {account.role}{state}")
    if not known:
        click.echo("Nobody yet. Make an account: entraide desk staff add NAME --role moderator")


@staff.command("token")
@click.argument("name")
@click.option("--for", "purpose", type=LineParam(), default=None, help="What it is for.")
def make_token(name: str, purpose: str | None) -> None:
    """Make a token of the account NAME and show it, once.

    With it a program reads proposals as NAME may: “entraide proposals” finds it in the environment,
    as ENTRAIDE_DESK_TOKEN. Keep it as you keep a password.
    """
    settings = read_store_settings()
    with open_store(settings) as store:
        made = store.write(lambda connection: tokens.make_token(connection, name, purpose or ""))
    click.echo(f"A program may read proposals as {name} with this token, shown only now:\n{made}")


@staff.command("tokens")
def list_tokens() -> None:
    """Show every token: its ID, whose it is, since when, and what for."""
    settings = read_store_settings()
    with open_store(settings) as store:
        known = store.read(tokens.list_tokens)
    for one in known:
        click.echo("  ".join(filter(None, (one.id, one.account, one.day.isoformat(), one.name))))
    if not known:
        click.echo("None yet. Make one: entraide desk staff token NAME")


@staff.command("revoke")
@click.argument("id_", metavar="ID")
def revoke_token(id_: str) -> None:
    """End the token of that ID: no program may use it from now on."""
    settings = read_store_settings()
    with open_store(settings) as store:
        gone = store.write(lambda connection: tokens.revoke_token(connection, id_))
    click.echo(f"The token {gone.id} of {gone.account} is of no use any more.")


def _set_active(name: str, *, active: bool) -> None:
    settings = read_store_settings()
    with open_store(settings) as store:
        store.write(lambda connection: accounts.set_active(connection, name, active=active))

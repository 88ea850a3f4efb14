"""`entraide desk staff`: who may sign in at the desk. A password is made here and shown once."""

import click

from entraide.desk.migrate import opened
from entraide.desk.settings import read_store_settings
from entraide.desk.staff import accounts
from entraide.desk.staff.accounts import Role


@click.group(short_help="Who may sign in at the desk.")
def staff() -> None:
    """Who may sign in at the desk: add them, change their passwords, let them go."""


@staff.command()
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
def add(name: str, role: str) -> None:
    """Make an account NAME and show its password, once."""
    settings = read_store_settings()
    with opened(settings) as store:
        password = store.write(lambda connection: accounts.add(connection, name, role))
    click.echo(f"{name} may sign in as a {role}, with this password, shown only now:\n{password}")


@staff.command("password")
@click.argument("name")
def password_(name: str) -> None:
    """Give the account NAME a new password and show it, once."""
    settings = read_store_settings()
    with opened(settings) as store:
        password = store.write(lambda connection: accounts.set_password(connection, name))
    click.echo(f"{name} has this password from now on, shown only now:\n{password}")


@staff.command()
@click.argument("name")
def disable(name: str) -> None:
    """Let NAME sign in no longer, and end what is open. What they did stays in the log."""
    _set_active(name, active=False)
    click.echo(f"{name} may no longer sign in.")


@staff.command()
@click.argument("name")
def enable(name: str) -> None:
    """Let NAME sign in again."""
    _set_active(name, active=True)
    click.echo(f"{name} may sign in again.")


@staff.command("list")
def list_() -> None:
    """Show every account."""
    settings = read_store_settings()
    with opened(settings) as store:
        known = store.read(accounts.list_accounts)
    for account in known:
        state = "" if account.active else "  disabled"
        click.echo(f"{account.name}  {account.role}{state}")
    if not known:
        click.echo("Nobody yet. Make an account: entraide desk staff add NAME --role moderator")


def _set_active(name: str, *, active: bool) -> None:
    settings = read_store_settings()
    with opened(settings) as store:
        store.write(lambda connection: accounts.set_active(connection, name, active=active))

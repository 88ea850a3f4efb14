"""`entraide renumber`: give an entry the next free number, where two branches gave one twice."""

from datetime import date
from pathlib import Path

import click

from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.data.ids import update_ids
from entraide.content.dates import resolve_day
from entraide.content.docs.files import PAGE
from entraide.content.file_plan import ChangePlan
from entraide.content.numbering import choose_number
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.text_files import Splice, apply_splices, split_file
from entraide.content.writer import find_claimed_ids
from entraide.content.yaml.items import find_node
from entraide.content.yaml.limits import compose_yaml
from entraide.errors import Argument, EntraideError, Problem, suggest_name
from entraide.model.numbers import GoneEntry
from entraide.terminal_text import escape_line


@click.command("renumber")
@click.argument("address", metavar="CATEGORY/SLUG")
@dry_run_option
def renumber(address: str, *, dry_run: bool) -> None:
    """Give the entry at CATEGORY/SLUG the next free number, in every language.

    This is for an entry that no reader has seen under its number: a copy, or one of two that were
    started on two branches. Votes and short links stay with the old number.
    """
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    files = [settings.docs / each.code / f"{address}{PAGE}" for each in settings.locales]
    files = [file for file in files if file.is_file()]
    if not files:
        cure = suggest_name(address, reading.site.by_address)
        what = f"there is no entry at {address}"
        raise EntraideError(Problem(Argument("CATEGORY/SLUG"), what, cure))
    number = choose_number(reading)
    plan = ChangePlan()
    former = {_set_number(file, number, plan) for file in files}
    changes = _list_changes(reading, address, former, resolve_day())
    plan.add(update_ids(settings, reading.numbers, {**changes, number: address}))
    apply_plan(plan, settings, dry_run=dry_run)
    old = ", ".join(sorted(former))
    click.echo(f"{address}: {old} → {number}")
    for entry in reading.site.entries.values():
        if {str(each) for each in entry.related} & former:
            click.echo(escape_line(f"{entry.source.path} is related to {old}: look which is meant"))


def _set_number(file: Path, number: int, plan: ChangePlan) -> str:
    """Plan another number in the front matter of a file; return the former one."""
    opening, matter, fence, body = split_file(file.read_bytes().decode())
    node = find_node(compose_yaml(matter), "id")
    if node is None:
        raise EntraideError(
            Problem(Argument("CATEGORY/SLUG"), f"{file.name} has no id", "Write one")
        )
    splice = Splice(node.start_mark.index, node.end_mark.index, str(number))
    plan.write(file, opening + apply_splices(matter, [splice]) + fence + body)
    return str(node.value)


def _list_changes(
    reading: SiteReading, address: str, former: set[str], day: date
) -> dict[int, str | GoneEntry]:
    """Return what becomes of the `former` numbers: they stay with another entry, or are nobody's.

    A project without a register gets one with all entries in it.
    """
    owners: dict[int, str] = {}
    for path, number in sorted(find_claimed_ids(reading.settings).items()):
        place = "/".join(Path(path).with_suffix("").parts[-2:])
        if place != address:
            owners.setdefault(number, place)
    if not reading.numbers.exists:
        return dict(owners)
    nobody = GoneEntry((address,), day, draft=True)
    return {
        int(number): owners.get(int(number), nobody)
        for number in former
        if number.isdecimal() and reading.numbers.places.get(int(number), address) == address
    }

"""`entraide renumber`: give an entry the next free number, where two branches gave one twice."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.dates import resolve_day
from entraide.content.docs.files import PAGE
from entraide.content.file_plan import ChangePlan
from entraide.content.numbering import choose_number, record_numbers
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.text_files import Splice, apply_splices, parse_file, split_file
from entraide.content.writer import find_claimed_ids
from entraide.content.written_addresses import normalize_address
from entraide.content.yaml.items import find_node
from entraide.content.yaml.limits import compose_yaml
from entraide.errors import Argument, EntraideError, Problem, ProblemLog, suggest_name
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
    address = normalize_address(address, settings) or address
    files = [settings.docs / each.code / f"{address}{PAGE}" for each in settings.locales]
    files = [file for file in files if file.is_file()]
    if not files:
        cure = suggest_name(address, reading.site.by_address)
        what = f"there is no entry at “{address}”"
        raise EntraideError(Problem(Argument("CATEGORY/SLUG"), what, cure))
    number = choose_number(reading)
    plan = ChangePlan()
    _refuse_broken_files(files, settings)
    former = {_set_number(file, number, plan) for file in files}
    changes = _list_changes(reading, address, former, resolve_day())
    plan.add(record_numbers(reading, {**changes, number: address}))
    apply_plan(plan, settings, dry_run=dry_run)
    old = ", ".join(sorted(former))
    click.echo(f"{address}: {old} → {number}")
    for entry in reading.site.entries.values():
        if {str(each) for each in entry.related} & former:
            click.echo(escape_line(f"{entry.source.path} is related to {old}: look which is meant"))


def _refuse_broken_files(files: Iterable[Path], settings: Settings) -> None:
    """Raise ContentError where the front matter of a file cannot be read."""
    log = ProblemLog()
    for file in files:
        parse_file(file, settings.make_relative(file), log)
    log.raise_if_errors()


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
    """Return what becomes of the `former` numbers: they are another entry's, or nobody's."""
    owners: dict[int, str] = {}
    for path, number in sorted(find_claimed_ids(reading.settings).items()):
        place = "/".join(Path(path).with_suffix("").parts[-2:])
        if place != address:
            owners.setdefault(number, place)
    nobody = GoneEntry((address,), day, draft=True)
    return {
        int(number): owners.get(int(number), nobody)
        for number in former
        if number.isdecimal() and reading.numbers.places.get(int(number), address) == address
    }

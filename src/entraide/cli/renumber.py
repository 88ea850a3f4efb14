"""`entraide renumber`: give an entry the next free number, where two branches gave one twice."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.number_lock import hold_numbers
from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.dates import resolve_day
from entraide.content.docs.entry_editor import edit_source
from entraide.content.docs.files import PAGE
from entraide.content.file_plan import ChangePlan
from entraide.content.gone_entries import describe_gone_entry
from entraide.content.numbering import choose_number, record_numbers
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.text_digests import compute_text_digest, list_numbers
from entraide.content.text_files import parse_file, split_file
from entraide.content.writer import find_claimed_ids
from entraide.content.written_addresses import normalize_address
from entraide.content.yaml.limits import compose_yaml
from entraide.content.yaml.nodes import find_node
from entraide.errors import Argument, EntraideError, Problem, ProblemLog, suggest_name
from entraide.model.numbers import GoneEntry
from entraide.terminal_text import escape_line


@click.command("renumber", cls=ExampleCommand, example="entraide renumber scams/second-of-two")
@click.argument("address", metavar="CATEGORY/SLUG")
@dry_run_option
@hold_numbers()
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
        what, cure = describe_gone_entry(address, reading.site.gone) or (
            f"there is no entry at “{address}”",
            suggest_name(address, reading.site.by_address),
        )
        raise EntraideError(Problem(Argument("CATEGORY/SLUG"), what, cure))
    number = choose_number(reading)
    plan = ChangePlan()
    _refuse_broken_files(files, settings)
    former = {_set_number(file, settings, number, plan) for file in files}
    before = int(next(filter(str.isdecimal, sorted(former)), "0"))
    _keep_digests(reading, address, (before, number), plan)
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


def _set_number(file: Path, settings: Settings, number: int, plan: ChangePlan) -> str:
    """Plan another number in the front matter of a file; return the former one."""
    text = file.read_bytes().decode()
    node = find_node(compose_yaml(split_file(text)[1]), "id")
    if node is None:
        raise EntraideError(
            Problem(Argument("CATEGORY/SLUG"), f"{file.name} has no id", "Write one")
        )
    plan.write(file, edit_source(text, settings.make_relative(file), {"id": number}))
    return str(node.value)


def _keep_digests(
    reading: SiteReading, address: str, change: tuple[int, int], plan: ChangePlan
) -> None:
    """Plan new digests for texts that link to the entry: their links count by its number.

    `change` has the former number and the new one. A text that had changed stays changed.
    """
    settings, numbers = reading.settings, list_numbers(reading.site)
    before, after = ({**numbers, address: number} for number in change)
    for entry in reading.site.entries.values():
        source = entry.source
        digest = compute_text_digest(source, after, settings)
        was = compute_text_digest(source, before, settings)
        if entry.digest == was != digest:
            file = settings.root / source.path
            plan.write(file, edit_source(plan.read(file), source.path, {"digest": digest}))


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
        if number.isdecimal() and reading.numbers.addresses.get(int(number), address) == address
    }

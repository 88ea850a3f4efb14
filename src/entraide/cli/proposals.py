"""`entraide proposals`: list, show and export the proposals of visitors."""

from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy import Connection

from entraide.cli.arguments import ExampleCommand
from entraide.cli.consoles import echo_for_programs
from entraide.cli.outputs import (
    OUTPUT_FILE,
    STANDARD_OUTPUT,
    format_option,
    private_output_option,
    write_output,
)
from entraide.cli.proposal_sources import (
    add_source_options,
    find_proposal,
    open_proposal_source,
)
from entraide.cli.proposal_text import format_proposal
from entraide.cli.proposals_pull import pull
from entraide.cli.tables import format_table
from entraide.content.data.proposal_counts import FILE_NAME, format_proposal_counts
from entraide.content.proposal_files import format_proposals, iter_parts
from entraide.content.settings import find_project, read_settings
from entraide.desk.migrate import open_store
from entraide.desk.proposals import ProposalFilter, count_waiting, iter_proposals
from entraide.desk.settings import read_store_settings
from entraide.model.proposal import Proposal, ProposalState

HEADINGS = ("Id", "State", "Entry", "Locale", "Rev.", "Texts", "Day", "Credit")

state_option = click.option(
    "--state",
    type=click.Choice([state.value for state in ProposalState]),
    help="Only those in this state.",
)


proposals = click.Group(
    "proposals",
    help="""Bring what visitors proposed into the files of the project.

    Staff accept proposals at the desk; nothing is published by that. “pull” writes those that were
    accepted, and leaves a difference to read and to commit.
    """,
)
proposals.add_command(pull)


@proposals.command("list", short_help="Show proposals, the oldest first.")
@state_option
@format_option
@add_source_options
def list_proposals(state: str | None, form: str, desk: str | None, file: Path | None) -> None:
    """Show proposals, the oldest first: from a desk, a file, or the store of this machine."""
    listing = open_proposal_source(desk, file).list_proposals(
        ProposalState(state) if state else None
    )
    listing = sorted(listing, key=lambda each: (each.day, each.id))
    if form == "json":
        echo_for_programs(format_proposals(listing))
        return
    if not listing:
        click.echo(f"There is no {state or ''} proposal.".replace("  ", " "))
        return
    for line in format_table([HEADINGS, *map(_make_row, listing)], cut=len(HEADINGS) - 1):
        click.echo(line)


def _make_row(each: Proposal) -> tuple[str, ...]:
    return (
        each.short_id,
        each.state.value,
        str(each.entry),
        each.locale,
        str(each.revision),
        str(len(each.texts)),
        each.day.isoformat(),
        each.credit or "-",
    )


@proposals.command(
    "show",
    cls=ExampleCommand,
    example="entraide proposals show 3fa92b10 --desk https://help.example/",
    short_help="Show one proposal with all its texts.",
)
@click.argument("name", metavar="ID")
@format_option
@add_source_options
def show_proposal(name: str, form: str, desk: str | None, file: Path | None) -> None:
    """Show the proposal whose id is, or begins with, ID."""
    proposal = find_proposal(open_proposal_source(desk, file), name)
    if form == "json":
        echo_for_programs(format_proposals([proposal]))
        return
    for line in format_proposal(proposal):
        click.echo(line)


@proposals.command(
    "export", short_help="Write proposals as JSON, to be read by “list”, “show” and “pull”."
)
@private_output_option
@state_option
def export_proposals(output: Path, state: str | None) -> None:
    """Write the proposals of the desk’s store, with all their texts.

    ENTRAIDE_DATABASE_URL names the store. The desk deletes old proposals from its store and not
    from this file: delete the file when you no longer need it.
    """
    proposal_filter = ProposalFilter([ProposalState(state)] if state else list(ProposalState))
    with open_store(read_store_settings()) as store:
        written = store.read(lambda connection: _export(connection, proposal_filter, output))
    if output != STANDARD_OUTPUT:
        click.echo(f"Written: {output} (proposals: {written}).")


def _export(connection: Connection, proposal_filter: ProposalFilter, output: Path) -> int:
    """Write the proposals one by one, to use little memory; return their number."""
    written = 0

    def count_proposals() -> Iterator[Proposal]:
        nonlocal written
        for written, proposal in enumerate(iter_proposals(connection, proposal_filter), 1):  # noqa: B007
            yield proposal

    write_output(output, iter_parts(count_proposals()), private=True)
    return written


@proposals.command("counts", short_help="Write data/proposals.json out of the desk’s store.")
@click.option(
    "--output",
    type=OUTPUT_FILE,
    help="The file to write; - for standard output. Default: data/proposals.json of the project.",
)
def export_counts(output: Path | None) -> None:
    """Write how many proposals are open and accepted, for the pages of the next build.

    ENTRAIDE_DATABASE_URL names the store. The file may be public, so it has no text and no name.
    """
    output = output or read_settings(find_project(Path.cwd())).data / FILE_NAME
    with open_store(read_store_settings()) as store:
        counts = store.read(count_waiting)
    waiting = sum(each.open for each in counts.values())
    accepted = sum(each.accepted for each in counts.values())
    summary = f"open: {waiting}, accepted: {accepted}"
    write_output(output, format_proposal_counts(counts), summary)

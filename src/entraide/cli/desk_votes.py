"""`entraide desk votes`: which networks voted much, and votes that are taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import click

from entraide.cli.arguments import DateParam, ExampleCommand
from entraide.cli.tables import format_table
from entraide.desk.bursts import MOST_COUNTED
from entraide.desk.clock import get_now
from entraide.desk.migrate import open_store
from entraide.desk.purge import GRACE, find_first_vote_day
from entraide.desk.settings import StoreSettings, read_store_settings
from entraide.desk.voided_votes import (
    LIST_CURE,
    AnswerSum,
    Burst,
    VoteError,
    VoteFilter,
    find_network,
    list_bursts,
    restore_votes,
    sum_answers,
    void_votes,
)
from entraide.desk.vote_alarms import ID_DIGITS, VoteAlarm, list_alarms
from entraide.errors import Argument, Problem
from entraide.model.entry import LARGEST_NUMBER
from entraide.model.rating import SCALES

ENTRY = click.IntRange(1, LARGEST_NUMBER)
HOURS = GRACE // timedelta(hours=1)

votes = click.Group(
    "votes",
    help="Find votes that were not given by readers, and void them.",
    short_help="Find votes that were not given by readers, and void them.",
)


@votes.command("bursts")
@click.option("--since", type=DateParam(), help="Only of that day and later, as YYYY-MM-DD.")
@click.option("--entry", type=ENTRY, help="Only of the entry with that id.")
def show_bursts(since: date | None, entry: int | None) -> None:
    """Show versions with many more votes than usual on a day, and networks with many votes.

    Each line of a network has its id, for “entraide desk votes void --network-of”. The id is of one
    entry and one day.
    """
    settings = read_store_settings()
    first = max(since or date.min, find_first_vote_day(settings, get_now()))
    with open_store(settings) as store:
        alarms = [
            alarm
            for alarm in store.read(partial(list_alarms, first_day=first))
            if alarm.is_unusual and entry in (None, alarm.entry)
        ]
        chosen = VoteFilter(first, entry=entry)
        bursts = store.read(lambda connection: list(list_bursts(connection, chosen)))
    for alarm in alarms:
        click.echo(_format_alarm(alarm))
    for burst in bursts:
        click.echo(_format_burst(burst))
    if not alarms and not bursts:
        click.echo("None.")


def _format_alarm(alarm: VoteAlarm) -> str:
    usual = f"votes: {alarm.votes}, usually {alarm.usual:.1f} a day"
    return f"{alarm.day}  {alarm.entry} {alarm.locale}  {usual}"


def _format_burst(burst: Burst) -> str:
    group = burst.group
    network = f"of the network {group.network[:ID_DIGITS]}"
    numbers = f"votes: {burst.votes}, which count as {min(burst.votes, MOST_COUNTED)}"
    return f"{group.day}  {group.entry} {group.locale}  {network}  {numbers}"


@votes.command(
    "void",
    cls=ExampleCommand,
    example="entraide desk votes void --since 2026-11-28 --entry 1029 --network-of 3f2a91b07c44",
)
@click.option("--since", type=DateParam(), required=True, help="The first day, as YYYY-MM-DD.")
@click.option("--until", type=DateParam(), help="The last day, as YYYY-MM-DD. Default: today.")
@click.option("--entry", type=ENTRY, help="Only of the entry with that id.")
@click.option("--locale", metavar="CODE", help="Only of the text in that language.")
@click.option(
    "--network-of",
    metavar="ID",
    help="Only of the network that has that id, or gave the vote with that id. Eight digits of it "
    "or more are enough.",
)
@click.option("--yes", is_flag=True, help="Do it. Without, what would be voided is shown.")
def void(network_of: str | None, *, yes: bool, **facts: Any) -> None:  # noqa: ANN401 - a VoteFilter's
    """Show the votes of some days, of an entry or a network; with --yes, void them.

    Voided votes no longer count. They are in the bin for 48 hours, from which “entraide desk votes
    restore” takes them back. Votes that are only counts have no day and no network, and stay.
    """
    chosen = VoteFilter(**facts)
    if chosen.until and chosen.until < chosen.since:
        what = f"{chosen.until} is before --since {chosen.since}"
        raise VoteError(Problem(Argument("--until"), what, "Write the later day there"))
    settings, moment = read_store_settings(), get_now()
    with open_store(settings) as store:
        _note_counts(settings, chosen.since)
        if network_of:
            network = store.read(partial(find_network, beginning=network_of))
            chosen = replace(chosen, network=network)
        sums = store.read(partial(sum_answers, chosen=chosen))
        if not sums:
            raise VoteError(Problem(Argument("--since"), "no vote is like this", LIST_CURE))
        for line in _format_sums(sums):
            click.echo(line)
        if not yes:
            click.echo("Nothing was changed. To void these votes, add --yes.")
            return
        count = void_votes(store, chosen, moment)
    click.echo(f"Voided: {count}. To bring them back within {HOURS} hours: {RESTORE}")


RESTORE = "entraide desk votes restore"


def _note_counts(settings: StoreSettings, since: date) -> None:
    first = find_first_vote_day(settings, get_now())
    if since < first:
        note = f"Votes before {first} are only counts, without a day or a network: they stay."
        click.echo(note, err=True)


def _name_answer(answer: AnswerSum) -> str:
    if SCALES[answer.scale].has_average:
        return f"{answer.rating} of 5"
    return "yes" if answer.rating else "no"


def _format_sums(sums: Sequence[AnswerSum]) -> Iterator[str]:
    """Yield a table of `sums`, with the total."""
    head = ("entry", "language", "revision", "answer", "votes", "that count")
    rows = [
        (
            str(each.entry),
            each.locale,
            str(each.revision),
            _name_answer(each),
            str(each.votes),
            str(each.counted),
        )
        for each in sums
    ]
    yield from format_table([head, *rows], cut=1)
    total, counted = (sum(getattr(each, name) for each in sums) for name in ("votes", "counted"))
    yield f"Votes: {total}, which count as {counted}."


@votes.command("restore")
def restore() -> None:
    """Bring back every vote that was voided in the last 48 hours, and count it again."""
    with open_store(read_store_settings()) as store:
        count = restore_votes(store, get_now())
    click.echo(f"Brought back: {count}.")

"""`entraide channels`: every outside service, those first that a person must open.

`entraide channels verified` records that somebody has opened the own page of one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from entraide.cli.arguments import DateParam, ExampleCommand, LineParam, UrlParam
from entraide.cli.outputs import echo_json, format_option
from entraide.cli.tables import format_table
from entraide.content.checks.project import Project
from entraide.content.checks.upkeep import find_upkeep
from entraide.content.data.channel_editor import verify_channel
from entraide.content.data.channel_verification import (
    STATES,
    ChannelVerification,
    format_memory,
    rank_channel,
)
from entraide.content.dates import add_months, resolve_day
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.writer import replace_text
from entraide.errors import (
    Argument,
    ContentError,
    EntraideError,
    Problem,
    format_problems,
    select_errors,
    suggest_name,
)
from entraide.model.channel import Channel, ChannelState
from entraide.model.known_fact import Origin
from entraide.terminal_text import escape_line

HEADINGS = ("Id", "Country", "State", "Known from", "Seen on", "Review by", "Name")
VERIFY = "entraide channels verified ID --by NAME"
LIST_CURE = "“entraide channels” lists them all"


@click.group("channels", invoke_without_command=True)
@format_option
@click.option(
    "--country", "codes", multiple=True, metavar="CODE", help="Only this country, such as FR."
)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in ChannelState]),
    help="Only channels in this state.",
)
@click.option("--as-of", "day", metavar="DATE", help="The state on that day (default: today, UTC).")
@click.pass_context
def list_channels(
    context: click.Context,
    form: str,
    codes: tuple[str, ...],
    states: tuple[str, ...],
    day: str | None,
) -> None:
    """List the outside services (channels) of data/channels/, those first that a person must open.

    A channel is current, due (to be verified within 30 days), expired (shown no more) or
    unverified (never shown, as one whose sources disagree). Of one state, those come first that are
    known from secondary pages, then from stored copies; of these, emergency and crisis lines, then
    what was seen longest ago. What a person has seen on its own page and pages show comes last.

    Below the table is a list of what to do, each with file and line. It also names a security.txt
    that expires soon. Options may be repeated.
    """
    if context.invoked_subcommand:
        return
    today = resolve_day(day)
    reading = read_site(read_settings(find_project(Path.cwd())))
    chosen = _select_channels(reading, codes)
    listed_channels = [
        channel for channel in chosen if not states or channel.get_state(today) in states
    ]
    listed_channels.sort(key=lambda channel: rank_channel(channel, today))
    rows = [_make_row(channel, today) for channel in listed_channels]
    default = reading.site.default_locale.code
    if form == "json":
        echo_json(rows)
    else:
        click.echo(_format_text(rows, default))
        if needs := _list_upkeep(reading, listed_channels, today, whole=not (codes or states)):
            click.echo(f"\n{format_problems(needs)}")
    if count := len(_list_mistakes(reading)):
        click.echo(f"Mistakes: {count}; some may be left out. Run: entraide check", err=True)


def _select_channels(reading: SiteReading, codes: Sequence[str]) -> list[Channel]:
    """List the channels of the countries `codes` (all, without any); EntraideError for others."""
    known = {channel.country.lower(): channel.country for channel in reading.site.channels.values()}
    for code in codes:
        if code.lower() not in known:
            what = f"“{code}” has no channels"
            raise EntraideError(
                Problem(Argument("--country"), what, suggest_name(code.upper(), known.values()))
            )
    countries = {code.lower() for code in codes} or set(known)
    return [each for each in reading.site.channels.values() if each.country.lower() in countries]


def _list_upkeep(
    reading: SiteReading, channels: Sequence[Channel], today: date, *, whole: bool
) -> list[Problem]:
    """List what is to be done about `channels`; if `whole`, about the platform’s data too."""
    site = replace(reading.site, channels={channel.id: channel for channel in channels})
    needs = find_upkeep(Project(replace(reading, site=site), today))
    return [need for need in needs if whole or need.path != reading.platform.path]


def _make_row(channel: Channel, today: date) -> dict[str, Any]:
    """Return a channel as an object of the JSON output; the table has a selection of its keys."""
    return {
        "id": channel.id,
        "country": channel.country,
        "state": channel.get_state(today).value,
        "days_left": channel.count_days_left(today),
        "review_by": _format_day(channel.review_by),
        "name": dict(channel.name),
        "topics": list(channel.topics),
        "status": channel.status.value,
        "known": channel.known.value if channel.known else None,
        "seen_on": _format_day(channel.seen_on),
        "seen_by": channel.seen_by,
        "sources": list(channel.sources),
        "unverified": dict(channel.unverified),
        "path": channel.path,
        "line": channel.line,
    }


def _format_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _format_text(rows: list[dict[str, Any]], default: str) -> str:
    if not rows:
        return "No channel fits."
    cells = [HEADINGS, *(_format_cells(row, default) for row in rows)]
    counts = Counter(row["state"] for row in rows)
    total = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
    lines = list(format_table(cells, HEADINGS.index("Name")))
    waiting = sum(row["known"] != Origin.OWN_PAGE for row in rows)
    lines += ["", f"Channels: {len(rows)} ({total})"]
    if waiting:
        lines.append(f"A person must open the own page of {waiting}, from the top: {VERIFY}")
    return "\n".join(lines)


def _format_cells(row: dict[str, Any], default: str) -> list[str]:
    facts = [row[key] or "-" for key in ("known", "seen_on", "review_by")]
    return [row["id"], row["country"], row["state"], *facts, row["name"].get(default, "")]


def _list_mistakes(reading: SiteReading) -> list[Problem]:
    """List the errors in the files of data/channels/."""
    folder = reading.settings.make_relative(reading.settings.data / "channels")
    return [
        error for error in select_errors(reading.problems) if error.path.startswith(f"{folder}/")
    ]


@list_channels.command(
    "verified",
    cls=ExampleCommand,
    example='entraide channels verified fr-3018 --by "Your name"',
    short_help="Record that a person has opened the own page of a channel.",
)
@click.argument("id_", metavar="ID")
@click.option(
    "--by", required=True, type=LineParam(), metavar="NAME", help="Who opened the page: a person."
)
@click.option("--on", type=DateParam(), help="The day it was opened. Default: today (UTC).")
@click.option(
    "--source", type=UrlParam(), help="The page. Default: what stands in sources, or else its url."
)
@click.option(
    "--until", type=DateParam(), help="The last day to show it. Default: as data/settings.yml says."
)
def record_verification(
    id_: str, by: str, on: date | None, source: str | None, until: date | None
) -> None:
    """Record that a person has opened the service’s own page, and that the facts of ID are right.

    Correct its facts in data/channels/ first. This sets known, seen_on, seen_by, status and
    review_by, puts the page before the other sources, and touches nothing else.
    """
    today = resolve_day()
    reading = read_site(read_settings(find_project(Path.cwd())))
    channel = _find_channel(id_, reading)
    on = on or today
    until = until or add_months(on, reading.settings.review_months.services)
    verification = ChannelVerification(channel, on, until, source, prefix="--")
    if mistakes := list(verification.iter_mistakes(today)):
        raise EntraideError(*mistakes)
    path = reading.settings.root / channel.path
    text = path.read_bytes().decode()
    page = verification.page
    text = verify_channel(text, channel.path, id_, by=by, on=on, until=until, source=page)
    replace_text(path, text)
    click.echo(escape_line(f"{id_}: own page, seen by {by} on {on}, good until {until}."))
    click.echo(escape_line(f"Written in {channel.path}."))
    if channel.unverified:
        click.echo(f"Still from memory only, and not shown: {format_memory(channel)}.")


def _find_channel(id_: str, reading: SiteReading) -> Channel:
    """Return the channel with that id.

    ContentError if its file has mistakes, EntraideError if there is none.
    """
    known = reading.site.channels
    mistakes = _list_mistakes(reading)
    channel_mistakes = [
        mistake for mistake in mistakes if id_ not in known or mistake.path == known[id_].path
    ]
    if channel_mistakes:
        raise ContentError(*channel_mistakes)
    if id_ not in known:
        cure = suggest_name(id_, known, LIST_CURE)
        raise EntraideError(Problem(Argument("ID"), f"there is no channel “{id_}”", cure))
    return known[id_]

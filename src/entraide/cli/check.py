"""`entraide check`: every mistake of the project at once, for people, scripts and GitHub."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from entraide.cli.consoles import echo_for_programs
from entraide.content.checks import CHECKS, MISSING_FILE_CHECKS, SLOW_CHECKS, check_project
from entraide.content.checks.external_addresses import find_external_addresses
from entraide.content.checks.project import Project
from entraide.content.checks.upkeep import summarize_upkeep
from entraide.content.dates import resolve_day
from entraide.content.docs.files import FileKind, list_docs_files
from entraide.content.reader import read_site
from entraide.content.settings import Settings, find_project, read_settings
from entraide.errors import (
    Argument,
    EntraideError,
    Problem,
    ProblemLog,
    Severity,
    format_problems,
    select_errors,
)
from entraide.model.channel import ChannelState
from entraide.model.site import Site
from entraide.terminal_text import escape_line


@click.command()
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How to print the problems: for people, for scripts, or as GitHub annotations.",
)
@click.option("--as-of", "day", metavar="DATE", help="Check as on that day (default: today, UTC).")
@click.option(
    "--fail-on",
    "also",
    multiple=True,
    type=click.Choice([ChannelState.EXPIRED.value]),
    help="Fail also when a channel has expired. Without this, it is only counted.",
)
@click.option(
    "--allow-missing",
    is_flag=True,
    help="Only warn of links and images that lead nowhere, while you bring a site over.",
)
@click.option(
    "--links", is_flag=True, help="Also open each address of another site that texts link to."
)
@click.option(
    "--refresh", is_flag=True, help="With --links: open addresses again that were opened lately."
)
def check(  # noqa: PLR0913 - its options
    shape: str,
    day: str | None,
    also: tuple[str, ...],
    *,
    allow_missing: bool,
    links: bool,
    refresh: bool,
) -> None:
    """Report every mistake in the entries and in the data; warnings do not fail.

    The last line counts outside services that staff have to verify again. They are no mistakes.
    """
    if refresh and not links:
        raise EntraideError(Problem(Argument("--refresh"), "no address is opened", "Add --links"))
    today = resolve_day(day)
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    advised = MISSING_FILE_CHECKS if allow_missing else ()
    project = Project(reading, today)
    checks = CHECKS + SLOW_CHECKS
    log = ProblemLog(check_project(reading, today, project.outlines, checks, advised))
    outside = _check_outside(project, log, refresh=refresh) if links else LinkReport()
    problems = sorted(log)
    if text := FORMATTERS[shape](problems):
        click.echo(text) if shape == "text" else echo_for_programs(f"{text}\n")
    for line in filter(None, (outside.summary, outside.failure)):
        click.echo(escape_line(line), err=True)
    click.echo(format_summary(problems, settings), err=True)
    if line := summarize_upkeep(project):
        click.echo(line, err=True)
    if outside.failure:
        raise click.exceptions.Exit(1)
    if select_errors(problems) or (also and _has_expired(reading.site, today)):
        raise click.exceptions.Exit(1)


@dataclass(frozen=True, slots=True)
class LinkReport:
    """The outcome of `--links`: a line on all addresses, or why none was asked."""

    summary: str = ""
    failure: str = ""


def _check_outside(project: Project, log: ProblemLog, *, refresh: bool) -> LinkReport:
    from entraide.cli.link_check import check_links  # noqa: PLC0415 - a network, for --links only

    addresses = list(find_external_addresses(project))
    try:
        return LinkReport(
            check_links(addresses, project.settings, project.today, log, refresh=refresh)
        )
    except EntraideError as error:
        return LinkReport(failure=str(error))


def _has_expired(site: Site, today: date) -> bool:
    return any(
        channel.get_state(today) is ChannelState.EXPIRED for channel in site.channels.values()
    )


def format_json(problems: Sequence[Problem]) -> str:
    """Return `problems` as a JSON list of objects."""
    keys = ("path", "line", "severity", "what", "cure")
    rows = (
        (problem.path, problem.line, problem.severity, problem.message, problem.cure)
        for problem in problems
    )
    objects = [dict(zip(keys, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def format_github(problems: Sequence[Problem]) -> str:
    """Return `problems` as workflow commands of GitHub, one a line.

    https://docs.github.com/actions/reference/workflow-commands
    """
    return "\n".join(
        f"::{problem.severity} file={_escape_property(problem.path)},line={problem.line}"
        f"::{_escape_data(problem.sentences)}"
        for problem in problems
    )


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


FORMATTERS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": format_problems,
    "json": format_json,
    "github": format_github,
}


def format_summary(problems: Sequence[Problem], settings: Settings) -> str:
    """Return the last line: `3 errors, 1 warning in 38 files.` or `No problem in 1 file.`."""
    counts = Counter(problem.severity for problem in problems)
    said = [_format_count(counts[severity], severity) for severity in Severity if counts[severity]]
    files = sum(file.kind is FileKind.PAGE for file in list_docs_files(settings, ProblemLog()))
    return f"{', '.join(said) or 'No problem'} in {_format_count(files, 'file')}."


def _format_count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

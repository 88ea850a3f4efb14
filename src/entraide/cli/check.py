"""`entraide check`: every mistake of the project at once, for people, scripts and GitHub."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from entraide.exporting.text_cuts import read_known_outlines
from entraide.model.channel import ChannelState
from entraide.model.site import Site
from entraide.terminal_text import escape_line


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
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
    paths: tuple[Path, ...],
    shape: str,
    day: str | None,
    also: tuple[str, ...],
    *,
    allow_missing: bool,
    links: bool,
    refresh: bool,
) -> None:
    """Report every mistake in the entries and in the data; warnings do not fail.

    With PATHS, which are files or folders, only what is wrong in them is shown, and decides the
    exit status. The whole project is read all the same: a text is compared with its translations
    and with the data. The last line counts mistakes elsewhere.

    Without PATHS, the last line counts outside services that staff have to verify again. They are
    no mistakes.
    """
    if refresh and not links:
        raise EntraideError(Problem(Argument("--refresh"), "no address is opened", "Add --links"))
    today = resolve_day(day)
    settings = read_settings(find_project(Path.cwd()))
    choice = PathChoice.select(paths, settings)
    reading = read_site(settings, today if day else None, remembers=True)
    advised = MISSING_FILE_CHECKS if allow_missing else ()
    project = Project(reading, today, read_known_outlines(reading))
    checks = CHECKS + SLOW_CHECKS
    outlines = project.outlines
    log = ProblemLog(check_project(reading, today, outlines, checks, advised, remembers=True))
    outside = _check_outside(project, choice, log, refresh=refresh) if links else LinkReport()
    problems = sorted(problem for problem in log if choice.has(problem.path))
    if text := FORMATTERS[shape](problems):
        click.echo(text) if shape == "text" else echo_for_programs(f"{text}\n")
    for line in (outside.summary, outside.failure, *_format_summary(log, problems, choice)):
        if line:
            click.echo(escape_line(line), err=True)
    if not paths and (line := summarize_upkeep(project)):
        click.echo(line, err=True)
    expired = bool(also) and _has_expired(reading.site, today)
    if outside.failure or select_errors(problems) or expired:
        raise click.exceptions.Exit(1)


@dataclass(frozen=True, slots=True)
class PathChoice:
    """The files to report on: those at or below `paths`, which are resolved; all without any."""

    settings: Settings
    paths: tuple[Path, ...]

    @classmethod
    def select(cls, paths: Sequence[Path], settings: Settings) -> "PathChoice":
        """Return the choice of `paths`; EntraideError for one where nothing is checked."""
        real_paths = tuple(Path(os.path.realpath(path)) for path in paths)
        sources = (settings.docs, settings.data, *settings.theme_folders, settings.config_file)
        checked = [Path(os.path.realpath(path)) for path in sources]
        mistakes = ProblemLog()
        for path, real in zip(paths, real_paths, strict=True):
            inside = any(real.is_relative_to(each) or each.is_relative_to(real) for each in checked)
            if not os.path.lexists(path):
                cure = "Write it as from the folder that you are in"
                mistakes.add(Argument("PATHS"), f"there is no “{path}”", cure)
            elif not inside:
                what = f"nothing is checked at “{path}”"
                cure = f"Name a file or a folder in {settings.docs_name}/ or in the data"
                mistakes.add(Argument("PATHS"), what, cure)
        if mistakes:
            raise EntraideError(*mistakes)
        return cls(settings, real_paths)

    def has(self, shown: str) -> bool:
        """Return whether the file with the displayed path `shown` is among them."""
        if not self.paths:
            return True
        file = Path(os.path.realpath(self.settings.root / shown))
        return any(file.is_relative_to(path) for path in self.paths)


@dataclass(frozen=True, slots=True)
class LinkReport:
    """The outcome of `--links`: a summary of all addresses, or why none was asked."""

    summary: str = ""
    failure: str = ""


def _check_outside(
    project: Project, choice: PathChoice, log: ProblemLog, *, refresh: bool
) -> LinkReport:
    from entraide.cli.link_check import check_links  # noqa: PLC0415 - a network, for --links only

    addresses = [each for each in find_external_addresses(project) if choice.has(each.path)]
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


def _format_summary(
    log: Sequence[Problem], problems: Sequence[Problem], choice: PathChoice
) -> Iterator[str]:
    """Yield the last lines: `3 errors, 1 warning in 38 files.` or `No problem in 1 file.`.

    `problems` are those of `log` that are shown.
    """
    pages = list_docs_files(choice.settings, ProblemLog())
    shown = {
        choice.settings.make_relative(each.path) for each in pages if each.kind is FileKind.PAGE
    }
    shown = {path for path in shown if choice.has(path)} or {str(path) for path in choice.paths}
    counts = _format_counts(problems) or "No problem"
    yield f"{counts} in {_format_count(len(shown), 'file')}."
    if elsewhere := _format_counts(set(log) - set(problems)):
        yield f"Elsewhere: {elsewhere}. To see them: entraide check"


def _format_counts(problems: Iterable[Problem]) -> str:
    """Return how many errors and warnings there are; "" for none."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(_format_count(counts[each], each) for each in Severity if counts[each])


def _format_count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

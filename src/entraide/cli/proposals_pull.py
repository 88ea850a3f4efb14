"""`entraide proposals pull`: write accepted proposals into the files, all or none."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from entraide.cli.arguments import LineParam, as_meant_option, as_of_option
from entraide.cli.proposal_sources import (
    ProposalList,
    ProposalSource,
    add_source_options,
    find_proposal,
    open_proposal_source,
)
from entraide.cli.translation_project import format_written_versions, read_translations
from entraide.content.dates import resolve_day
from entraide.content.writer import replace_all
from entraide.errors import Argument, EntraideError, Problem, format_problems
from entraide.exchange.proposal_import import ProposalImport
from entraide.model.proposal import Proposal, ProposalState
from entraide.terminal_text import escape_line

EPILOG = """
\b
For example:
  entraide proposals pull 3fa92b10 --desk https://help.example/
  entraide proposals pull --from sent-by-mail.md

\b
What is refused can be declined at the desk, or corrected in a copy before you pull it:
  entraide proposals export --output copy.json
  entraide proposals pull 3fa92b10 --from copy.json
"""
UNDECIDED_CURES = {
    ProposalState.OPEN: "Accept it first, at the desk: desk/staff/proposals/",
    ProposalState.DECLINED: "If that was a mistake, take it back and accept it at the desk",
}


@click.command(epilog=EPILOG, short_help="Write accepted proposals into the files: all or nothing.")
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option(
    "--all-accepted", "every", is_flag=True, help="Every proposal that staff have accepted."
)
@click.option(
    "--reviewer",
    type=LineParam(),
    help="The reviewer, whom pages name. Default: user.name of your git.",
)
@add_source_options
@as_meant_option
@as_of_option
def pull(  # noqa: PLR0913, PLR0917 - its options
    names: tuple[str, ...],
    reviewer: str | None,
    desk: str | None,
    file: Path | None,
    day: str | None,
    as_meant: tuple[str, ...],
    *,
    every: bool,
) -> None:
    """Write the proposals that staff accepted into the files. Commits are left to you.

    A text is left out when its source has changed since it was proposed, or when somebody has
    replaced it. After a correction of a source version, run “entraide revise”. When there is a
    mistake, all mistakes are shown and nothing is written. A Markdown sheet needs no ID, because
    you accept it by pulling it.
    """
    today = resolve_day(day)
    source = open_proposal_source(desk, file)
    chosen = _select_proposals(source, names, every=every)
    project = read_translations()
    settings = project.reading.settings
    pulled = ProposalImport(
        project.reading,
        project.history,
        today,
        reviewer or _read_git_name(settings.root),
        as_meant,
    )
    pulled.import_proposals(chosen)
    pulled.problems.raise_if_errors()
    replace_all(pulled.files)
    if pulled.problems:
        click.echo(format_problems(pulled.problems), err=True)
    for line in _format_result(pulled):
        click.echo(escape_line(line))


def _select_proposals(
    source: ProposalSource, names: Sequence[str], *, every: bool
) -> list[Proposal]:
    """List the proposals to write; EntraideError if none is named or one is not accepted."""
    if isinstance(source, ProposalList) and source.is_sheet and not names:
        return list(source.proposals)
    if every and not names:
        return source.list_proposals(ProposalState.ACCEPTED)
    if every or not names:
        what = "ids and --all-accepted were given" if every else "nothing says which proposals"
        cure = "Give ids, or --all-accepted: “entraide proposals list” shows them"
        raise EntraideError(Problem(Argument("ID"), what, cure))
    named_proposals = {each.id: each for each in (find_proposal(source, name) for name in names)}
    refused = [each for each in named_proposals.values() if each.state in UNDECIDED_CURES]
    if refused:
        raise EntraideError(
            *(
                Problem(
                    Argument("ID"),
                    f"proposal {each.short_id} is {each.state}",
                    UNDECIDED_CURES[each.state],
                )
                for each in refused
            )
        )
    return list(named_proposals.values())


def _read_git_name(root: Path) -> str:
    """Return git's `user.name`; EntraideError if it has none."""
    try:
        result = subprocess.run(  # noqa: S603 - our own words
            ["git", "-C", str(root), "config", "user.name"],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
            timeout=10,
        )
        name = " ".join(result.stdout.decode("utf-8", "replace").split())
    except (OSError, subprocess.TimeoutExpired):
        name = ""
    if not name:
        raise EntraideError(
            Problem(Argument("--reviewer"), "nobody is named", "Write who has judged them")
        )
    return name


def _format_result(pulled: ProposalImport) -> Iterator[str]:
    yield from format_written_versions(pulled.localised_files)
    for each in pulled.correction_files:
        correction = each.correction
        yield f"Written: {correction.path} (source version, texts: {len(correction.texts)})"
        yield f"  Record it: entraide revise {correction.entry.id} --significance … --note …"
        if correction.credit:
            yield f"  To be credited, where you thank people: {correction.credit}"
    if not pulled.files:
        yield "Nothing to write: the files say what was proposed, or something newer."
        return
    yield "Next: read the difference (git diff), run “entraide check”, and commit."

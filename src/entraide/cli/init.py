"""`entraide init`: start a help centre of one's own, from a sample."""

import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand, LineParam, UrlParam
from entraide.content.project_start import (
    WORKFLOWS,
    ProjectPlan,
    Sample,
    build_project,
    build_workflow,
)
from entraide.content.writer import write_all_new
from entraide.errors import Argument, EntraideError, FileLine, Problem
from entraide.terminal_text import escape_line

EXAMPLE = """entraide init help --name "Club help" --address https://help.club.example/ \\
      --languages en,fr --sample product"""


@click.command("init", cls=ExampleCommand, example=EXAMPLE)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", type=LineParam(), help="The name of the help centre. It is asked for.")
@click.option(
    "--platform",
    type=LineParam(),
    help="The name of the platform, product or club that it helps with. Default: the same name.",
)
@click.option(
    "--address",
    type=UrlParam(),
    help="Where it will be read, from https:// on. It is asked for.",
)
@click.option(
    "--languages",
    metavar="CODES",
    help="Its languages, as in en,fr: the first is the default. They are asked for.",
)
@click.option(
    "--sample",
    type=click.Choice([each.value for each in Sample]),
    help="What it begins with: nothing, six entries on a product, or our site on harassment, "
    "scams and reporting. It is asked for.",
)
@click.option("--ci", "forge", type=click.Choice(list(WORKFLOWS)), help="Write its workflow too.")
def start_project(  # noqa: PLR0913 - one argument an option
    *,
    folder: Path,
    name: str | None,
    platform: str | None,
    address: str | None,
    languages: str | None,
    sample: str | None,
    forge: str | None,
) -> None:
    """Start a help centre in FOLDER. Nothing that is there already is changed.

    In a project that exists, --ci writes the workflow alone.
    """
    if (folder / "mkdocs.yml").exists():
        _add_workflow(folder, forge)
        return
    options = {"name": name, "address": address, "languages": languages, "sample": sample}
    _refuse_to_guess(options)
    title = name or _ask("Name", folder.resolve().name.replace("-", " ").title(), LineParam())
    plan = ProjectPlan(
        title,
        platform or title,
        address or _ask("Address", "https://help.example.org/", UrlParam()),
        _split_codes(languages or _ask("Languages, the default first", "en")),
        Sample(
            sample or _ask("Begin with", "blank", click.Choice([each.value for each in Sample]))
        ),
        forge,
    )
    plan.check()
    texts = build_project(plan)
    _write_files(folder, texts)
    click.echo(escape_line(f"Written: {len(texts)} files in {folder}"))
    click.echo(_format_next_steps(folder, plan.sample))


def _refuse_to_guess(options: Mapping[str, str | None]) -> None:
    """Raise UsageError for all missing options, where no terminal is there to ask at."""
    missing = [f"--{name}" for name, value in options.items() if not value]
    if missing and not sys.stdin.isatty():
        raise click.UsageError(f"missing: {', '.join(missing)}. For example:\n  {EXAMPLE}")


def _ask(question: str, default: str, kind: click.ParamType[str] | None = None) -> str:
    answer: str = click.prompt(question, default=default, type=kind)
    return answer


def _split_codes(languages: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (code.strip() for code in languages.split(",")))))


def _add_workflow(folder: Path, forge: str | None) -> None:
    """Write the workflow of a forge into a project; raise EntraideError where none is asked for."""
    if forge is None:
        what = "there is a project already, and nothing was changed"
        cure = "Choose another folder, or add its workflow alone: --ci github"
        raise EntraideError(Problem(FileLine(str(folder / "mkdocs.yml")), what, cure))
    texts = build_workflow(forge)
    _write_files(folder, texts)
    click.echo(escape_line(f"Written: {', '.join(texts)}"))


def _write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write every file; none if one exists already."""
    obstacles = [path for path in texts if os.path.lexists(folder / path)]
    if obstacles:
        what = "it is there already, and nothing was written"
        cure = "Move it away, or choose another folder"
        raise EntraideError(
            *(Problem(FileLine(str(folder / path)), what, cure) for path in obstacles)
        )
    if folder.exists() and not folder.is_dir():
        problem = Problem(Argument("FOLDER"), f"“{folder}” is no folder", "Choose another name")
        raise EntraideError(problem)
    write_all_new({folder / path: text for path, text in texts.items()})


def _format_next_steps(folder: Path, sample: Sample) -> str:
    """Return what to do next, and which sentences of the sample the new owner has to correct."""
    invented = "\ndata/platform.yml speaks of an invented platform: write yours."
    return f"""
Next:
  cd {shlex.quote(str(folder))}
  entraide serve
README.md tells what stands where; “entraide doctor” tells what is left to do.""" + (
        invented if sample is Sample.SAFETY else ""
    )

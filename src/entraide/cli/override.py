"""`entraide override`: copy a shipped template into the project; merge later changes into it."""

import difflib
import subprocess
import tempfile
from pathlib import Path

import click

from entraide.content.own_templates import OwnState, OwnTemplates
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.site_folder import write_output
from entraide.errors import Argument, EntraideError, Problem, suggest_name

EPILOG = """
\b
entraide override                       what is overridden, and whether ours has changed
entraide override footer                copies partials/footer.html, for you to change
entraide override footer --diff         what has changed in ours since
entraide override footer --merge        brings that into your own
"""


@click.command(epilog=EPILOG)
@click.argument("template", required=False)
@click.option("--diff", "shows_diff", is_flag=True, help="Show what has changed in ours since.")
@click.option("--merge", "merges", is_flag=True, help="Bring what has changed into your own.")
def override(template: str | None, *, shows_diff: bool, merges: bool) -> None:
    """Copy TEMPLATE, a part of our pages, into the project to change it."""
    settings = read_settings(find_project(Path.cwd()))
    templates = OwnTemplates.from_settings(settings)
    if templates.is_theme_itself:
        what = f"{settings.make_relative(templates.folder)}/ holds the templates themselves"
        raise EntraideError(Problem(Argument("override"), what, "Change them there"))
    if template is None:
        _list_own(templates)
        return
    name = _find_name(template, templates)
    if shows_diff or merges:
        _check_copy(name, templates)
    if shows_diff:
        click.echo(_make_diff(name, templates) or "Ours has not changed.")
    if merges:
        _merge(name, templates, settings)
    if not shows_diff and not merges:
        _copy(name, templates, settings)


def _list_own(templates: OwnTemplates) -> None:
    for name in templates.names:
        click.echo(f"{name}: {templates.get_state(name)}")
    if not templates.names:
        click.echo("No template is overridden. Copy one: entraide override partials/footer.html")


def _find_name(word: str, templates: OwnTemplates) -> str:
    """Return the template that `word` means; EntraideError if there is none, or more than one."""
    names = templates.find_names(word)
    if len(names) == 1:
        return names[0]
    if names:
        what, cure = f"“{word}” may be {', '.join(names)}", "Write one of them"
    else:
        stems = {Path(name).stem for name in templates.shipped_names}
        what = f"there is no template “{word}”"
        cure = suggest_name(word, stems, "Read: entraide handbook templates")
    raise EntraideError(Problem(Argument("TEMPLATE"), what, cure))


def _check_copy(name: str, templates: OwnTemplates) -> None:
    if not templates.get_copy_path(name).is_file():
        what = f"{name} was not copied by this command"
        cure = f"Copy it: entraide override {name}"
        raise EntraideError(Problem(Argument("TEMPLATE"), what, cure))


def _copy(name: str, templates: OwnTemplates, settings: Settings) -> None:
    """Copy the shipped template; if the project has its own, only record today's shipped one."""
    own = templates.folder / name
    shown = settings.make_relative(own)
    has_own = own.is_file()
    if has_own and templates.get_state(name) is OwnState.EXTENDS:
        click.echo(f"{shown} extends ours, and needs no copy.")
        return
    if has_own and templates.get_copy_path(name).is_file():
        click.echo(f"{shown} is there already: {templates.get_state(name)}.")
        return
    write_output(templates.get_copy_path(name), templates.read_ours(name))
    if has_own:
        click.echo(f"{shown} stays as it is. From now on, check says when ours changes.")
        return
    write_output(own, templates.read_ours(name))
    click.echo(f"Written: {shown}")


def _make_diff(name: str, templates: OwnTemplates) -> str:
    before, after = templates.read_copy(name), templates.read_ours(name)
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} as copied", name, lineterm=""
    )
    return "\n".join(lines)


def _merge(name: str, templates: OwnTemplates, settings: Settings) -> None:
    """Merge changes of the shipped template into the project's own, and record its new base.

    Conflicts stand between marks, as git writes them.
    """
    own = templates.folder / name
    with tempfile.TemporaryDirectory() as folder:
        texts = {
            "yours": templates.read_own(name),
            "copied": templates.read_copy(name),
            "ours": templates.read_ours(name),
        }
        for label, text in texts.items():
            (Path(folder) / label).write_text(text, encoding="utf-8")
        labels = [part for label in texts for part in ("-L", label)]
        run = subprocess.run(  # noqa: S603 - files of ours, by git
            ["git", "merge-file", "-p", *labels, *texts],  # noqa: S607 - wherever it is
            cwd=folder,
            capture_output=True,
            check=False,
        )
    if run.returncode < 0 or run.returncode > 127:  # below, it is the number of conflicts
        what = f"git could not merge {name}"
        raise EntraideError(Problem(Argument("--merge"), what, "Compare it by hand: --diff"))
    write_output(own, run.stdout)
    write_output(templates.get_copy_path(name), texts["ours"])
    shown = settings.make_relative(own)
    marks = f" Both had changed in {run.returncode} places: look for <<<<<<<." * bool(
        run.returncode
    )
    click.echo(f"Merged: {shown}.{marks}")

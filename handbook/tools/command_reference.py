"""The page of all commands, from what click knows of them."""

import inspect
import re
from collections.abc import Iterator

import click

from entraide.cli.main import main
from handbook.tools.pages import render_page, render_table, wrap

INTRODUCTION = """
Each command is run in the folder of the project, or below it. Inside a copy of the repository it
is at `.venv/bin/entraide`. A command ends with the status 1 when there is a mistake in the content,
and with 2 when something else is wrong, such as an option or a setting. `--help` shows the same as
this page, for one command.
"""


def render_commands() -> str:
    context = click.Context(main, info_name="entraide")
    return render_page("Commands", INTRODUCTION, iter_sections(main, context))


def iter_sections(command: click.Command, context: click.Context) -> Iterator[str]:
    """Return a section for each command below `command`, and for those below it."""
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None  # noqa: S101 - it was listed
        inner_context = click.Context(inner, info_name=name, parent=context)
        yield render_command(inner, inner_context)
        yield from iter_sections(inner, inner_context)


def render_command(command: click.Command, context: click.Context) -> str:
    words = context.command_path.split()
    parts = [f"{'#' * len(words)} {context.command_path}", *render_help(command.help or "")]
    if not isinstance(command, click.Group):
        usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
        parts.append(f"```text\n{usage}\n```")
    if rows := list(iter_options(command, context)):
        parts.append(render_table(["option", ""], rows))
    return "\n\n".join([*parts, *render_help(command.epilog or "")])


def render_help(text: str) -> Iterator[str]:
    """Return each paragraph; those that click leaves as they are become blocks of code."""
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if paragraph.startswith("\b\n"):
            title, _, rest = paragraph.removeprefix("\b\n").partition("\n")
            if rest.startswith("  "):
                yield f"{title}\n\n```sh\n{inspect.cleandoc(rest)}\n```"
            else:
                yield f"```text\n{title}\n{rest}\n```".replace("\n\n```", "\n```")
        elif paragraph:
            yield wrap(paragraph)


def iter_options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for param in command.params:
        if isinstance(param, click.Option) and not param.hidden:
            notes = [
                param.help or "",
                describe_choices(param),
                "Required." if param.required else "",
            ]
            metavar = "" if param.is_flag or notes[1] else f" {param.make_metavar(context)}"
            yield f"`{', '.join(param.opts)}{metavar}`", " ".join(filter(None, notes))


def describe_choices(option: click.Option) -> str:
    if not isinstance(option.type, click.Choice):
        return ""
    return f"One of {', '.join(f'`{choice}`' for choice in option.type.choices)}."

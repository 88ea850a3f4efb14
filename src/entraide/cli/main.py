"""The `entraide` command: its list of commands, and how errors are printed.

A command's module is imported when it runs, so that help and typing errors get an answer at once.
An exception of the package is printed as one line a problem, without a traceback.
"""

import sys
from importlib import import_module
from typing import Any

import click

from entraide.cli.command_names import suggest_command, suggest_inner_command
from entraide.cli.consoles import forget_output, make_streams_readable
from entraide.cli.extras import explain_missing_extra
from entraide.errors import ContentError, EntraideError, format_os_error
from entraide.terminal_text import escape_controls

COMMANDS = {  # in the order of the help: name -> where it is, what it does
    "init": ("entraide.cli.init:start_project", "Start a help centre of your own."),
    "new": ("entraide.cli.new:start_entry", "Start an entry: make its files, with a number."),
    "entry": (
        "entraide.cli.entry:edit_entry",
        "Publish or archive an entry, now or on a day.",
    ),
    "move": ("entraide.cli.move:move_entry", "Move an entry to another address; links follow."),
    "remove": (
        "entraide.cli.remove:remove_entry",
        "Remove an entry for good; its addresses say so.",
    ),
    "category": ("entraide.cli.category:edit_category", "Rename a category; links follow."),
    "renumber": (
        "entraide.cli.renumber:renumber",
        "Give an entry the next free number, where two have one.",
    ),
    "revise": ("entraide.cli.revise:revise", "Record that the text of an entry has changed."),
    "status": (
        "entraide.cli.status:show_status",
        "Show every entry and the state of its versions.",
    ),
    "check": ("entraide.cli.check:check", "Look for mistakes in the content; build nothing."),
    "doctor": (
        "entraide.cli.doctor:describe_project",
        "Say what the project has, what it lacks, and what to do next.",
    ),
    "fix": ("entraide.cli.fix:fix", "Tidy texts: typography, lists, order of keys."),
    "build": ("entraide.cli.build:build", "Build the site."),
    "publish": (
        "entraide.cli.publish:publish",
        "Put the built site in its place, all at once; take it back.",
    ),
    "serve": ("entraide.cli.serve:serve", "Show the site while you write."),
    "edit": ("entraide.cli.edit:edit", "Write and publish entries in the browser."),
    "desk": ("entraide.cli.desk:desk", "Run the desk, and look after its store."),
    "channels": (
        "entraide.cli.channels:list_channels",
        "Show the outside services, and record that one was verified.",
    ),
    "ratings": (
        "entraide.cli.ratings:ratings",
        "Export the counts of votes, for the pages.",
    ),
    "feedback": (
        "entraide.cli.feedback:feedback",
        "Export what visitors wrote to staff.",
    ),
    "proposals": (
        "entraide.cli.proposals:proposals",
        "Bring what visitors proposed into the files.",
    ),
    "translate": (
        "entraide.cli.translate:translate",
        "Exchange texts with translators’ tools; see what waits.",
    ),
    "export": (
        "entraide.cli.export:export_content",
        "Write the content for other programs and other systems.",
    ),
    "zip": (
        "entraide.cli.zip:pack_site",
        "Pack the built site, to open it without a server.",
    ),
    "pdf": ("entraide.cli.pdf:make_pdfs", "Make PDFs of entries and of the whole site."),
    "import": (
        "entraide.cli.import_source:import_source",
        "Bring in articles of another system, as drafts.",
    ),
    "locale": (
        "entraide.cli.locale:locale",
        "Add a language, take one out, or write an entry in another first.",
    ),
    "messages": (
        "entraide.cli.messages:update_messages",
        "Update the catalogs of the interface.",
    ),
    "override": (
        "entraide.cli.override:override",
        "Copy a template of ours into the project, to change it.",
    ),
    "upgrade": ("entraide.cli.upgrade:upgrade", "Bring an older project up to date."),
    "handbook": ("entraide.cli.handbook:show_handbook", "Show the pages of the handbook."),
    "schema": ("entraide.cli.schema:write_schemas", "Write the JSON Schemas of the content."),
    "servers": (
        "entraide.cli.servers:write_server_files",
        "Write configurations of web servers, desk and containers.",
    ),
}


class LazyGroup(click.Group):
    """A group whose commands, those of COMMANDS, are imported on first use."""

    def main(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run the command line; a fault of the machine (OSError) is one line and exit status 1."""
        make_streams_readable()
        try:
            return super().main(*args, **named)
        except OSError as error:  # a closed pipe is click's affair: it ends in silence
            forget_output()
            click.echo(format_os_error(error), err=True)
            sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        with explain_missing_extra(cmd_name):
            command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; exit status 1 for mistakes in the content, 2 for any other mistake."""
        try:
            with explain_missing_extra(ctx):
                return super().invoke(ctx)
        except click.NoSuchCommand as error:  # click knows only the commands that are loaded
            raise _suggest(error) from error
        except EntraideError as error:
            code = 1 if isinstance(error, ContentError) else 2
            for problem in error.problems:
                click.echo(problem, err=True)
            for note in getattr(error, "__notes__", ()):
                click.echo(escape_controls(note), err=True)
        raise click.exceptions.Exit(code)


def _suggest(error: click.NoSuchCommand) -> click.NoSuchCommand:
    """Return a usage error that names commands that may be meant, also those of groups."""
    typed, context = error.command_name, error.ctx
    if context is None or context.parent is None:
        meant = suggest_command(typed, COMMANDS)
    else:
        group = context.command_path.partition(" ")[2]
        command = context.command
        inner = command.list_commands(context) if isinstance(command, click.Group) else []
        meant = suggest_inner_command(typed, group, inner, COMMANDS)
    question = " Did you mean " + " or ".join(f"'{full}'" for full in meant) + "?" if meant else ""
    return click.NoSuchCommand(typed, error.message + question, ctx=context)


@click.group(
    "entraide",
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="“entraide COMMAND --help” says more about one command.",
)
@click.version_option(package_name="entraide", message="%(prog)s %(version)s")
def main() -> None:
    """Write, check and publish a help centre. Run it in your project’s folder."""

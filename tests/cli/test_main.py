"""The door of the commands: help, typos, mistakes without traceback."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from entraide.cli.command_names import INNER_COMMANDS
from entraide.cli.main import COMMANDS, main
from support.commands import Run
from support.projects import write_site


def test_help_lists_every_command_in_order_with_what_it_does(run_entraide: Run) -> None:
    text = run_entraide("--help").output
    assert run_entraide("-h").output == text
    places = [text.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert all(help_ in text for _, help_ in COMMANDS.values())


def test_the_version_is_that_of_the_package(run_entraide: Run) -> None:
    assert run_entraide("--version").output.startswith("entraide 0.")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_listed_command_can_be_asked_for_help(name: str, run_entraide: Run) -> None:
    module, _, attribute = COMMANDS[name][0].partition(":")
    assert isinstance(getattr(import_module(module), attribute), click.Command)
    result = run_entraide(name, "--help")
    assert (result.exit_code, result.output.splitlines()[0].split()[2]) == (0, name)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("staus", "status"), ("buid", "build"), ("message", "messages"), ("chck", "check")),
        *(("archive", "entry archive"), ("shedule", "entry schedule"), ("pull", "proposals pull")),
    ],
)
def test_a_mistyped_command_is_answered_with_the_nearest(
    typed: str, meant: str, run_entraide: Run
) -> None:
    result = run_entraide(typed)
    assert result.exit_code == 2
    assert f"Error: No such command '{typed}'. Did you mean '{meant}'?\n" in result.stderr


def test_the_likeliest_of_several_comes_first(run_entraide: Run) -> None:
    said = run_entraide("rename").stderr
    assert "Did you mean 'move' or 'category rename'?\n" in said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("mv", "'move' or 'category rename'"), ("delete", "'remove'"), ("rm", "'remove'")),
        *(("create", "'new' or 'locale add'"), ("ls", "'status' or 'proposals list'")),
        *(("unpublish", "'entry archive'"), ("preview", "'serve'"), ("lint", "'check'")),
        *(("entry delete", "'entraide remove'"), ("entry mv", "'entraide move'")),
        *(
            ("category move", "'rename'"),
            ("locale rm", "'remove'"),
        ),
        *(("desk backp", "'backup'"), ("entry hide", "'archive'")),
    ],
)
def test_a_command_is_found_by_what_it_means(typed: str, meant: str, run_entraide: Run) -> None:
    words = typed.split()
    result = run_entraide(*words)
    assert result.exit_code == 2
    assert f"'{words[-1]}'. Did you mean {meant}" in result.stderr


def test_a_group_suggests_nothing_that_is_about_something_else(run_entraide: Run) -> None:
    assert "Error: No such command 'delete'.\n" in run_entraide("category", "delete").stderr


def test_every_command_that_is_suggested_exists() -> None:
    for full in INNER_COMMANDS:
        group, _, name = full.partition(" ")
        context = click.Context(main)
        command = main.get_command(context, group)
        assert isinstance(command, click.Group)
        assert command.get_command(context, name), full


def test_a_command_like_no_other_gets_no_suggestion(run_entraide: Run) -> None:
    assert "Error: No such command 'zzz'.\n" in run_entraide("zzz").stderr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("status", "--fromat", "json"), "--format"),
        (("status", "--local", "fr"), "--locale"),
        (("revise", "7", "--signifiance", "minor"), "--significance"),
        (("--verson",), "--version"),
    ],
)
def test_a_mistyped_option_is_answered_with_the_nearest(
    words: tuple[str, ...], meant: str, run_entraide: Run
) -> None:
    result = run_entraide(*words)
    assert result.exit_code == 2
    assert f"'{meant}'?" in result.stderr


def test_a_command_outside_a_project_prints_an_error_of_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_entraide: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_entraide("status")
    assert result.exit_code == 2
    assert result.stderr == (
        f"{tmp_path}: there is no mkdocs.yml here or above. "
        "Go to your project, or start one: entraide init.\n"
    )


def test_a_file_that_cannot_be_written_is_named_without_traceback(
    project: Path, run_entraide: Run
) -> None:
    (project / "data" / "schemas").write_text("in the way")
    result = run_entraide("schema")
    assert result.exit_code == 1
    assert result.stderr.startswith(str(project / "data" / "schemas"))
    assert result.stderr.count("\n") == 1


def test_help_imports_no_command() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from entraide.cli.main import main;"
        "CliRunner().invoke(main, ['--help']); CliRunner().invoke(main, ['staus']);"
        "print([name for name in sys.modules if name.startswith(('entraide.content', 'pydantic'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_a_project_says_cannot_steer_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_entraide: Run
) -> None:
    site = write_site(tmp_path, {})
    text = (site / "mkdocs.yml").read_text("utf-8")
    (site / "mkdocs.yml").write_text(f'{text}\nsite_dir: "../\\e[2J\\u202E"\n', "utf-8")
    monkeypatch.chdir(site)
    result = run_entraide("build")
    assert "<U+001B>[2J<U+202E>" in result.stderr
    assert "\x1b" not in result.stderr


def iter_commands(command: click.Command, *words: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below `command`, with the words that call it."""
    if not isinstance(command, click.Group):
        yield " ".join(words), command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner
        yield from iter_commands(inner, *words, name)


NEEDY = {
    words: command
    for words, command in iter_commands(main)
    if any(param.required for param in command.params)
}


def test_many_commands_need_arguments() -> None:
    assert {"new", "revise", "remove", "entry publish", "feedback export"} <= NEEDY.keys()


@pytest.mark.parametrize("words", NEEDY)
def test_all_arguments_that_are_missing_are_reported_at_once_with_an_example(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = ("desk-monday.backup", "to-translate.po", "memory.tmx", "terms.tbx")
    for name in files:  # those that the examples read
        (tmp_path / name).touch()
    result = CliRunner().invoke(main, words.split())
    assert result.exit_code == 2
    said = result.stderr.partition("Error: missing: ")[2]
    for param in NEEDY[words].params:
        name = (isinstance(param, click.Argument) and param.metavar) or param.opts[0]
        assert not param.required or name.removesuffix("...").upper() in said.upper()
    example = said.partition("For example:\n  ")[2].replace("\\\n", "")
    assert example.startswith(f"entraide {words} ")
    parts = shlex.split(example)[1 + len(words.split()) :]
    assert NEEDY[words].make_context(words, parts).params


def test_a_given_argument_is_not_reported_as_missing() -> None:
    result = CliRunner().invoke(main, ["revise", "3", "--note", "x"])
    assert "Error: missing: --significance [minor|medium|major]. For example:" in result.stderr

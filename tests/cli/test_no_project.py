"""Where there is no whole project, every command says so, names `init`, and writes nothing."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from entraide.cli.main import main

# Those that start a project, or are about the package or the desk.
ELSEWHERE = {"init", "handbook", "desk", "ratings", "feedback", "proposals"}
# What a command asks for first: it is right.
WORDS: Mapping[str, tuple[str, ...]] = {
    "entry schedule": ("12", "--never"),
    "import": ("zendesk", __file__, "--plan", "plan.csv"),
    "pdf": ("12",),
    "publish": ("/srv/help",),
    "translate import": (__file__,),
    "translate import-glossary": (__file__,),
    "translate import-memory": (__file__,),
}
PLAIN = "site_name: A\nsite_url: https://a.example/\ntheme: {name: material}\nplugins: [search]\n"
LANGUAGES = "{languages: [{locale: en, name: English, default: true}]}"
WHOLE = f"{PLAIN.partition('plugins')[0]}plugins:\n  - i18n: {LANGUAGES}\n  - entraide\n"
TEXTS = {"new", "status", "check", "doctor", "build", "serve", "fix", "export", "revise", "move"}


def list_commands(group: click.Group, *path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from list_commands(command, *path, name)
        elif command:
            yield " ".join((*path, name)), command


COMMANDS = {
    name: command for name, command in list_commands(main) if name.split()[0] not in ELSEWHERE
}


def fill_in(name: str, command: click.Command) -> list[str]:
    """The words of a command, with something for all that it requires."""
    words = name.split()
    for parameter in command.params:
        if parameter.required:
            known = parameter.type
            value = str(known.choices[0]) if isinstance(known, click.Choice) else "12"
            words += [parameter.opts[0]] * isinstance(parameter, click.Option) + [value]
    return [*name.split(), *WORDS[name]] if name in WORDS else words


def refuse(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    result = CliRunner().invoke(main, fill_in(name, COMMANDS[name]), catch_exceptions=False)
    assert (result.exit_code, sorted(folder.rglob("*"))) == (2, before), result.output
    return result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_without_a_project(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "start one: entraide init" in refuse(name, tmp_path, monkeypatch)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_project_of_mkdocs_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Hello\n")
    (tmp_path / "mkdocs.yml").write_text(PLAIN)
    assert "entraide init" in refuse(name, tmp_path, monkeypatch)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_project_without_its_texts(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mkdocs.yml").write_text(WHOLE)
    assert refuse(name, tmp_path, monkeypatch) == (
        "mkdocs.yml:1: docs/, the folder of the texts, is missing. "
        "Look at docs_dir, go to your project, or start one: entraide init.\n"
    )


@pytest.mark.parametrize("text", ["", "- site_name\n"])
def test_settings_that_are_none(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    assert "entraide init" in refuse("check", tmp_path, monkeypatch)

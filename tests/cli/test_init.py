"""`entraide init`: a project that checks, from each sample; nothing that is there is changed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from entraide.content.project_start import WORKFLOWS, Sample, turn_desk_off
from support.commands import Run

PROGRAM = "from entraide.cli.main import main; main()"
GIVEN = ("--name", 'Aide "Vélo" & co', "--address", "https://help.velo.example/")


def read_all(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("sample", [Sample.BLANK, Sample.PRODUCT])
def test_each_sample_is_a_project_without_a_mistake(
    tmp_path: Path, run_in: Run, sample: Sample
) -> None:
    started = run_in(
        tmp_path, "init", "help", *GIVEN, "--languages", "en,fr", "--sample", sample.value
    )
    assert started.exit_code == 0, started.output
    assert "cd help\n  entraide serve\n" in started.stdout
    checked = run_in(tmp_path / "help", "check")
    assert checked.exit_code == 0, checked.output
    assert run_in(tmp_path / "help", "upgrade").stdout.endswith("nothing to do.\n")
    for line in checked.stdout.splitlines():  # what only the operator knows
        assert line.startswith("data/platform.yml:1: warning: ") and " lacks " in line


@pytest.mark.parametrize(
    ("sample", "codes"),
    [
        (sample, codes)
        for sample in (Sample.BLANK, Sample.PRODUCT)
        for codes in ("en", "fr,en", "en,de")
        if set(codes.split(",")) <= set(sample.codes)
    ],
)
def test_data_has_words_in_the_languages_that_were_chosen(
    tmp_path: Path, run_in: Run, sample: Sample, codes: str
) -> None:
    run_in(tmp_path, "init", "help", *GIVEN, "--languages", codes, "--sample", sample.value)
    for name in ("categories.yml", "tags.yml"):
        file = tmp_path / "help" / "data" / name
        text = file.read_text("utf-8") if file.exists() else ""
        for row in yaml.safe_load(text) or ():
            assert set(row["label"]) == set(row["description"]) == set(codes.split(","))
        assert ("native speaker" in text) is ("de" in codes and bool(text))


def test_the_settings_are_short_and_hold_what_was_given(tmp_path: Path, run_in: Run) -> None:
    run_in(tmp_path, "init", "help", *GIVEN, "--languages", "fr, en", "--sample", "blank")
    text = (tmp_path / "help" / "mkdocs.yml").read_text("utf-8")
    assert text.count("\n") <= 25
    settings = yaml.safe_load(text)
    assert settings["site_name"] == 'Aide "Vélo" & co'
    (first, second) = settings["plugins"][0]["i18n"]["languages"]
    assert first == {"locale": "fr", "name": "Français", "default": True}
    assert second == {"locale": "en", "name": "English"}


@pytest.mark.parametrize(
    "settings",
    ["desk:   true  # ours\nexit: false\n", '"desk": yes\n', "{desk: true, exit: false}\n"],
)
def test_the_desk_is_off_however_a_sample_writes_it(settings: str) -> None:
    edited = turn_desk_off(settings)
    assert yaml.safe_load(edited) == yaml.safe_load(settings) | {"desk": False}
    assert ("# ours" in edited) is ("# ours" in settings)
    assert turn_desk_off("exit: false\n") == "exit: false\n"


def test_the_texts_name_the_platform_and_the_pages_the_site(tmp_path: Path, run_in: Run) -> None:
    names = ("--platform", 'Le "Vélo"', "--languages", "en,fr", "--sample", "product")
    run_in(tmp_path, "init", "help", *GIVEN, *names)
    facts = yaml.safe_load((tmp_path / "help" / "data" / "platform.yml").read_text("utf-8"))
    assert facts["name"] == 'Le "Vélo"'
    run_in(tmp_path, "init", "other", *GIVEN, "--languages", "en", "--sample", "blank")
    facts = yaml.safe_load((tmp_path / "other" / "data" / "platform.yml").read_text("utf-8"))
    assert facts["name"] == 'Aide "Vélo" & co'


def test_a_project_that_exists_stays_as_it_is(tmp_path: Path, run_in: Run) -> None:
    run_in(tmp_path, "init", "help", *GIVEN, "--languages", "en", "--sample", "blank")
    (tmp_path / "help" / "README.md").write_text("Ours.\n", "utf-8")
    before = read_all(tmp_path)
    again = run_in(tmp_path, "init", "help", *GIVEN, "--languages", "en,fr", "--sample", "product")
    assert again.exit_code == 2
    assert again.stderr == (
        "help/mkdocs.yml: there is a project already, and nothing was changed. "
        "Choose another folder, or add its workflow alone: --ci github.\n"
    )
    assert read_all(tmp_path) == before


@pytest.mark.parametrize("forge", WORKFLOWS)
def test_a_workflow_is_added_to_a_project_and_replaces_none(
    tmp_path: Path, run_in: Run, forge: str
) -> None:
    run_in(tmp_path, "init", "help", *GIVEN, "--languages", "en", "--sample", "blank")
    added = run_in(tmp_path, "init", "help", "--ci", forge)
    assert (added.exit_code, added.stdout) == (0, f"Written: {WORKFLOWS[forge]}\n")
    workflow = tmp_path / "help" / WORKFLOWS[forge]
    workflow.write_text("ours: true\n", "utf-8")
    assert run_in(tmp_path, "init", "help", "--ci", forge).exit_code == 2
    assert workflow.read_text("utf-8") == "ours: true\n"


def test_a_folder_with_a_file_of_the_same_name_is_left_alone(tmp_path: Path, run_in: Run) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "README.md").write_text("Ours.\n", "utf-8")
    refused = run_in(tmp_path, "init", "help", *GIVEN, "--languages", "en", "--sample", "blank")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("help/README.md: it is there already, and nothing was written")
    assert [file.name for file in (tmp_path / "help").iterdir()] == ["README.md"]


def test_a_file_in_the_place_of_the_folder_is_no_traceback(tmp_path: Path, run_in: Run) -> None:
    (tmp_path / "help").write_text("Ours.\n", "utf-8")
    refused = run_in(tmp_path, "init", "help", *GIVEN, "--languages", "en", "--sample", "blank")
    assert refused.exit_code == 2
    assert "“help” is no folder" in refused.stderr


@pytest.mark.parametrize("languages", ["fr", "fr,en"])
def test_a_sample_is_written_first_in_the_default_language(
    tmp_path: Path, run_in: Run, languages: str
) -> None:
    written = run_in(
        tmp_path, "init", "help", *GIVEN, "--languages", languages, "--sample", "product"
    )
    assert written.exit_code == 0, written.output
    docs = tmp_path / "help" / "docs"
    source = (docs / "fr/help/contact-us.md").read_text("utf-8")
    assert "\nrevision: 1\n" in source
    assert "\ntitle: Nous contacter ou signaler un problème\n" in source
    if "en" in languages:
        english = (docs / "en/help/contact-us.md").read_text("utf-8")
        assert "\nsource_revision: 1\n" in english
        assert "\nstatus:" not in english
    else:
        assert not (docs / "en").exists()
    checked = run_in(tmp_path / "help", "check")
    assert checked.exit_code == 0, checked.output


def test_without_a_terminal_all_that_is_missing_is_named(tmp_path: Path, run_in: Run) -> None:
    refused = run_in(tmp_path, "init", "help", "--name", "Help")
    assert refused.exit_code == 2
    assert "missing: --address, --languages, --sample. For example:" in refused.stderr


@pytest.mark.parametrize(
    ("sample", "languages", "message"),
    [
        ("blank", "en,xx", "the sample blank has no “xx”. Known: "),
    ],
)
def test_a_language_that_a_sample_has_not_is_told_with_a_way_on(
    tmp_path: Path, run_in: Run, sample: str, languages: str, message: str
) -> None:
    refused = run_in(tmp_path, "init", "help", *GIVEN, "--languages", languages, "--sample", sample)
    assert refused.exit_code == 2
    assert message in refused.stderr
    assert not (tmp_path / "help").exists()


def test_questions_are_asked_at_a_terminal(tmp_path: Path) -> None:
    ours, terminal = os.openpty()
    command = [sys.executable, "-c", PROGRAM, "init", "bike-club"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        os.write(ours, b"\n\nen,fr\n\n")  # a name and an address as they are offered
        assert process.wait(timeout=60) == 0
    os.close(ours)
    text = (tmp_path / "bike-club" / "mkdocs.yml").read_text("utf-8")
    assert 'site_name: "Bike Club"' in text
    assert "locale: fr" in text

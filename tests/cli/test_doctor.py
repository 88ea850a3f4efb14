"""`entraide doctor`: what there is, what is missing, and what comes next."""

import subprocess
from pathlib import Path

from support.commands import Run
from support.git import commit_all
from support.projects import PLATFORM as EVERY_FACT
from support.projects import write_site

PLATFORM = EVERY_FACT.replace("example.org", "club.fr").replace("square.example", "club.fr")


def list_advice(output: str) -> list[str]:
    return [line.partition(". ")[2] for line in output.splitlines() if line[:1].isdigit()]


def test_an_empty_project_is_told_each_next_step(tmp_path: Path, run_in: Run) -> None:
    write_site(tmp_path, {})
    (tmp_path / "data" / "platform.yml").unlink()
    told = run_in(tmp_path, "doctor")
    assert told.exit_code == 0
    assert list_advice(told.stdout) == [
        "In mkdocs.yml, write where the site will be read: site_url.",
        'Write the first one: entraide new scams first-question --title "…".',
        "In data/platform.yml, write who you are and how to reach you.",
        "Keep the folder in git: git init, then commit it.",
    ]


def test_a_project_that_is_whole_has_nothing_left_to_do(tmp_path: Path, run_in: Run) -> None:
    french = {"source_revision": 1, "title": "Signes", "summary": "Les voir."}
    write_site(
        tmp_path,
        {
            "data/platform.yml": PLATFORM,
            "docs/en/scams/signs.md": {},
            "docs/fr/scams/signs.md": french,
        },
    )
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("help.example", "aide.club.fr"))
    commit_all(tmp_path)
    told = run_in(tmp_path, "doctor")
    assert told.stdout.endswith("\nNothing is left to be done.\n"), told.stdout
    assert "1 published" in told.stdout
    assert "1 of 1 translations are current" in told.stdout
    assert "every earlier text is known" in told.stdout


def test_an_address_that_nobody_reads_is_named(tmp_path: Path, run_in: Run) -> None:
    write_site(tmp_path, {"data/platform.yml": "contact: {email: help@example.org}\n"})
    told = run_in(tmp_path, "doctor")
    assert "In data/platform.yml, help@example.org is invented: write your own." in (
        list_advice(told.stdout)
    )
    write_site(tmp_path, {"data/platform.yml": "contact: {email: help@club.fr}\n"})
    told = run_in(tmp_path, "doctor")
    assert "For a legal notice, write operator, host and privacy in data/platform.yml." in (
        list_advice(told.stdout)
    )
    advice = [each for each in list_advice(told.stdout) if "see entraide check" in each]
    assert advice == ["In data/platform.yml, write what 2 pages of yours lack: see entraide check."]


def test_mistakes_come_first(tmp_path: Path, run_in: Run) -> None:
    write_site(tmp_path, {"docs/en/scams/signs.md": {"status": "publshed"}})
    told = run_in(tmp_path, "doctor")
    assert list_advice(told.stdout)[0] == "Mend what “entraide check” reports."


def test_what_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path, run_in: Run) -> None:
    broken = {
        "docs/en/scams/signs.md": "---\nid: [\n---\n",
        "data/platform.yml": "name: [\n",
        "data/channels/fr.yml": "- [\n",
    }
    write_site(tmp_path, broken)
    told = run_in(tmp_path, "doctor")
    assert list_advice(told.stdout) == [
        "Mend what “entraide check” reports.",
        "In mkdocs.yml, write where the site will be read: site_url.",
        "Keep the folder in git: git init, then commit it.",
    ]
    for part in ("entries   none that can be read", "facts     not all can be read"):
        assert part in told.stdout
    assert "services  none that can be read" in told.stdout


def test_a_repository_without_a_commit_is_not_yet_a_history(tmp_path: Path, run_in: Run) -> None:
    write_site(tmp_path, {})
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    advice = "Record what is there: git add ., then git commit."
    assert advice in list_advice(run_in(tmp_path, "doctor").stdout)
    commit_all(tmp_path)
    assert "every earlier text is known" in run_in(tmp_path, "doctor").stdout


def test_an_address_of_this_machine_is_none_for_readers(tmp_path: Path, run_in: Run) -> None:
    write_site(tmp_path, {})
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("https://help.example", "http://[::1]"))
    told = run_in(tmp_path, "doctor")
    assert "http://[::1]/, this machine alone" in told.stdout
    assert list_advice(told.stdout)[0].startswith("In mkdocs.yml, write where")


def test_outside_of_a_project_it_names_the_way_to_one(tmp_path: Path, run_in: Run) -> None:
    told = run_in(tmp_path, "doctor")
    assert told.exit_code == 2
    assert "or start one: entraide init" in told.stderr


def test_questions_are_said_to_wait_for_a_desk(tmp_path: Path, run_in: Run) -> None:
    write_site(tmp_path, {"data/settings.yml": "questions: true\n"})
    assert "on, once there is a desk" in run_in(tmp_path, "doctor").stdout
    (tmp_path / "data" / "settings.yml").write_text("questions: true\ndesk: true\n", "utf-8")
    assert "once there is a desk" not in run_in(tmp_path, "doctor").stdout

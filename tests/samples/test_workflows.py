"""The workflows of `entraide init --ci`: what is proposed is checked without a secret."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.offenders import assert_none
from support.paths import ROOT
from support.projects import write_site

FOLDER = ROOT / "src" / "entraide" / "samples" / "ci"
NAMES = ["forgejo", "github", "gitlab"]
ACTIONS = ["forgejo", "github"]  # of one syntax


def read_workflow(name: str) -> dict[Any, Any]:
    workflow = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def get_jobs(name: str) -> dict[str, dict[str, Any]]:
    workflow = read_workflow(name)
    return dict(workflow["jobs"] if name in ACTIONS else workflow)


def iter_strings(value: object) -> Iterator[str]:
    """Every text in `value`, keys apart."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from iter_strings(each)
    else:
        yield str(value)


def iter_steps(name: str) -> Iterator[dict[str, Any]]:
    for job in get_jobs(name).values():
        yield from job["steps"]


def run_shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `script` as a runner does, with our own commands first, and pip that shows its file."""
    (folder / "bin").mkdir()
    python = folder / "bin" / "python"
    python.write_text(f'#!/bin/sh\n[ "$1" = - ] && exec {sys.executable} -\ncat "$5"\n', "utf-8")
    python.chmod(0o755)
    path = f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, **variables, "PATH": path}
    command = ["bash", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_each_file_is_a_workflow() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_proposed_change_is_checked_without_a_secret(name: str) -> None:
    strings = "\n".join(iter_strings(get_jobs(name)["check"]))
    assert not re.search(r"secrets|TOKEN|SSH_|AWS_", strings)
    assert "entraide check" in strings
    assert not re.search(r"entraide (build|serve)|mkdocs|\bmake\b", strings), "it runs no build"


@pytest.mark.parametrize("name", ACTIONS)
def test_only_what_is_not_proposed_is_built_and_published(name: str) -> None:
    events = read_workflow(name)[True]  # YAML 1.1 reads “on” as true
    assert set(events) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert events["push"] == {"branches": ["main"]}
    jobs = get_jobs(name)
    assert jobs.pop("check")["if"] == "github.event_name == 'pull_request'"
    for job in jobs.values():
        assert job.get("if") == "github.event_name != 'pull_request'" or job["needs"] == "build"


@pytest.mark.parametrize("name", ACTIONS)
def test_actions_name_a_major_version_and_keep_no_credentials(name: str) -> None:
    actions = [step for step in iter_steps(name) if "uses" in step]
    assert actions
    assert_none(
        step["uses"]
        for step in actions
        if not re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])
        or ("checkout" in step["uses"] and step["with"]["persist-credentials"] is not False)
    )


def test_on_github_a_proposed_change_may_write_nothing() -> None:
    assert read_workflow("github")["permissions"] == {"contents": "read"}
    assert "permissions" not in get_jobs("github")["check"]


def test_on_github_the_hidden_folder_of_security_txt_is_published() -> None:
    uploads = [step for step in iter_steps("github") if "upload-pages" in step.get("uses", "")]
    assert [step["with"] for step in uploads] == [{"path": "site", "include-hidden-files": True}]


def test_on_gitlab_only_the_main_branch_is_published_and_no_cache_is_shared() -> None:
    jobs = get_jobs("gitlab")
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    proposed = {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}
    assert jobs["check"]["rules"] == [proposed]
    keys = [jobs[name]["cache"]["key"]["prefix"] for name in ("check", "pages")]
    assert keys == ["check", "pages"]


@pytest.mark.parametrize(("name", "depth"), [("forgejo", 6), ("github", 6), ("gitlab", 4)])
def test_the_other_ways_to_publish_can_be_uncommented_as_they_are(name: str, depth: int) -> None:
    text = (FOLDER / f"{name}.yml").read_text("utf-8")
    after = text[text.rindex("\n# To publish ") :]
    lines = [line[2:] for line in after.splitlines() if line.startswith("#" + " " * (depth + 1))]
    assert lines
    steps = yaml.safe_load("\n".join(lines))
    job = "pages" if name == "gitlab" else "build" if name == "github" else "publish"
    ours = get_jobs(name)[job]["script" if name == "gitlab" else "steps"]
    assert {type(step) for step in steps} == {type(step) for step in ours}
    dashes = [len(line) - len(line.lstrip()) for line in lines if line.lstrip().startswith("- ")]
    assert set(dashes) == {depth}


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """A clone whose branch names another Entraide than the main branch of its origin."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    for command in (
        ["git", "init", "--quiet", "--initial-branch", "main", str(origin)],
        ["git", "-C", str(origin), "config", "user.email", "a@example.org"],
        ["git", "-C", str(origin), "config", "user.name", "A"],
    ):
        subprocess.run(command, check=True)
    (origin / "requirements.txt").write_text("entraide==1.0\n", "utf-8")
    subprocess.run(["git", "-C", str(origin), "add", "."], check=True)
    subprocess.run(["git", "-C", str(origin), "commit", "--quiet", "-m", "One"], check=True)
    subprocess.run(["git", "clone", "--quiet", str(origin), str(clone)], check=True)
    (clone / "requirements.txt").write_text("of-a-stranger\n", "utf-8")
    return clone


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize(("outside", "named"), [("true", "entraide==1.0"), ("false", "of-a-stran")])
def test_a_change_from_outside_does_not_choose_what_is_installed(
    name: str, outside: str, named: str, branch: Path
) -> None:
    steps = [step for step in iter_steps(name) if "OUTSIDE" in step.get("env", {})]
    assert len(steps) == 1
    run = run_shell(steps[0]["run"], branch, OUTSIDE=outside, BASE="main")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(named)


@pytest.mark.parametrize(("source", "named"), [("7", "entraide==1.0"), ("1", "of-a-stranger")])
def test_on_gitlab_neither(source: str, named: str, branch: Path) -> None:
    lines = get_jobs("gitlab")["check"]["script"]
    script = "\n".join(lines[: 1 + next(i for i, line in enumerate(lines) if " pip " in line)])
    variables = {"CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_PROJECT_ID": "1"}
    variables |= {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": source}
    run = run_shell(script, branch, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", **variables)
    assert run.returncode == 0, run.stderr
    assert run.stdout == f"{named}\n"


@pytest.mark.thorough
def test_on_gitlab_each_mistake_is_in_a_code_quality_report(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/en/scams/signs.md": {"status": "publishd", "id": 1}})
    (tmp_path / "requirements.txt").write_text("entraide\n", "utf-8")
    run = run_shell("\n".join(get_jobs("gitlab")["check"]["script"]), tmp_path)
    assert run.returncode == 1, run.stderr
    assert "docs/en/scams/signs.md:6: “status” is “publishd”." in run.stdout
    rows = json.loads((tmp_path / "code-quality.json").read_text("utf-8"))
    [row] = [row for row in rows if row["severity"] == "major"]
    assert row["location"] == {"path": "docs/en/scams/signs.md", "lines": {"begin": 6}}
    assert row["description"].startswith("“status” is “publishd”. Use ")
    assert {"check_name", "fingerprint"} < set(row)

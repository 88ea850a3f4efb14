"""The workflows of `entraide init --ci` publish: their own lines, run against an sshd and a store.

What a runner does for them is done here: variables, secrets, and pip, which has nothing to install.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from entraide.content.site_folder import close_site_folder, open_site_folder
from support.object_store import BUCKET, ObjectStore
from support.paths import ROOT
from support.projects import write_site
from support.ssh import AT_HOME, Sshd
from support.thinning import select_some

FOLDER = ROOT / "src" / "entraide" / "samples" / "ci"
FORGES = ["forgejo", "github", "gitlab"]


def list_scripts(forge: str) -> list[str]:
    """Every way to publish that a workflow offers, as a shell script."""
    text = (FOLDER / f"{forge}.yml").read_text("utf-8")
    if forge == "gitlab":
        after = text[text.rindex("\n# To publish ") :]
        lines = [line.removeprefix("#     ") for line in after.splitlines() if line[:6] == "#     "]
        way: list[str] = []
        ways: list[list[str]] = []
        for line in lines:
            if line.startswith("# To "):
                ways.append(way := [])
            elif line.startswith("- "):
                way.append(line[2:])
        return ["\n".join(each) for each in ways]
    steps = re.sub(r"^#(?= {6,}[^# ])", "", text, flags=re.MULTILINE)
    scripts = re.findall(r"^( +)run: (\|\n(?:\1 .*\n)+|.+\n)", steps, re.MULTILINE)
    runs = [yaml.safe_load(f"{indent}run: {script}")["run"] for indent, script in scripts]
    return [run for run in runs if "entraide publish" in run]


def find_script(forge: str, word: str) -> str:
    [script] = [each for each in list_scripts(forge) if word in each]
    return script


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout after `entraide build`, and a pip that is content with everything."""
    root = write_site(tmp_path / "project", {})
    (root / "requirements.txt").write_text("entraide\n", "utf-8")
    open_site_folder(root / "site")
    (root / "site" / "index.html").write_text("Home", "utf-8")
    close_site_folder(root / "site")
    (root / "bin").mkdir()
    python = root / "bin" / "python"
    python.write_text('#!/bin/sh\n[ "$2" = pip ]\n', "utf-8")
    python.chmod(0o755)
    return root


def run(script: str, project: Path, programs: Path, **variables: str) -> None:
    """Run `script` as a runner does, with `programs` before those of the machine."""
    path = f"{project / 'bin'}:{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=project,
        env=os.environ | variables | {"PATH": path},
        check=True,
    )


@pytest.mark.parametrize("forge", select_some(FORGES, 3))
def test_a_workflow_publishes_over_ssh_with_nothing_but_its_secrets(
    forge: str, project: Path, sshd: Sshd, tmp_path: Path
) -> None:
    home, target = tmp_path / "home", tmp_path / "www" / "help"
    home.mkdir()
    target.parent.mkdir()
    key, known = (sshd.folder / name for name in ("client", "scanned"))
    known.write_text(sshd.scan_keys(), "utf-8")
    is_file = forge == "gitlab"  # its variables of the type “File” have the path of one
    secrets = {
        "SSH_KEY": str(key) if is_file else key.read_text("utf-8"),
        "SSH_KNOWN_HOSTS": str(known) if is_file else known.read_text("utf-8"),
        "PUBLISH_TARGET" if is_file else "TARGET": f"{sshd.address}:{target}",
    }
    script = find_script(forge, "entraide publish" + (' "$PUBLISH' if is_file else ' "$TARGET'))
    run(script, project, sshd.write_program(AT_HOME), HOME=str(home), **secrets)
    assert (target / "index.html").read_text("utf-8") == "Home"
    assert home.joinpath(".ssh").stat().st_mode & 0o077 == 0
    for file in home.rglob("id_*"):
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("forge", select_some(FORGES, 3))
def test_a_workflow_publishes_to_an_object_store(
    forge: str, project: Path, object_store: ObjectStore
) -> None:
    script = find_script(forge, "s3://").replace("help-example-org", BUCKET)
    run(script, project, project)
    answer = object_store.get("index.html")
    assert (answer.text, answer.headers["cache-control"]) == ("Home", "no-cache")

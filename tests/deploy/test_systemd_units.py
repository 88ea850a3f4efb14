"""The units for systemd: what they start is there, as nobody in particular, boxed in."""

import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from entraide.cli.main import COMMANDS
from support.paths import ROOT

DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))


def read_unit(path: Path) -> ConfigParser:
    unit = ConfigParser(strict=False, interpolation=None, delimiters="=", comment_prefixes="#")
    setattr(unit, "optionxform", str)  # noqa: B010 - names of keys stay as they are
    unit.read(path, encoding="utf-8")
    return unit


EDITOR = "entraide-edit"  # its user, its clone, and its service


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_starts_a_command_of_ours_with_no_rights_to_spare(path: Path) -> None:
    service = read_unit(path)["Service"]
    program, command, *_ = shlex.split(service["ExecStart"])
    assert program == "/srv/entraide/.venv/bin/entraide"
    assert command in COMMANDS
    owner = EDITOR if path.stem == EDITOR else "entraide"
    assert service["User"] == owner
    assert service["WorkingDirectory"] == f"/srv/{owner}"
    for key in ("NoNewPrivileges", "PrivateTmp", "ProtectHome"):
        assert service[key] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"].partition("/var")[0] == f"/srv/{owner}"


def test_the_editor_sees_neither_the_store_nor_the_secret_of_the_desk() -> None:
    service = read_unit(DEPLOY / f"{EDITOR}.service")["Service"]
    assert service["InaccessiblePaths"].split() == ["-/srv/entraide/var", "-/etc/entraide"]
    assert "EnvironmentFile" not in service


def test_what_the_editor_commits_is_built_at_once() -> None:
    path = read_unit(DEPLOY / "entraide-pull.path")["Path"]
    assert path["PathModified"] == f"/srv/{EDITOR}/.git/logs/HEAD"
    service = read_unit(DEPLOY / "entraide-pull.service")["Service"]
    assert f"--ff-only /srv/{EDITOR} HEAD" in service["ExecStartPre"]
    # Git hands no setting of the environment on to what reads the other repository.
    config = service["Environment"].removeprefix("GIT_CONFIG_GLOBAL=/srv/entraide/")
    assert f"directory = /srv/{EDITOR}/.git\n" in (ROOT / config).read_text("utf-8")


def test_systemd_finds_no_fault_in_a_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is missing")
    units = [path for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"}]
    for path in units:
        text = path.read_text("utf-8").replace("/srv/entraide/.venv/bin/entraide", sys.executable)
        (tmp_path / path.name).write_text(text, "utf-8")
    names = [str(tmp_path / path.name) for path in units]
    done = subprocess.run(
        [program, "verify", "--man=no", *names], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_site_is_built_every_day_and_after_a_night_off() -> None:
    timer = read_unit(DEPLOY / "entraide-build.timer")
    assert timer["Timer"]["OnCalendar"].startswith("*-*-* ")
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert (DEPLOY / "entraide-build.service").is_file()
    assert read_unit(DEPLOY / "entraide-build.service")["Service"]["Type"] == "oneshot"

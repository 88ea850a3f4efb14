"""The units for systemd: what they start is there, as nobody in particular, boxed in."""

import shlex
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


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_starts_a_command_of_ours_with_no_rights_to_spare(path: Path) -> None:
    service = read_unit(path)["Service"]
    program, command, *_ = shlex.split(service["ExecStart"])
    assert program == "/srv/entraide/.venv/bin/entraide"
    assert command in COMMANDS
    assert service["User"] == "entraide"
    assert service["WorkingDirectory"] == "/srv/entraide"
    for key in ("NoNewPrivileges", "PrivateTmp", "ProtectHome"):
        assert service[key] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"].startswith("/srv/entraide")


def test_the_site_is_built_every_day_and_after_a_night_off() -> None:
    timer = read_unit(DEPLOY / "entraide-build.timer")
    assert timer["Timer"]["OnCalendar"].startswith("*-*-* ")
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert (DEPLOY / "entraide-build.service").is_file()
    assert read_unit(DEPLOY / "entraide-build.service")["Service"]["Type"] == "oneshot"

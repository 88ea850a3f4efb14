"""compose.yaml: every service boxed in, every secret asked for, nothing open but the web."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.desk.settings import list_settings
from support.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
KNOWN = {  # of the Compose specification, as far as we use it
    *("restart", "read_only", "cap_drop", "security_opt", "logging", "image", "user", "command"),
    *("environment", "volumes", "tmpfs", "networks", "healthcheck", "build", "depends_on"),
    *("stop_grace_period", "sysctls", "ports"),
}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_boxed_in(name: str) -> None:
    service = SERVICES[name]
    assert set(service) <= KNOWN
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["healthcheck"]["test"][0] == "CMD"
    if "image" in service:
        assert service["user"] not in ("root", "0")
        assert re.search(r":\d", service["image"])
    else:
        stage = DOCKERFILE.partition(f" AS {service['build']['target']}\n")[2].partition("FROM ")[0]
        assert "USER 10001:10001" in stage


def test_only_the_web_is_reached_from_outside_and_only_it_reaches_out() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["store"]["networks"] == SERVICES["desk"]["networks"] == ["inside"]


def test_no_secret_is_written_down_and_an_empty_one_starts_nothing() -> None:
    used = set(re.findall(r"\$\{(\w+)(:\?)?", TEXT))
    assert used
    assert {asked for _, asked in used} == {":?"}
    example = (ROOT / "deploy" / "desk.env.example").read_text(encoding="utf-8")
    given = dict(re.findall(r"^(\w+)=(.*)$", example, re.MULTILINE))
    assert given == {name: "" for name, _ in used}


def test_the_desk_has_valid_settings_and_trusts_one_network() -> None:
    settings = SERVICES["desk"]["environment"]
    assert set(settings) <= {setting.name for setting in list_settings()}
    subnet = COMPOSE["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    assert ip_network(settings["ENTRAIDE_TRUSTED_PROXIES"]) == ip_network(subnet)
    command = SERVICES["desk"]["command"]
    assert int(command[command.index("--workers") + 1]) > 1
    assert settings["ENTRAIDE_DATABASE_URL"].startswith("postgresql://")


def test_the_keys_of_the_day_are_in_memory_for_the_desk_alone() -> None:
    folder = SERVICES["desk"]["environment"]["ENTRAIDE_RUNTIME_DIR"]
    assert f"{folder}:uid=10001,gid=10001,mode=0700" in SERVICES["desk"]["tmpfs"]
    assert not [name for name in SERVICES if name != "desk" and folder in str(SERVICES[name])]


def test_the_service_of_systemd_has_settings_that_are_known_and_a_folder_in_memory() -> None:
    lines = (ROOT / "deploy" / "entraide-desk.service").read_text(encoding="utf-8").splitlines()
    given = [line.partition("=")[::2] for line in lines if "=" in line and line[0] != "#"]
    settings = dict(value.split("=") for name, value in given if name == "Environment")
    assert settings.keys() <= {setting.name for setting in list_settings()}
    service = dict(given)
    assert settings["ENTRAIDE_RUNTIME_DIR"] == f"%t/{service['RuntimeDirectory']}"
    assert service["RuntimeDirectoryMode"] == "0700"
    assert service["RuntimeDirectoryPreserve"] == "restart"


def test_systemd_starts_a_desk_whose_store_is_away_again_and_again() -> None:
    """It gives up after five starts in ten seconds, and a desk that cannot start ends at once."""
    service = (ROOT / "deploy" / "entraide-desk.service").read_text(encoding="utf-8")
    assert "\nRestart=on-failure\n" in service
    assert 5 * int(re.findall(r"^RestartSec=(\d+)$", service, re.MULTILINE)[0]) > 10


def test_every_file_that_is_named_exists() -> None:
    for name in re.findall(
        r"/srv/entraide/(deploy/\S+?|overrides/\S+?)[\s\"\]]", TEXT + DOCKERFILE
    ):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE):
        ignored = Path(ROOT / ".dockerignore").read_text(encoding="utf-8")
        for source in name.split():
            assert (ROOT / source).exists(), source
            assert f"!{source}\n" in ignored, source

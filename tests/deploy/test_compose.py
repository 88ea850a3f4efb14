"""compose.yaml: every service boxed in, no secret in it, nothing open but the web."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from entraide.desk.settings import list_settings
from support.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
KNOWN = {  # of the Compose specification, as far as we use it
    *("restart", "read_only", "cap_drop", "security_opt", "logging", "image", "user", "command"),
    *("environment", "volumes", "tmpfs", "networks", "healthcheck", "build", "depends_on"),
    *("stop_grace_period", "sysctls", "ports", "profiles", "env_file", "network_mode"),
}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_boxed_in(name: str) -> None:
    service = SERVICES[name]
    assert set(service) <= KNOWN
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")
    if "image" in service:
        assert service["user"] not in ("root", "0")
        assert re.search(r":\d", service["image"])
    else:
        stage = DOCKERFILE.partition(f" AS {service['build']['target']}\n")[2].partition("FROM ")[0]
        assert re.findall(r"^USER (\d+)", stage, re.MULTILINE)[-1] in ("10001", "10002")


def test_only_the_web_is_reached_from_outside_and_only_it_reaches_out() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["store"]["networks"] == SERVICES["desk"]["networks"] == ["inside"]
    for name in ("web", "editor"):  # the editor pushes to another repository
        assert SERVICES[name]["networks"] == ["outside"]
    assert SERVICES["builder"]["network_mode"] == "none"


def test_the_desk_is_reached_by_a_socket_and_no_address_is_trusted() -> None:
    command = SERVICES["desk"]["command"]
    socket = command[command.index("--socket") + 1]
    assert SERVICES["web"]["environment"]["DESK"] == f"unix/{socket}"
    sharing = [
        name for name, service in SERVICES.items() if "socket:/run/desk" in service["volumes"]
    ]
    assert sharing == ["desk", "editor", "web"]
    address = SERVICES["editor"]["environment"]["ENTRAIDE_DESK_ADDRESS"]
    assert address == f"unix:{socket}"
    assert SERVICES["web"]["environment"]["EDITOR"] == "unix//run/desk/edit.sock"
    assert "subnet" not in TEXT
    assert "TRUSTED_PROXIES" not in TEXT


def test_no_secret_is_written_down() -> None:
    defaults = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", TEXT))
    assert set(re.findall(r"\$\{(\w+)", TEXT)) == set(defaults)
    assert not [name for name in defaults if re.search("SECRET|PASSWORD|KEY", name)]
    for name, secret in (("desk", "ENTRAIDE_SECRET_KEY"), ("store", "POSTGRES_PASSWORD")):
        assert defaults[f"{name.upper()}_SETTINGS"] == f"/etc/entraide/{name}.env"
        example = (ROOT / "deploy" / f"{name}.env.example").read_text(encoding="utf-8")
        assert re.findall(r"^(\w+)=(.*)$", example, re.MULTILINE) == [(secret, "")]


def test_desk_and_builder_have_settings_that_are_known() -> None:
    known = {setting.name for setting in list_settings()}
    for name in ("desk", "builder", "editor"):
        settings = {*SERVICES[name]["environment"]} - {"XDG_STATE_HOME"}
        assert settings <= known
    assert set(re.findall(r"\bENTRAIDE_\w+", DOCKERFILE)) <= known


def test_the_keys_of_the_day_are_in_memory_for_the_desk_alone() -> None:
    folder = SERVICES["desk"]["environment"]["ENTRAIDE_RUNTIME_DIR"]
    assert f"{folder}:mode=1777" in SERVICES["desk"]["tmpfs"]
    assert not [name for name in SERVICES if name != "desk" and f"{folder}:" in str(SERVICES[name])]


def test_only_the_builder_writes_the_site_and_nobody_the_project() -> None:
    for name, service in SERVICES.items():
        mounts = [volume for volume in service["volumes"] if volume.startswith(("site:", "."))]
        writable = [mount for mount in mounts if not mount.endswith(":ro")]
        assert writable == (["site:/srv/built"] if name == "builder" else []), name


def read_lock(path: Path) -> dict[str, set[str]]:
    """The versions and the hashes of each package that a lock pins, by its name."""
    blocks = re.findall(r"^([\w.-]+)==(.*(?:\n .*)*)", path.read_text("utf-8"), re.MULTILINE)
    pinned: dict[str, set[str]] = {}
    for name, text in blocks:
        pinned[name] = pinned.get(name, set()) | {text.split()[0], *re.findall(r"sha256:\w+", text)}
    return pinned


def find_needs(*texts: str) -> set[str]:
    """What these requirements name for this machine, and all that these need in turn."""
    needs: set[str] = set()
    waiting = [Requirement(text) for text in texts]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in needs or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        needs.add(name)
        for each in map(Requirement, requires(name) or []):
            extras = [{"extra": extra} for extra in (*one.extras, "")]
            if each.marker is None or any(map(each.marker.evaluate, extras)):
                each.marker = None
                waiting.append(each)
    return needs


def test_the_images_install_what_the_product_needs_pinned_as_everywhere() -> None:
    whole, images = (
        read_lock(ROOT / path) for path in ("requirements.lock", "deploy/requirements.lock")
    )
    assert [name for name, pins in images.items() if not pins <= whole[name]] == []
    assert [name for name, pins in images.items() if not any("sha256" in pin for pin in pins)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needs = find_needs(*project["dependencies"], *project["optional-dependencies"]["desk"])
    assert needs <= images.keys()
    assert images.keys().isdisjoint({"playwright", "mypy", "pytest", "ruff", "uv", "hypothesis"})


def test_the_wheel_is_made_with_all_that_hatchling_needs() -> None:
    names = re.findall(r"wanted = /\^\(([^)]+)\)==/", DOCKERFILE)[0].split("|")
    assert set(names) == find_needs("hatchling")


def test_the_wheel_of_an_image_has_all_folders_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    folders = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    copied = set(re.findall(r"^COPY (\w+) \./\1$", DOCKERFILE, re.MULTILINE))
    assert {folder.partition("/")[0] for folder in folders} == copied
    known = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {f"!{folder}" for folder in copied} <= set(known)


@pytest.mark.thorough
def test_a_linter_takes_the_images_and_the_schema_of_compose_the_boxes() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for program in ("hadolint", "check-jsonschema"):
        line = re.findall(rf"^\t@\$\(BIN\)/({program} .+)$", makefile, re.MULTILINE)[0]
        name, *words = line.split()
        program_file = Path(sys.executable).with_name(name)
        done = subprocess.run([program_file, *words], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout


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
    for name in re.findall(r"(?:\./| )(deploy/[\w.-]+)", TEXT + DOCKERFILE):
        assert (ROOT / name.rstrip(".")).exists(), name
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    for names in re.findall(r"^COPY ([^-].*) \S+$", DOCKERFILE, re.MULTILINE):
        for source in names.split():
            assert (ROOT / source).exists(), source
            assert f"!{source.partition('/')[0]}\n" in ignored, source

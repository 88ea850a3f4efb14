"""A project in containers, for real: its images are built, its boxes run, its commands are typed.

`make test-all` runs it. Only the base images are others: see support/base_image.py.
"""

import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from bench.ports import find_free_port
from entraide.content.project_start import ProjectPlan, Sample, build_project
from support.containers import PYTHON_OF_DEBIAN, Podman, fill_wheelhouse, require_podman, run_podman
from support.paths import ROOT
from support.waiting import wait_for

pytestmark = pytest.mark.thorough
PLAN = ProjectPlan("Club help", "Club", "https://help.club.example/", ("en", "fr"), Sample.PRODUCT)
PAGE = ROOT / "handbook" / "how-to" / "run-in-containers.md"
BACKUP = "/var/lib/entraide/backups/monday"


@dataclass(frozen=True)
class Boxes:
    """A project whose boxes run, and a client of its web server."""

    podman: Podman
    project: Path
    ask: httpx2.Client

    def type(self, box: str, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self.podman.compose(self.project, "exec", "-T", box, *words, check=check)

    def vote(self, visitor: str) -> int:
        body = {"entry": 1001, "locale": "en", "revision": 1, "rating": 5}
        headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": visitor}
        return self.ask.post("/desk/ratings", json=body, headers=headers).status_code


def write_project(folder: Path) -> Path:
    """Write a project with a desk and its files for containers, which read it as anybody."""
    project = folder / "help"
    for name, text in build_project(PLAN).items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("desk: false", "desk: true"), "utf-8")
    entraide = str(Path(sys.executable).with_name("entraide"))
    subprocess.run([entraide, "servers"], cwd=project, check=True, capture_output=True)
    secret = f"ENTRAIDE_SECRET_KEY={secrets.token_urlsafe(32)}\n"
    (folder / "desk.env").write_text(secret, "utf-8")
    (project / ".env").write_text(
        f"COMPOSE_PROFILES=desk\nDESK_SETTINGS={folder / 'desk.env'}\nSITE_ADDRESS=:80\n"
        f"HTTP_PORT={find_free_port()}\nHTTPS_PORT={find_free_port()}\n",
        "utf-8",
    )
    return project


@pytest.fixture
def boxes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boxes]:
    require_podman()
    folder = tmp_path_factory.mktemp("boxes")
    for path in (folder, folder.parent):
        path.chmod(0o755)
    mask = os.umask(0o022)
    project = write_project(folder)
    os.umask(mask)
    with run_podman(folder) as podman:
        options = " ".join(fill_wheelhouse(folder))
        podman.compose(project, "build", options=("--parallel=1", f"--podman-build-args={options}"))
        podman.compose(
            project,
            "run",
            "--rm",
            "--no-deps",
            *["desk", "entraide", "desk", "migrate", "--create"],
        )
        # Without systemd, Podman asks no box how it is: what waits for a healthy one would not.
        podman.compose(project, "up", "--detach", "--no-build", "builder")
        built = ("exec", "-T", "builder", "test", "-d", "/srv/built/site")
        wait_for(
            lambda: podman.compose(project, *built, check=False).returncode == 0,
            "the site was never built",
        )
        podman.compose(project, "up", "--detach", "--no-build")
        port = re.findall(r"HTTP_PORT=(\d+)", (project / ".env").read_text("utf-8"))[0]
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            try:
                wait_for(lambda: is_ready(client), "the desk was never ready")
            except AssertionError as error:
                logs = podman.compose(project, "logs", "--tail", "9", check=False)
                error.add_note(f"{logs.stdout}{logs.stderr}")
                raise
            yield Boxes(podman, project, client)
        podman.compose(project, "down", "--volumes", check=False)


def is_ready(client: httpx2.Client) -> bool:
    try:
        return client.get("/desk/readyz").status_code == 200
    except httpx2.TransportError:
        return False


def check_vote(boxes: Boxes) -> None:
    """The site is served, and a vote arrives by the socket."""
    assert "Club help" in boxes.ask.get("/fr/").text
    assert [boxes.vote("192.0.2.1"), boxes.vote("198.51.100.1")] == [200, 200]
    boxes.type("desk", "entraide", "desk", "backup", BACKUP)
    backup = boxes.type("desk", "cat", BACKUP).stdout
    assert (
        len(re.findall(r'"table":"votes"[^\n]*\n(\[[^\n]*)\n(?:\{|$)', backup)) == 1
    )  # one visitor


def check_rights(boxes: Boxes, box: str) -> None:
    """A box has no rights, and writes into its volumes alone."""
    status = boxes.type(box, "cat", "/proc/1/status").stdout
    user = 10002 if box == "web" else 10001
    assert re.search(rf"^Uid:\t{user}\t{user}\t{user}\t{user}$", status, re.MULTILINE)
    assert re.search(r"^CapBnd:\t0+$", status, re.MULTILINE)
    assert re.search(r"^NoNewPrivs:\t1$", status, re.MULTILINE)
    writable = {"builder": ["/srv/built"], "desk": ["/var/lib/entraide"], "web": []}
    for folder in ("/", "/srv/project", "/srv/built", "/var/lib/entraide"):
        touched = boxes.type(box, "touch", f"{folder}/touched", check=False)
        assert (touched.returncode == 0) is (folder in writable[box]), folder


def check_packages(boxes: Boxes) -> None:
    """The images have what the lock names, and nothing of developers."""
    code = "import importlib.metadata as m; print(*(d.name.lower() for d in m.distributions()))"
    lock = (ROOT / "deploy" / "requirements.lock").read_text("utf-8")
    pinned = {"entraide", *re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    for box in ("builder", "desk"):
        names = {
            name.replace("_", "-") for name in boxes.type(box, "python", "-c", code).stdout.split()
        }
        assert names <= {name.replace("_", "-") for name in pinned}
        assert {"entraide", "mkdocs", "fastapi"} <= names


def check_failed_build(boxes: Boxes) -> None:
    """A build that fails leaves the last good site."""
    page = boxes.project / "docs" / "en" / "index.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n{{{{nothing}}}}\n", "utf-8")
    assert boxes.type("builder", "entraide", "build", check=False).returncode == 1
    assert boxes.ask.get("/").status_code == 200
    page.write_text(f"{text}\nSomething new.\n", "utf-8")
    boxes.type("builder", "entraide", "build")
    assert "Something new." in boxes.ask.get("/").text


def list_typed_commands() -> list[list[str]]:
    """Return the box and the words of each “docker compose exec” on the page for operators.

    What a shell of the operator does with the output is left out, and so is what reads a file.
    """
    lines = re.findall(r"^docker compose exec (?:-T )?(.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    return [re.split(r" > | && ", line)[0].split() for line in lines if " < " not in line]


def check_typed_commands(boxes: Boxes) -> None:
    """Each command of the handbook works."""
    commands = list_typed_commands()
    assert len(commands) > 8
    for box, *command in commands:
        done = boxes.type(box, *command, check=False)
        assert done.returncode == 0, (command, done.stdout, done.stderr)


def check_health(boxes: Boxes) -> None:
    """The health check of each box is content."""
    names = boxes.podman.run("podman", "ps", "--format", "json", cwd=boxes.project).stdout
    for name in (each["Names"][0] for each in json.loads(names)):
        boxes.podman.run("podman", "healthcheck", "run", name, cwd=boxes.project)


def check_stop(boxes: Boxes) -> None:
    """A box that is stopped ends in order."""
    boxes.podman.compose(boxes.project, "stop", "--timeout", "30")
    states = boxes.podman.run("podman", "ps", "--all", "--format", "json", cwd=boxes.project).stdout
    assert {each["ExitCode"] for each in json.loads(states)} == {0}


def check_own_wheel(boxes: Boxes) -> None:
    """The wheel of this repository is made in an image."""
    stage = ("--target", "wheel", "--tag", "wheel", "-f", "deploy/Dockerfile", ".")
    boxes.podman.run("podman", "build", *fill_build_options(boxes.podman.folder), *stage, cwd=ROOT)


def fill_build_options(folder: Path) -> list[str]:
    """Return options for a build that takes hatchling from the wheels of this machine."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    names = "hatchling|packaging|pathspec|pluggy|tomlkit|trove-classifiers"
    blocks = re.findall(rf"^(?:{names})==.*(?:\n .*)*", text, re.MULTILINE)
    (folder / "build.lock").write_text("\n".join(blocks), "utf-8")
    pip = [PYTHON_OF_DEBIAN, "-m", "pip", "download", "-q", "--require-hashes"]
    subprocess.run([*pip, "-d", folder / "wheels", "-r", folder / "build.lock"], check=True)
    return [
        f"--volume={folder / 'wheels'}:/wheelhouse:ro",
        f"--volume={folder / 'pip.conf'}:/etc/pip.conf:ro",
    ]


def test_a_project_runs_in_containers(boxes: Boxes) -> None:
    """All in one test: another worker would build everything again for a second one."""
    check_vote(boxes)
    for box in ("builder", "desk", "web"):
        check_rights(boxes, box)
    check_packages(boxes)
    check_failed_build(boxes)
    check_typed_commands(boxes)
    check_health(boxes)
    check_own_wheel(boxes)
    check_stop(boxes)

"""Containers at work: podman with a storage of its own, for root on Debian, and podman-compose.

Some machines let root do less than podman expects: raise a limit, or write into groups of control.
So podman gets the limits that there are, and groups of its own, in a view of the file system that
ends with the test. Base images are made of this machine's packages: no registry is asked.
"""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.base_image import write_base
from support.paths import ROOT

PYTHON, CADDY = "docker.io/library/python:3.11-slim-bookworm", "docker.io/library/caddy:2-alpine"
PROGRAMS = ("podman", "crun", "netavark", "caddy", "unshare", "nsenter", "dpkg", "apt-cache")
AS_PUBLISHED = (
    f"FROM {PYTHON}\nRUN setcap cap_net_bind_service=ep /usr/bin/caddy\n"  # with its right
)
VIEW = "umount -R /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup; echo; exec sleep infinity"
GO_THERE = 'cd "$0" && exec "$@"'  # a folder as this view of the file system has it
PYTHON_OF_DEBIAN = "/usr/bin/python3"  # the one in the base: what fits it fits the images
PATIENCE = 600  # seconds for one command


def find_program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/lib/podman:/usr/sbin:/usr/bin")


def require_podman() -> None:
    """Skip the test where nothing can run containers; fail where CI is true."""
    missing = [name for name in PROGRAMS if find_program(name) is None]
    reason = (
        f"missing: {', '.join(missing)}" if missing else "" if os.getuid() == 0 else "it takes root"
    )
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@dataclass(frozen=True)
class Podman:
    """A podman that knows no other containers; `holder` keeps its view of the file system."""

    folder: Path
    holder: subprocess.Popen[str]

    def run(self, *words: str, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command where podman works; stderr has the reason of a failure."""
        enter = ["nsenter", "-m", "-t", str(self.holder.pid), "sh", "-c", GO_THERE, str(cwd)]
        done = subprocess.run(
            [*enter, *words],
            env=os.environ | self.make_settings(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if check:
            assert done.returncode == 0, f"{words}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done

    def make_settings(self) -> dict[str, str]:
        return {
            "CONTAINERS_CONF": str(self.folder / "containers.conf"),
            "CONTAINERS_STORAGE_CONF": str(self.folder / "storage.conf"),
            "BUILDAH_ISOLATION": "chroot",
        }

    def compose(
        self, project: Path, *words: str, options: tuple[str, ...] = (), check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        program = str(Path(sys.executable).with_name("podman-compose"))
        return self.run(program, *options, *words, cwd=project, check=check)


@contextmanager
def run_podman(folder: Path) -> Iterator[Podman]:
    """Give a podman that has the two images which ours begin from, until the block ends."""
    write_settings(folder)
    command = ["unshare", "-m", "--propagation", "private", "sh", "-c", VIEW]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        holder.stdout.readline()
        podman = Podman(folder, holder)
        try:
            write_base(folder / "base.tar")
            podman.run("podman", "import", "-q", "base.tar", PYTHON, cwd=folder)
            (folder / "caddy").mkdir()
            (folder / "caddy" / "Dockerfile").write_text(AS_PUBLISHED)
            podman.run("podman", "build", "-q", "-t", CADDY, "caddy", cwd=folder)
            yield podman
        finally:
            podman.run("podman", "rm", "--all", "--force", "--time=0", cwd=folder, check=False)
            holder.kill()
            shutil.rmtree(folder / "graph", ignore_errors=True)  # gigabytes
            (folder / "base.tar").unlink(missing_ok=True)


def get_limit(kind: int, most: int) -> int:
    """Return a limit that may be set without a right to raise it."""
    present = resource.getrlimit(kind)[1]
    return most if present == resource.RLIM_INFINITY else min(present, most)


def write_settings(folder: Path) -> None:
    files = get_limit(resource.RLIMIT_NOFILE, 65_536)
    processes = get_limit(resource.RLIMIT_NPROC, 4_096)
    (folder / "containers.conf").write_text(f"""\
[containers]
cgroups = "disabled"
default_ulimits = ["nofile={files}:{files}", "nproc={processes}:{processes}"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "crun"
[network]
network_backend = "netavark"
network_config_dir = "{folder / "networks"}"
""")
    (folder / "storage.conf").write_text(f"""\
[storage]
driver = "overlay"
graphroot = "{folder / "graph"}"
runroot = "{folder / "run"}"
""")


def fill_wheelhouse(folder: Path) -> list[str]:
    """Fetch what the images install, by pip's own cache; return options of a build that uses it.

    The index is not asked again, nor are Debian's packages: git is in the base.
    """
    wheels = folder / "wheels"
    pip = [PYTHON_OF_DEBIAN, "-m", "pip", "download", "-q", "--require-hashes", "-d", str(wheels)]
    subprocess.run([*pip, "-r", str(ROOT / "deploy" / "requirements.lock")], check=True)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (folder / "pip.conf").write_text("[global]\nno-index = true\nfind-links = /wheelhouse\n")
    mounts = {wheels: "/wheelhouse", folder / "pip.conf": "/etc/pip.conf"}
    return [f"--volume={path}:{place}:ro" for path, place in mounts.items()]

"""A base image without a registry: packages of this machine's Debian, file by file.

It stands for `python:…-slim` and, with Caddy in it, for `caddy:…`: the same programs, by Debian.
"""

import os
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

ROOTS = """
    apt base-files base-passwd bash ca-certificates caddy coreutils dash dpkg findutils git grep
    gzip hostname libc-bin libcap2-bin mawk passwd perl-base python3 python3-pip python3-venv sed
    tar tzdata util-linux wget
"""
LEFT_OUT = ("/usr/share/doc/", "/usr/share/man/", "/usr/share/locale/")
NO_PIP = (
    "EXTERNALLY-MANAGED"  # Debian keeps pip from its own Python, which the image of Python does not
)
WHOLE = ("etc/alternatives", "etc/ssl/certs")
FILES = """
    bin lib lib64 sbin etc/group etc/ld.so.cache etc/nsswitch.conf etc/passwd var/lib/dpkg/status
"""
# Of its own: this machine may have another awk.
LINKS = {"usr/local/bin/python": "/usr/bin/python3", "usr/bin/awk": "mawk"}
FOLDERS = """
    dev home proc root run srv sys tmp var/tmp etc/apt/sources.list.d var/lib/apt/lists/partial
    var/cache/apt/archives/partial var/lib/dpkg/info var/lib/dpkg/updates var/log/apt
"""


def write_base(file: Path) -> None:
    """Write the files of a small Debian with Python, pip, git and Caddy as a tar file."""
    names = {*iter_package_files(), *FILES.split(), *WHOLE}
    with tarfile.open(file, "w") as tar:
        for name in sorted(names):
            path = Path("/", name)
            if os.path.lexists(path):
                tar.add(path, name, recursive=name in WHOLE)
        for name in FOLDERS.split():
            if name not in names:
                add_folder(tar, name)
        for name, target in LINKS.items():
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            tar.addfile(link)


def add_folder(tar: tarfile.TarFile, name: str) -> None:
    folder = tarfile.TarInfo(name)
    folder.type, folder.mode = tarfile.DIRTYPE, 0o1777 if name.endswith("tmp") else 0o755
    tar.addfile(folder)


def iter_package_files() -> Iterator[str]:
    """Yield every file and folder of the packages in ROOTS and of all that they need."""
    omitted = ("recommends", "suggests", "conflicts", "breaks", "replaces", "enhances")
    depends = [
        "apt-cache",
        "depends",
        "--recurse",
        "--installed",
        *(f"--no-{each}" for each in omitted),
    ]
    known = {line for line in ask(*depends, *ROOTS.split()) if line and line[0] not in " |<"}
    states = (
        line.split() for line in ask("dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n")
    )
    installed = sorted({name for state, name in states if state == "ii" and name in known})
    for line in ask("dpkg", "-L", *installed):
        if not line.startswith("/") or line.startswith(LEFT_OUT) or line.endswith(NO_PIP):
            continue
        folder, _, name = line.rpartition("/")
        path = Path(os.path.realpath(folder or "/"), name).as_posix().strip("/.")
        if path and not path.startswith(tuple(f"{each}/" for each in WHOLE)):
            yield path


def ask(*command: str) -> list[str]:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

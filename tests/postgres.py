"""A real PostgreSQL for the tests: a cluster of our own, in a new folder, reached by its socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

DEBIAN = Path("/usr/lib/postgresql")  # where Debian keeps what is on nobody's PATH


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest of those on this machine."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    found_here = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    return found_here[-1].parent if found_here else None


@contextmanager
def cluster() -> Iterator[str]:
    """A running cluster; the address of its first database, as SQLAlchemy reads it."""
    bin_ = programs()
    assert bin_ is not None, "PostgreSQL is missing: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, _somebody())
        data = folder / "data"
        _run(bin_ / "initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c max_connections=60"
        _run(bin_ / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://desk@/postgres?host={folder}"
        finally:
            _run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(address: str) -> Iterator[str]:
    """A new, empty database in the cluster at `address`, removed afterwards; its address."""
    name = f"desk_{uuid4().hex}"
    admin = create_engine(
        make_url(address).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        admin.dispose()


def _somebody() -> str:
    """Whose cluster it is when root runs the tests: PostgreSQL refuses to run as root."""
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(*command: str | Path) -> None:
    """Run as an unprivileged user, with nothing left on the standard streams of the tests."""
    prefix: Sequence[str] = ("runuser", "-u", _somebody(), "--") if os.getuid() == 0 else ()
    done = subprocess.run(
        [*prefix, *map(str, command)],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "initdb" in str(command[0]) else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        cwd="/",
        text=True,
    )
    assert done.returncode == 0, f"{command[0]}: {done.stdout}"

"""A real PostgreSQL for tests and benchmarks: a cluster of our own, reached by its socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

DEBIAN = Path("/usr/lib/postgresql")  # where Debian keeps what is on nobody's PATH


def find_programs() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`, the newest on this machine; None without any."""
    if program := shutil.which("initdb"):
        return Path(program).resolve().parent
    found_here = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    return found_here[-1].parent if found_here else None


@dataclass(frozen=True)
class Cluster:
    """A cluster in `folder`; `address` is that of its first database, for SQLAlchemy."""

    folder: Path
    programs: Path
    options: tuple[str, ...] = ()  # of the server

    @property
    def address(self) -> str:
        return f"postgresql://desk@/postgres?host={self.folder}"

    def create(self) -> None:
        options = ("-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync")
        _run_program(self.programs / "initdb", "-D", self.folder / "data", *options)

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=60"
        all_options = " ".join((options, *self.options))
        self._control("start", "-w", "-l", self.folder / "log", "-o", all_options)

    def crash(self) -> None:
        """End it at once, as if it had been killed: nothing is written any more."""
        self._control("stop", "-m", "immediate")

    def _control(self, command: str, *more: str | Path) -> None:
        _run_program(self.programs / "pg_ctl", command, "-D", self.folder / "data", *more)


@contextmanager
def run_cluster(*options: str) -> Iterator[Cluster]:
    """Run a cluster in a new folder for the block, its server with `options`.

    Raise FileNotFoundError without PostgreSQL.
    """
    programs = find_programs()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is missing: apt-get install postgresql")
    cluster = Cluster(Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp")), programs, options)
    try:
        if os.getuid() == 0:
            shutil.chown(cluster.folder, _get_owner())
        cluster.create()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.crash()
    finally:
        shutil.rmtree(cluster.folder, ignore_errors=True)


@contextmanager
def create_database(address: str) -> Iterator[str]:
    """Create an empty database in the cluster at `address`, for the block; yield its address."""
    name = f"desk_{uuid4().hex}"
    admin = create_engine(
        make_url(address).set(drivername="postgresql+psycopg"),
        isolation_level="AUTOCOMMIT",
        pool_pre_ping=True,
    )
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        admin.dispose()


def _get_owner() -> str:
    """Return who owns the cluster when root runs the tests: PostgreSQL refuses to run as root."""
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run_program(*command: str | Path) -> None:
    """Run a program as an unprivileged user, away from the standard streams of the tests."""
    prefix: Sequence[str] = ("runuser", "-u", _get_owner(), "--") if os.getuid() == 0 else ()
    process = subprocess.run(  # noqa: S603 - its own programs
        [*prefix, *map(str, command)],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "initdb" in str(command[0]) else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        cwd="/",
        text=True,
    )
    if process.returncode:
        raise OSError(f"{command[0]}: {process.stdout}")

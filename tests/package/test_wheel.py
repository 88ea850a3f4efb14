"""The wheel in an empty environment: all of the product, from `init` to a desk at work.

`make test-all` runs it: it installs everything from the package index.
"""

import os
import secrets
import subprocess
import sys
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.ports import find_free_port
from support.paths import ROOT
from support.waiting import is_listening, wait_for

pytestmark = pytest.mark.thorough
MOST_BYTES = 220_000_000  # of the core and all that it needs, without pip
NAME = ("--name", "Club help", "--address", "https://help.club.fr/")


@dataclass(frozen=True)
class Installation:
    """An environment with nothing in it but the wheel, and what it needs; the wheel itself."""

    folder: Path
    wheel: Path

    def run(self, project: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment in `project`, which knows nothing of the repository."""
        program, *rest = words
        return subprocess.run(
            [self.folder / "bin" / program, *rest],
            cwd=project,
            env=make_environment(),
            capture_output=True,
            text=True,
            check=False,
        )


def make_environment(**more: str) -> dict[str, str]:
    here = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return here | {"NO_MKDOCS_2_WARNING": "1"} | more


def build_package(target: str, folder: Path, source: Path = ROOT) -> Path:
    """The file that hatchling makes of `source`: a wheel or an sdist."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (file,) = folder.iterdir()
    return file


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    wheel = build_package("wheel", tmp_path_factory.mktemp("dist"))
    return make_installation(wheel, str(wheel), tmp_path_factory.mktemp("environment"))


@pytest.fixture(scope="module")
def complete_installation(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    """Another one, with extras: workers run tests in any order, and the first has to stay bare."""
    wanted = f"{installation.wheel}[desk,pdf]"
    return make_installation(installation.wheel, wanted, tmp_path_factory.mktemp("complete"))


def make_installation(wheel: Path, requirement: str, folder: Path) -> Installation:
    venv.create(folder, with_pip=True)
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", requirement]
    subprocess.run([*command, "--disable-pip-version-check"], check=True)
    return Installation(folder, wheel)


@pytest.fixture(scope="module")
def project(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    parent = tmp_path_factory.mktemp("centre")
    options = ("--languages", "en,fr", "--sample", "product")
    started = installation.run(parent, "entraide", "init", "help", *NAME, *options)
    assert started.returncode == 0, started.stderr
    return parent / "help"


def test_the_core_is_small(installation: Installation) -> None:
    (packages,) = installation.folder.glob("lib/python3*/site-packages")
    files = [file for file in packages.rglob("*") if file.is_file()]
    size = sum(
        file.stat().st_size for file in files if "pip" not in file.relative_to(packages).parts[0]
    )
    assert size < MOST_BYTES
    for tool in ("playwright", "mypy", "pytest", "sqlalchemy", "lxml"):
        assert not (packages / tool).exists()


def test_a_project_checks_and_builds_alike_by_both_commands(
    installation: Installation, project: Path
) -> None:
    checked = installation.run(project, "entraide", "check")
    assert checked.returncode == 0, checked.stdout
    built = installation.run(project, "entraide", "build")
    assert built.returncode == 0, built.stderr
    plain = installation.run(project, "mkdocs", "build", "--strict", "-q", "-d", "../plain")
    assert plain.returncode == 0, plain.stderr
    pages = read_all(project / "site")
    assert pages == read_all(project.parent / "plain")
    assert b"Club help" in pages["fr/index.html"]
    assert not [name for name in pages if name.endswith((".ttf", ".woff"))]


def read_all(site: Path) -> dict[str, bytes]:
    """Every file of a built site but those of its own build and its search, by its address."""
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file() and file.name != ".entraide-build"
    }


def test_the_handbook_is_in_the_wheel(installation: Installation, project: Path) -> None:
    shown = installation.run(project, "entraide", "handbook", "publish-the-site")
    page = ROOT / "handbook" / "how-to" / "publish-the-site.md"
    assert shown.stdout.rstrip() == page.read_text("utf-8").rstrip()
    assert installation.run(project, "entraide", "handbook").stdout.count("\n  ") > 30


def test_a_command_without_its_extra_names_it(installation: Installation, project: Path) -> None:
    for words, extra in (
        ("desk serve", "desk"),
        ("translate export --to fr --output fr.xlf", "translate"),
        ("pdf --all", "pdf"),
        ("import zendesk export.json", "import"),
    ):
        refused = installation.run(project, "entraide", *words.split())
        assert refused.returncode == 2
        assert f"pip install 'entraide[{extra}]'" in refused.stderr
        assert refused.stderr.count("\n") == 1


def test_nothing_is_built_of_a_folder_that_is_no_whole_project(
    installation: Installation, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Hello\n", "utf-8")
    for settings in (None, "site_name: A site\n", "site_name: A\nplugins: [i18n]\n"):
        if settings:
            (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
        for command in ("build", "check", "serve", "status"):
            refused = installation.run(tmp_path, "entraide", command)
            assert refused.returncode == 2, refused.stdout
            assert "entraide init" in refused.stderr
    assert not (tmp_path / "site").exists()


@contextmanager
def serve(installation: Installation, folder: Path, *words: str, **more: str) -> Iterator[int]:
    """The port at which a command of the environment serves `folder`."""
    port = find_free_port()
    command = [str(installation.folder / "bin" / "entraide"), *words, "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, env=make_environment(**more)) as process:
        try:
            wait_for(lambda: is_listening(port) or process.poll() is not None, "it never listened")
            yield port
        finally:
            process.terminate()
            process.wait(60)


def fetch(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return str(answer.read().decode())


def test_the_site_is_served(installation: Installation, project: Path) -> None:
    with serve(installation, project, "serve") as port:
        assert "Club help" in fetch(port, "/fr/")


def test_a_desk_stands_with_its_extra(complete_installation: Installation, project: Path) -> None:
    installation = complete_installation
    settings = {
        "ENTRAIDE_DATABASE_URL": f"sqlite:///{project / 'desk.sqlite3'}",
        "ENTRAIDE_SECRET_KEY": secrets.token_urlsafe(32),
        "ENTRAIDE_SITE_DIR": str(project / "site"),
    }
    (project / "data" / "settings.yml").write_text("desk: true\n", "utf-8")
    assert installation.run(project, "entraide", "build").returncode == 0
    program = [str(installation.folder / "bin" / "entraide"), "desk", "migrate", "--create"]
    subprocess.run(program, cwd=project, env=make_environment(**settings), check=True)
    with serve(installation, project, "desk", "serve", **settings) as port:
        assert '"ok"' in fetch(port, "/desk/readyz")


def test_a_pdf_is_made_with_its_extra(complete_installation: Installation, project: Path) -> None:
    made = complete_installation.run(project, "entraide", "pdf", "account/forgotten-password")
    assert made.returncode == 0, made.stderr
    for locale in ("en", "fr"):
        (file,) = (project / "pdf" / locale).glob("*.pdf")
        assert file.read_bytes().startswith(b"%PDF-")


def test_uv_installs_it_as_a_tool_and_is_named_where_an_extra_lacks(
    installation: Installation, project: Path, tmp_path: Path
) -> None:
    uv = f"{sys.prefix}/bin/uv"
    folders = {f"UV_TOOL{name}": str(tmp_path / name) for name in ("_DIR", "_BIN_DIR")}
    command = [uv, "tool", "install", "-q", f"{installation.wheel}[desk]"]
    subprocess.run(command, env=os.environ | folders, check=True)
    program = tmp_path / "_BIN_DIR" / "entraide"
    refused = subprocess.run(
        [program, "pdf", "--all"],
        cwd=project,
        env=make_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 2
    assert "Install it: uv tool install 'entraide[desk,pdf]'." in refused.stderr


def test_an_sdist_gives_the_same_wheel(installation: Installation, tmp_path: Path) -> None:
    sdist = build_package("sdist", tmp_path / "sdist")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", tmp_path / "again", sdist], check=True)
    (again,) = (tmp_path / "again").iterdir()
    assert list_contents(again) == list_contents(installation.wheel)


def list_contents(wheel: Path) -> dict[str, int]:
    with zipfile.ZipFile(wheel) as archive:
        return {one.filename: one.CRC for one in archive.infolist() if "RECORD" not in one.filename}

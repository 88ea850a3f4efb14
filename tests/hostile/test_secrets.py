"""Secrets: none is empty or an example, and none lies where somebody else can read it.

CVE-2026-35672 (an empty token opened all), -75918 and -76210, CVE-2025-69200, CVE-2024-54141.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.ports import find_free_port
from entraide.desk.desk import Desk
from entraide.desk.settings import read_desk_settings
from entraide.errors import SettingsError
from support.desk import SECRET
from support.hostile_desk import VOTE, Send
from support.hostile_texts import MARK
from support.paths import ROOT

WEAK = (
    "",
    " " * 40,
    "short",
    "x" * 64,
    "0123456789abcdef0123456789abcdef",
    "change-me-change-me-change-me-change-me",
    "example-example-example-example-example",
    "this-is-the-secret-of-the-entraide-desk",
)


@pytest.mark.parametrize("secret", WEAK)
def test_the_desk_does_not_start_with_a_secret_that_can_be_guessed(
    secret: str, site_folder: Path
) -> None:
    given = {"ENTRAIDE_SITE_DIR": str(site_folder), "ENTRAIDE_LOCALES_DIR": str(ROOT / "overrides")}
    with pytest.raises(SettingsError, match="ENTRAIDE_SECRET_KEY") as error:
        read_desk_settings(given | {"ENTRAIDE_SECRET_KEY": secret})
    assert not secret.strip() or secret not in str(error.value)
    assert read_desk_settings(given | {"ENTRAIDE_SECRET_KEY": SECRET}).secret == SECRET


def test_the_program_tells_no_password_when_it_cannot_start(site_folder: Path) -> None:
    given = {
        "PATH": os.environ["PATH"],
        "ENTRAIDE_SITE_DIR": str(site_folder),
        "ENTRAIDE_LOCALES_DIR": str(ROOT / "overrides" / "locales"),
        "ENTRAIDE_SECRET_KEY": f"{SECRET}{MARK}",
        "ENTRAIDE_DATABASE_URL": f"postgresql://desk:{MARK}@127.0.0.1:9/desk?connect_timeout=2",
    }
    entraide = Path(sys.executable).with_name("entraide")
    command = [str(entraide), "desk", "serve", "--port", str(find_free_port())]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "ENTRAIDE_DATABASE_URL" in done.stderr
    assert MARK not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("store_kind", ["sqlite"])  # PostgreSQL keeps its own files
def test_only_the_owner_reads_the_store_and_nothing_serves_it(desk: Desk, send: Send) -> None:
    send("/desk/ratings", VOTE)
    file = desk.settings.file
    assert file is not None
    for path in (file, *file.parent.glob(f"{file.name}-*")):
        assert path.stat().st_mode & 0o077 == 0, path
    assert file.parent.stat().st_mode & 0o077 == 0
    assert desk.settings.site_dir not in file.parents

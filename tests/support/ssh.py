"""A machine that ssh knows, for tests of what is sent there: this one, by an sshd of their own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.ports import find_free_port
from support.waiting import is_listening, wait_for

SSHD = "/usr/sbin/sshd"


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that ssh knows as `server`: this one, by an sshd of the test's own."""
    if not Path(SSHD).exists() or not shutil.which("ssh"):
        if os.environ.get("CI") == "true":
            pytest.fail("sshd is missing: apt-get install openssh-server openssh-client")
        pytest.skip("sshd is missing")
    folder, port = tmp_path / "ssh", find_free_port()
    folder.mkdir(mode=0o700)
    for key in ("host", "client"):
        subprocess.run(
            ["ssh-keygen", "-q", "-N", "", "-t", "ed25519", "-f", folder / key], check=True
        )
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nStrictModes no\n"
        f"AuthorizedKeysFile {folder}/client.pub\nUsePAM no\nPidFile none\n"
    )
    (folder / "config").write_text(
        f"Host server\nHostName 127.0.0.1\nPort {port}\nIdentityFile {folder}/client\n"
        f"StrictHostKeyChecking no\nUserKnownHostsFile {folder}/known\nLogLevel ERROR\n"
    )
    program = folder / "bin" / "ssh"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shutil.which("ssh")} -F {folder}/config "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    command = [SSHD, "-D", "-e", "-f", str(folder / "sshd_config")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        wait_for(lambda: is_listening(port), "sshd never listened")
        yield
        process.terminate()

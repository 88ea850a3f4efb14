"""A machine that ssh knows, for tests of what is sent there: this one, by an sshd of their own."""

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.ports import find_free_port
from support.waiting import is_listening, wait_for

SSHD = "/usr/sbin/sshd"
# ssh looks for `~` in the list of users, whatever HOME is: this one reads the files of HOME.
AT_HOME = """\
#!/bin/sh
sed "s#~#$HOME#g" "$HOME/.ssh/config" > "$HOME/config"
echo "UserKnownHostsFile $HOME/.ssh/known_hosts" >> "$HOME/config"
exec {ssh} -F "$HOME/config" -p {port} -o BatchMode=yes "$@"
"""


@dataclass(frozen=True)
class Sshd:
    """A server at work: the folder of its keys, and where it listens."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Whom ssh is to sign in as, and where."""
        return f"{getpass.getuser()}@127.0.0.1"

    def scan_keys(self) -> str:
        """What an operator reads of its keys."""
        command = ["ssh-keyscan", "-p", str(self.port), "127.0.0.1"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def write_program(self, text: str) -> Path:
        """Write a program called ssh; return its folder."""
        program = self.folder / "bin" / "ssh"
        program.parent.mkdir()
        program.write_text(text.format(ssh=shutil.which("ssh"), port=self.port), "utf-8")
        program.chmod(0o755)
        return program.parent


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    """A server that lets in whoever has the key `client`."""
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
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    command = [SSHD, "-D", "-e", "-f", str(folder / "sshd_config")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        wait_for(lambda: is_listening(port), "sshd never listened")
        yield Sshd(folder, port)
        process.terminate()


@pytest.fixture
def ssh(sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that knows the machine as `server`."""
    folder = sshd.folder
    (folder / "config").write_text(
        f"Host server\nHostName 127.0.0.1\nPort {sshd.port}\nIdentityFile {folder}/client\n"
        f"StrictHostKeyChecking no\nUserKnownHostsFile {folder}/known\nLogLevel ERROR\n"
    )
    programs = sshd.write_program(f'#!/bin/sh\nexec {{ssh}} -F {folder}/config "$@"\n')
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")

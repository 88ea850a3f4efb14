"""Releases of a site and a link to one of them, on this machine or over ssh, by shell scripts.

The link changes in one step, so that no visitor gets half a site. The other machine needs neither
Entraide nor Python.
"""

import shlex
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

from entraide.errors import Argument, EntraideError, Problem

SCRIPTS = files("entraide.cli") / "shell"
NO_RELEASE = 6  # of that name: an exit status
REFUSALS = {  # by exit status of the scripts
    3: ("{path} is a folder of its own", "Move it away: a link takes its place"),
    4: ("no earlier site is kept beside {path}", "Publish another one"),
    5: ("{path} is no link that “entraide publish” made", "Publish there first"),
    NO_RELEASE: ("{path} keeps no site called “{name}”", "Choose one of these: {names}"),
}
UNKNOWN_REFUSAL = (
    "it could not be put to {path}",
    "Read what stands above; the last site is still there",
)


def split_target(target: str) -> tuple[str, str]:
    """Return the host of `target`, "" for this machine, and its path without a final slash."""
    host, colon, path = target.partition(":")
    if not colon or "/" in host:
        host, path = "", str(Path(target).absolute())
    if host.startswith("-") or not path.strip("/"):
        cure = "Write a path, host:/path, or s3://bucket"
        raise EntraideError(Problem(Argument("TARGET"), f"“{target}” is no place for a site", cure))
    return host, path.rstrip("/")


def run_script(name: str, host: str, *arguments: str, site: Path | None = None) -> str:
    """Run a script of SCRIPTS on `host` with `site` as its input; return what it prints.

    The first of `arguments` is the path of the target there.
    """
    script = (SCRIPTS / f"{name}.sh").read_text("utf-8")
    words = ["sh", "-c", script, name, *arguments]
    command = ["ssh", host, shlex.join(words)] if host else words
    _require_programs(command[0], *(["tar"] if site else []))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - ours
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        if site:
            pack = ["tar", "-cf", "-", "-C", str(site), "."]
            subprocess.run(pack, stdout=process.stdin, check=False)  # noqa: S603 - ours
        output, _ = process.communicate()
    if process.returncode:
        what, cure = REFUSALS.get(process.returncode, UNKNOWN_REFUSAL)
        names = ", ".join(output.decode(errors="replace").split())
        facts = {"path": arguments[0], "name": arguments[-1], "names": names}
        argument = Argument("--release" if process.returncode == NO_RELEASE else "TARGET")
        raise EntraideError(Problem(argument, what.format(**facts), cure.format(**facts)))
    return output.decode().strip()


def _require_programs(*names: str) -> None:
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        what = f"this machine has no {' and no '.join(missing)}"
        raise EntraideError(Problem(Argument("publish"), what, "Install it"))

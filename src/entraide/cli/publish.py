"""`entraide publish`: put the built site in its place at once, here or over ssh, and take it back.

TARGET becomes a link to the newest of its releases, which stand beside it. What changes a link is
one step, so no visitor meets half a site.
"""

import shlex
import shutil
import subprocess
import time
from importlib.resources import files
from pathlib import Path

import click

from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.site_folder import BUILD_LIST, is_site_folder
from entraide.errors import Argument, EntraideError, Problem
from entraide.terminal_text import escape_line

SCRIPTS = files("entraide.cli") / "shell"
REFUSALS = {  # by exit status of the scripts
    3: ("{} is a folder of its own", "Move it away: a link takes its place"),
    4: ("no earlier site is kept beside {}", "Publish another one"),
    5: ("{} is no link that “entraide publish” made", "Publish there first"),
}


@click.command("publish")
@click.argument("target")
@click.option("--rollback", is_flag=True, help="Put the site before the present one back.")
@click.option(
    "--keep",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    metavar="N",
    help="How many sites to keep, the present one included.",
)
def publish(target: str, *, rollback: bool, keep: int) -> None:
    """Put the site that was built last to TARGET, all at once.

    TARGET is a path on this machine, such as /srv/www/help, or on another that ssh knows, such as
    me@host:/srv/www/help. It becomes a link, which the web server reads, to one of the sites in
    TARGET.releases.
    """
    host, path = _split_target(target)
    if rollback:
        name = _run_script("rollback", host, path)
        click.echo(escape_line(f"{target} is again the site of {name}."))
        return
    settings = read_settings(find_project(Path.cwd()))
    site = settings.site
    if not is_site_folder(site):
        raise EntraideError(
            Problem(Argument("TARGET"), f"{site} has no site", "Run: entraide build")
        )
    if (newest := _find_newer_source(settings)) is not None:
        shown = settings.make_relative(newest)
        click.echo(
            escape_line(f"{shown} is newer than the build: “entraide build” first?"), err=True
        )
    name = _run_script("publish", host, path, make_release_name(), str(keep), site=site)
    click.echo(escape_line(f"{target} is now the site of {name}."))


def _find_newer_source(settings: Settings) -> Path | None:
    """Return a source that changed after the site was built; None if there is none."""
    build_time = (settings.site / BUILD_LIST).stat().st_mtime
    sources = (file for folder in (settings.docs, settings.data) for file in folder.rglob("*"))
    newer = (file for file in sources if file.is_file() and file.stat().st_mtime > build_time)
    return next(newer, None)


def make_release_name() -> str:
    """Return the name of a release that is made now; later ones sort after it."""
    return time.strftime("%Y-%m-%dT%H%M%SZ", time.gmtime())


def _split_target(target: str) -> tuple[str, str]:
    """Return the host of `target`, "" for this machine, and its path without a final slash."""
    host, colon, path = target.partition(":")
    if not colon or "/" in host:
        host, path = "", str(Path(target).absolute())
    if host.startswith("-") or not path.strip("/"):
        cure = "Write a path, or host:/path"
        raise EntraideError(Problem(Argument("TARGET"), f"“{target}” is no place for a site", cure))
    return host, path.rstrip("/")


def _run_script(name: str, host: str, *arguments: str, site: Path | None = None) -> str:
    """Run a script of SCRIPTS on `host` with `site` as its input; return the line it prints."""
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
        what, cure = REFUSALS.get(
            process.returncode,
            ("it could not be put to {}", "Read what stands above; the last site is still there"),
        )
        raise EntraideError(Problem(Argument("TARGET"), what.format(arguments[0]), cure))
    return output.decode().strip()


def _require_programs(*names: str) -> None:
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        what = f"this machine has no {' and no '.join(missing)}"
        raise EntraideError(Problem(Argument("publish"), what, "Install it"))

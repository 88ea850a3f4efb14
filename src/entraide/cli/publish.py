"""`entraide publish`: put the built site in its place at once, or go back to an earlier one.

On this machine or over ssh, TARGET is a link to one of its releases, which are beside it. An object
store has no releases: see `object_store.py`.
"""

import time
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.object_store import SCHEME, publish_objects
from entraide.cli.releases import run_script, split_target
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.site_folder import BUILD_LIST, is_site_folder
from entraide.errors import Argument, EntraideError, Problem
from entraide.terminal_text import escape_line


@click.command("publish", cls=ExampleCommand, example="entraide publish me@host:/srv/www/help")
@click.argument("target")
@click.option("--list", "listing", is_flag=True, help="Show the sites that are kept at TARGET.")
@click.option("--rollback", is_flag=True, help="Put the site before the present one back.")
@click.option("--release", metavar="NAME", help="Put that site back, an earlier or a later one.")
@click.option(
    "--keep",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    metavar="N",
    help="How many sites to keep, the present one included.",
)
def publish(target: str, *, listing: bool, rollback: bool, release: str | None, keep: int) -> None:
    """Put the site that was built last to TARGET, all at once.

    TARGET is a path on this machine, such as /srv/www/help, or on another that ssh knows, such as
    me@host:/srv/www/help. It becomes a link, which the web server reads, to one of the sites in
    TARGET.releases. Or it is a bucket of an object store, such as s3://help.example.org, whose key
    and region the environment has; none but the present site is kept there.
    """
    if sum((listing, rollback, release is not None)) > 1:
        raise click.UsageError("Choose one of --list, --rollback and --release.")
    if target.isdecimal():
        what = f"“{target}” looks like the number of an entry, and this is about the whole site"
        cure = f"For the entry: entraide entry publish {target}. For a folder: ./{target}"
        raise EntraideError(Problem(Argument("TARGET"), what, cure))
    if target.startswith(SCHEME):
        if listing or rollback or release is not None:
            _refuse_releases(target)
        written, deleted = publish_objects(_find_built_site(), target)
        click.echo(
            escape_line(f"{target} has the site. Sent: {written} files, deleted: {deleted}.")
        )
        return
    host, path = split_target(target)
    if listing:
        click.echo("\n".join(map(escape_line, run_script("list", host, path).split("\n"))))
    elif rollback or release is not None:
        choice = "" if rollback else release or "."  # "" is the one before; no site is called “.”
        name = run_script("rollback", host, path, choice)
        click.echo(escape_line(f"{target} is again the site of {name}."))
    else:
        _publish_release(target, host, path, keep)


def _publish_release(target: str, host: str, path: str, keep: int) -> None:
    site = _find_built_site()
    answer = run_script("publish", host, path, make_release_name(), str(keep), site=site)
    name, _, again = answer.partition(" ")
    verb = "has this site already, since" if again else "is now the site of"
    click.echo(escape_line(f"{target} {verb} {name}."))


def _find_built_site() -> Path:
    """Return the folder of the built site; warn if a source is newer than it."""
    settings = read_settings(find_project(Path.cwd()))
    if not is_site_folder(settings.site):
        what = f"{settings.site} has no site"
        raise EntraideError(Problem(Argument("TARGET"), what, "Run: entraide build"))
    if (newest := _find_newer_source(settings)) is not None:
        shown = settings.make_relative(newest)
        click.echo(
            escape_line(f"{shown} is newer than the build: “entraide build” first?"), err=True
        )
    return settings.site


def _find_newer_source(settings: Settings) -> Path | None:
    """Return a source that changed after the site was built; None if there is none."""
    build_time = (settings.site / BUILD_LIST).stat().st_mtime
    sources = (file for folder in (settings.docs, settings.data) for file in folder.rglob("*"))
    newer = (file for file in sources if file.is_file() and file.stat().st_mtime > build_time)
    return next(newer, None)


def make_release_name() -> str:
    """Return the name of a release that is made now; later ones sort after it."""
    return time.strftime("%Y-%m-%dT%H%M%SZ", time.gmtime())


def _refuse_releases(target: str) -> None:
    what = "an object store keeps no earlier site"
    cure = "Bring the earlier texts back (git revert), build, and publish"
    raise EntraideError(Problem(Argument(target), what, cure))

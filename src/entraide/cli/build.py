"""`entraide build`: build the site strictly beside the last good one, then swap the two."""

import datetime as dt
import errno
import os
import shutil
import time
from pathlib import Path

import click

from entraide.cli.build_progress import format_profile, show_progress
from entraide.cli.daily_build import DailyTime, build_daily
from entraide.cli.mkdocs_run import run_mkdocs
from entraide.content.build_stages import measure_work, run_stage
from entraide.content.dates import read_source_date
from entraide.content.output_root import hold_output_root
from entraide.content.settings import check_texts_folder, find_project, read_settings
from entraide.content.site_folder import (
    check_site_folder,
    check_site_place,
    count_pages,
    is_site_folder,
    keep_spare,
    remove_site_folder,
)

DAY = 24 * 60 * 60  # seconds


@click.command(short_help="Build the site into site/; the last good one stays if it fails.")
@click.option("--as-of", "day", metavar="DATE", help="Build as if it were this day (YYYY-MM-DD).")
@click.option(
    "--force", is_flag=True, help="Replace site_dir whatever is in it, and outside the project too."
)
@click.option(
    "--daily",
    type=DailyTime(),
    metavar="HH:MM",
    help="Build now, and every day at this time in UTC, until Ctrl+C or SIGTERM.",
)
@click.option("--profile", is_flag=True, help="Show where the time went, stage by stage.")
@click.option("--quiet", is_flag=True, help="Say nothing but warnings and mistakes.")
@click.pass_context
def build(  # noqa: PLR0913 - its options
    context: click.Context,
    day: str | None,
    daily: dt.time | None,
    *,
    force: bool,
    profile: bool,
    quiet: bool,
) -> None:
    """Check everything and build the site. On a mistake, the last good site stays as it is.

    Only what a build has written is deleted, unless you say --force.
    """
    config_file = find_project(Path.cwd())
    read_source_date()  # refused before anything begins
    if daily:
        if day or force or profile or quiet:
            raise click.UsageError("--daily goes with no other option.")
        build_daily(daily)  # each build reads the settings: a mistake in them ends one day's alone
    settings = read_settings(config_file)
    check_texts_folder(settings)
    site = settings.site
    if not force:
        check_site_place(site, settings)
        check_site_folder(site)
        check_site_folder(_get_previous(site))
    with hold_output_root() as is_alone:
        restore(site)
        remove_stale(site, is_alone=is_alone)
        started, processor = time.monotonic(), measure_work()
        with show_progress(len(settings.locales), quiet=quiet) as costs:
            is_built = _build(config_file, site, day, keeps_spare=not force)
        if not is_built:
            click.echo(_format_failure(site), err=True)
            context.exit(1)
    wall = time.monotonic() - started
    if not quiet:
        click.echo(f"Built {count_pages(site)} pages into {site} in {wall:.1f} s.")
    if profile:
        click.echo("\n".join(format_profile(costs, wall, measure_work() - processor)))


def _build(config_file: Path, site: Path, day: str | None, *, keeps_spare: bool) -> bool:
    """Build beside `site`, then swap the two; return whether that succeeded."""
    fresh = site.with_name(f".{site.name}.{os.getpid()}")
    try:
        arguments = ("build", "--strict", "--site-dir", str(fresh))
        if run_mkdocs(config_file, *arguments, day=day):
            return False
        with run_stage("Put it in place"):
            swap(fresh, site, keeps_spare=keeps_spare)
    finally:
        remove_site_folder(fresh)
    return True


def swap(fresh: Path, site: Path, *, keeps_spare: bool) -> None:
    """Replace the folder `site` by `fresh`, with two renames.

    If the process is killed between them, there is no `site`, and `restore` brings the old one
    back. With `keeps_spare`, for a site that has only files of builds, the old one is kept for the
    next build to begin with.
    """
    previous = _get_previous(site)
    shutil.rmtree(previous, ignore_errors=True)
    if site.exists():
        site.rename(previous)
    fresh.rename(site)
    if keeps_spare:
        keep_spare(previous, site)
    else:
        shutil.rmtree(previous, ignore_errors=True)


def restore(site: Path) -> None:
    """Bring back the last good site if a swap was cut short; OSError if `site` is no folder."""
    if site.exists() and not site.is_dir():
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(site))
    if not site.exists() and is_site_folder(_get_previous(site)):
        _get_previous(site).rename(site)


def remove_stale(site: Path, *, is_alone: bool = False) -> None:
    """Remove folders of killed builds: their process is gone, or they are a day old.

    All of them where this build `is_alone`, as each container counts its processes anew. A folder
    that no build wrote stays, whatever its name.
    """
    for folder in site.parent.glob(f".{site.name}.*"):
        process = folder.name.rpartition(".")[2]
        if process.isdecimal() and (is_alone or not _is_running(int(process), folder)):
            remove_site_folder(folder)


def _is_running(process: int, folder: Path) -> bool:
    """Tell whether the build that writes `folder` may still run as `process`."""
    if time.time() - folder.stat().st_mtime > DAY:
        return False
    if os.name == "nt":  # where to ask a process is to end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):  # gone, or no process has such a number
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _get_previous(site: Path) -> Path:
    return site.with_name(f".{site.name}.previous")


def _format_failure(site: Path) -> str:
    if site.exists():
        return f"Nothing was built; {site} is still the last good site."
    return "Nothing was built."

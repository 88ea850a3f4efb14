"""`entraide build`: build the site strictly beside the last good one, then swap the two."""

import os
import shutil
import time
from pathlib import Path

import click

from entraide.cli.mkdocs_run import run_mkdocs
from entraide.content.settings import find_project, read_settings
from entraide.content.today import source_date


@click.command(short_help="Build the site into site/; the last good one stays if it fails.")
@click.option("--as-of", "day", metavar="DATE", help="Build as if it were this day (YYYY-MM-DD).")
@click.pass_context
def build(context: click.Context, day: str | None) -> None:
    """Build the site strictly, and put it in place only when all of it is right."""
    config_file = find_project(Path.cwd())
    source_date()  # refused before anything begins
    site = read_settings(config_file).site
    restore(site)
    fresh = site.with_name(f".{site.name}.{os.getpid()}")
    started = time.monotonic()
    try:
        arguments = ("build", "--strict", "--quiet", "--site-dir", str(fresh))
        if run_mkdocs(config_file, *arguments, day=day):
            click.echo(_kept(site), err=True)
            context.exit(1)
        swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    pages = sum(1 for _ in site.rglob("*.html"))
    click.echo(f"Built {pages} pages into {site} in {time.monotonic() - started:.1f} s.")


def swap(fresh: Path, site: Path) -> None:
    """Put `fresh` where `site` is, in two renames; `restore` mends what is cut between them."""
    previous = _previous(site)
    shutil.rmtree(previous, ignore_errors=True)
    if site.exists():
        site.rename(previous)
    fresh.rename(site)
    shutil.rmtree(previous, ignore_errors=True)


def restore(site: Path) -> None:
    """Bring back the last good site where an earlier swap was cut short."""
    if not site.exists() and _previous(site).exists():
        _previous(site).rename(site)


def _previous(site: Path) -> Path:
    return site.with_name(f".{site.name}.previous")


def _kept(site: Path) -> str:
    if site.exists():
        return f"Nothing was built; {site} is still the last good site."
    return "Nothing was built."

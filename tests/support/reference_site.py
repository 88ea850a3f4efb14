"""Whether this repository holds the reference site; where it does not, its tests are left out.

`mkdocs.yml` says so: `extra.reference_site`. Its address has to agree, so that neither is changed
by mistake: a help centre of somebody else's has another one.
"""

from functools import cache
from pathlib import Path

import pytest

from entraide.content.mkdocs_yml import read_mkdocs_yml
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.model.site import Site
from support.paths import REFERENCE_SITE, ROOT

IS_HERE = pytest.StashKey[bool]()
ADDRESS = "https://help.square.example/"
LEFT_OUT = (
    "tests/reference_site/ is left out: mkdocs.yml does not say that docs/ and data/ are the "
    "reference site (extra.reference_site)"
)
REPLACED = (
    "Tests of the reference site fail. Did you replace docs/ and data/? Then delete "
    "extra.reference_site from mkdocs.yml: handbook/how-to/fork-the-repository.md"
)


@cache
def read_reference_files() -> SiteReading:
    """What is read of this repository's `docs/` and `data/`, once a process: nobody changes it."""
    return read_site(read_settings(ROOT / "mkdocs.yml"))


def read_reference_site() -> Site:
    return read_reference_files().site


def is_reference_site(config_file: Path) -> bool:
    """Whether the project of `config_file` is the reference site.

    Raise pytest.UsageError where its mark and its address contradict each other.
    """
    settings = read_mkdocs_yml(config_file)
    extra = settings.get("extra")
    is_marked = isinstance(extra, dict) and extra.get("reference_site") is True
    if is_marked is (settings.get("site_url") == ADDRESS):
        return is_marked
    if is_marked:
        raise pytest.UsageError(
            f"mkdocs.yml: extra.reference_site says that docs/ and data/ are the reference site, "
            f"and site_url is not {ADDRESS}. Delete extra.reference_site if the content is yours."
        )
    raise pytest.UsageError(
        f"mkdocs.yml: site_url is {ADDRESS}, the address of the reference site, and "
        "extra.reference_site is missing. Write your own address, or “reference_site: true” "
        "below “extra:”."
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[IS_HERE] = is_reference_site(ROOT / "mkdocs.yml")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    is_of_it = collection_path.is_relative_to(REFERENCE_SITE)
    return True if is_of_it and not config.stash[IS_HERE] else None


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say in one line what was left out, or why tests of the reference site may fail."""
    failed = terminalreporter.stats.get("failed", [])
    if not config.stash[IS_HERE]:
        terminalreporter.write_line(LEFT_OUT)
    elif any(report.nodeid.startswith("tests/reference_site/") for report in failed):
        terminalreporter.write_line(REPLACED)

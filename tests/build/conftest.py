"""Whole small sites of tests/sites, each built strictly, once a session, as of `built_site.DAY`."""

from collections.abc import Callable

import pytest

from built_site import BuiltSite, mkdocs, project


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], BuiltSite]:
    """`built("states")` is that site, built with `mkdocs build --strict`."""
    done: dict[str, BuiltSite] = {}

    def build(name: str) -> BuiltSite:
        if name not in done:
            folder = tmp_path_factory.mktemp("built") / "site"
            run = mkdocs("build", "--strict", "-f", project(name) / "mkdocs.yml", "-d", folder)
            assert run.returncode == 0, run.stderr
            done[name] = BuiltSite(folder)
        return done[name]

    return build


@pytest.fixture(scope="session")
def states(built: Callable[[str], BuiltSite]) -> BuiltSite:
    return built("states")

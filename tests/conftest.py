"""What holds for every test; fixtures of more than one folder are in the modules listed here."""

import gc
import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from support.thinning import is_thorough, mark_slow_cases

pytest_plugins = [
    "support.axe",
    "support.browser",
    "support.built_site",
    "support.commands",
    "support.desk",
    "support.desk_site",
    "support.engine_site",
    "support.guide_site",
    "support.html_validity",
    "support.image_site",
    "support.live_preview",
    "support.object_store",
    "support.pages_host",
    "support.part_switches",
    "support.reference_site",
    "support.script_modules",
    "support.search_lab",
    "support.served_editor",
    "support.small_disk",
    "support.ssh",
    "support.stores",
]

# How many examples Hypothesis tries; no test is timed: machines are noisy. What gates a change
# tries the same ones everywhere. `make test-all` tries new ones, but not where CI is true.
SAME = os.environ.get("CI") == "true"
settings.register_profile("quick", deadline=None, max_examples=10, derandomize=True)
settings.register_profile("house", deadline=None, max_examples=40, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=1000, derandomize=SAME)
settings.register_profile("deep", deadline=None, max_examples=5000, derandomize=False)
settings.load_profile("house")

gc.disable()  # nothing that is collected can be freed

# A shell starts what runs in its background with SIGINT ignored, and every child inherits that:
# programs that tests stop by Ctrl+C would never stop.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    """Say which path does not exist: without this, workers of xdist say “no tests ran” alone."""
    for arg in config.args:
        path = arg.partition("::")[0]
        if not (config.invocation_params.dir / path).exists():
            raise pytest.UsageError(f"There is no {path}: look at how it is written.")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return half as many again as there are cores, and 4 at least: tests of servers often wait.

    As many as cores for `-n logical`: the tests of `make quick` never do.
    """
    cores = len(os.sched_getaffinity(0))
    return cores if config.option.numprocesses == "logical" else max(4, cores + cores // 2)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import a file of which `make test` runs nothing."""
    is_asked = "not thorough" not in config.option.markexpr or not _runs_all(config)
    return True if not is_asked and is_thorough(collection_path) else None


def _runs_all(config: pytest.Config) -> bool:
    """Return whether nobody names a folder, a file or a test."""
    return bool(config.args == config.getini("testpaths"))


@pytest.hookimpl(tryfirst=True)  # before those that are not asked for are left out
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave attacks to `make test-all`: what they attack has its plain tests in other folders.

    Cases that take long, too, unless somebody names a folder, a file or a test.
    """
    for item in items:
        if item.path.parent.name == "hostile":
            item.add_marker(pytest.mark.thorough)
    if _runs_all(config):
        mark_slow_cases(items)


def pytest_collection_finish() -> None:
    """Leave the thousands of collected tests out of every search for unused memory."""
    gc.collect()
    gc.freeze()
    gc.enable()

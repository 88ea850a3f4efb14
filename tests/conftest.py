"""What holds for every test; fixtures of more than one folder are in the modules listed here."""

import gc
import os
import signal

import pytest
from hypothesis import settings

pytest_plugins = [
    "support.axe",
    "support.browser",
    "support.built_site",
    "support.commands",
    "support.desk",
    "support.desk_site",
    "support.html_validity",
    "support.image_site",
    "support.object_store",
    "support.pages_host",
    "support.part_switches",
    "support.reference_site",
    "support.script_modules",
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

# A shell starts what runs in its background with SIGINT ignored, and every child inherits that:
# programs that tests stop by Ctrl+C would never stop.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return half as many again as there are cores, and 4 at least: tests of servers often wait.

    As many as cores for `-n logical`: the tests of `make quick` never do.
    """
    cores = len(os.sched_getaffinity(0))
    return cores if config.option.numprocesses == "logical" else max(4, cores + cores // 2)


def pytest_collection_finish() -> None:
    """Leave the thousands of collected tests out of every later search for unused memory."""
    gc.collect()
    gc.freeze()

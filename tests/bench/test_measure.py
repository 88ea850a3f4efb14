"""What a command costs is told of each of its processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.command_cost import measure_command
from bench.page_weight import measure_pages

HOLD = "import time; held = bytearray(40_000_000); time.sleep(1)"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}], check=True)"


@pytest.mark.skipif(sys.platform != "linux", reason="peaks of each process are Linux's")
def test_a_child_is_told_from_the_process_that_ran_it(tmp_path: Path) -> None:
    cost = measure_command([sys.executable, "-c", CHILD], tmp_path)
    assert cost.own_peak < 38 < cost.workers_peak
    assert cost.wall > 1 > cost.processor


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        measure_command([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)
    assert caught.value.output == "no such thing\n"


def test_the_weight_of_pages_is_reported_with_and_without_their_articles(tmp_path: Path) -> None:
    for url, size in (("a/b/", 100), ("fr/a/b/", 200)):
        (tmp_path / url).mkdir(parents=True)
        (tmp_path / url / "index.html").write_bytes(b"x" * size)
    found = measure_pages(tmp_path, {"a/b/": 40, "fr/a/b/": 60})
    assert (found.pages, found.html, found.beside) == (2, 150, 100)

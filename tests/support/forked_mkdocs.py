"""MkDocs in a process that has imported it already: half of what a small site takes is imports."""

import multiprocessing
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PRELOAD = ["mkdocs.__main__", "mkdocs_static_i18n.plugin", "entraide.mkdocs_plugin"]


def run_forked_mkdocs(arguments: Sequence[object], environment: Mapping[str, str]) -> str:
    """Run `mkdocs` with `arguments`, which must succeed; return what it prints."""
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(PRELOAD)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "output")
        words = [str(each) for each in arguments]
        process = forks.Process(target=_run, args=(words, dict(environment), str(output)))
        process.start()
        process.join()
        text = output.read_text(encoding="utf-8")
    assert process.exitcode == 0, text
    return text


def _run(words: Sequence[str], environment: Mapping[str, str], output: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    log = os.open(output, os.O_WRONLY | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    from mkdocs.__main__ import cli  # noqa: PLC0415 - imported before the fork

    cli(words)

"""Work in other processes: a pure function of many values, or a task beside everything else.

Few values are worked on in this process. Otherwise there is one process a core, of which this is
one: each costs the memory of what all have. They are forked where that is safe (Linux, one thread),
else started afresh. A worker ignores Ctrl+C, which its parent answers, and ends when its parent
does, however that came about.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from typing import NamedTuple, TypeVar

from entraide.content.build_stages import add_costs, follow_stages, run_stage

Value = TypeVar("Value")
Result = TypeVar("Result")

MINIMUM_SIZE = 100  # values: below, starting processes takes longer than the work
CHUNK_SIZE = 16  # values a worker is handed at once


class Task(NamedTuple):
    """Work beside everything else, and what people call it."""

    name: str
    run: Callable[[], None]


def map_in_parallel(
    function: Callable[[Value], Result],
    values: Sequence[Value],
    cores: int | None = None,
    *,
    minimum: int = MINIMUM_SIZE,
    chunk: int = CHUNK_SIZE,
) -> Iterator[Result]:
    """Yield `function` of each value, in order; `function` is one that a module defines.

    Fewer than `minimum` values are worked on here; a worker is handed `chunk` of them at once.
    """
    cores = min(cores or count_cores(), len(values))
    if len(values) < minimum or cores < 2:
        yield from map(function, values)
        return
    count = 0
    try:
        for result in _map_in_pool(function, values, cores, chunk):
            yield result
            count += 1
    except BrokenProcessPool:  # a worker was killed, for want of memory perhaps: go on alone
        yield from map(function, values[count:])


def _map_in_pool(
    function: Callable[[Value], Result], values: Sequence[Value], cores: int, chunk: int
) -> Iterator[Result]:
    others = set(active_children())
    pool = ProcessPoolExecutor(cores - 1, mp_context=_get_context(), initializer=prepare_worker)
    try:
        chunks = [values[at : at + chunk] for at in range(0, len(values), chunk)]
        futures = [pool.submit(_map_chunk, function, each) for each in chunks]
        ours: dict[int, list[Result]] = {}
        for number in reversed(range(len(chunks))):
            if not futures[number].cancel():  # the workers have come so far
                break
            with suppress(Exception):  # raised below, after what comes before it
                ours[number] = _map_chunk(function, chunks[number])
        for number, future in enumerate(futures):
            if number in ours:
                yield from ours.pop(number)
            else:
                again = future.cancelled()
                yield from _map_chunk(function, chunks[number]) if again else future.result()
    except (KeyboardInterrupt, SystemExit):
        # Ctrl+C may come while the workers start, before the pool knows of them. Nobody would
        # ever tell them to end, and Python waits for its children before it exits.
        for worker in set(active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _map_chunk(function: Callable[[Value], Result], values: Sequence[Value]) -> list[Result]:
    return [function(value) for value in values]


def run_in_forks(
    task: Callable[[Sequence[Value]], None], values: Sequence[Value], cores: int | None = None
) -> None:
    """Run `task` with a part of `values` on each core; with all of them where there is one core.

    Forks have whatever this process has, so `task` and `values` may be what cannot be sent to
    another process; what they make are files. Where forking is not safe, all is done here. So is
    the part of a fork that was killed, or in which something went wrong: its error is raised here,
    with the place where it happened.
    """
    cores = cores or count_cores()
    if len(values) < MINIMUM_SIZE or cores < 2 or not _is_fork_safe():
        task(values)
        return
    parts = [values[number::cores] for number in range(cores)]
    waits = [start_process(task, part, size=len(values), cores=cores) for part in parts[1:]]
    task(parts[0])
    for part, wait in zip(parts[1:], waits, strict=True):
        try:
            wait()
        except Exception:  # noqa: BLE001 - raised again by the same work
            task(part)


def start_process(
    task: Callable[..., None], *arguments: object, size: int, cores: int | None = None
) -> Callable[[], None]:
    """Start `task` with `arguments` in a process; call the function returned to wait for it.

    Its error is raised there. Where `size` is small or there is one core, the task runs there, too.
    """
    alone = partial(task, *arguments)
    if size < MINIMUM_SIZE or (cores or count_cores()) < 2:
        return alone
    context = _get_context()
    answer, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run_task, args=(alone, sender))
    process.start()
    sender.close()

    def wait() -> None:
        error = None
        try:
            error, costs = answer.recv()
            add_costs(costs)
        except EOFError:  # it was killed, or its error cannot travel: do it here
            alone()
        process.join()
        if error:
            raise error

    return wait


def start_tasks(
    tasks: Sequence[Task], *, size: int, cores: int | None = None
) -> list[Callable[[], None]]:
    """Start `tasks`, the longest first, in one process for every two cores; return their waits.

    The other cores are left to this process.
    """
    count = max(1, min(len(tasks), (cores or count_cores()) // 2))
    return [
        start_process(_run_each, tasks[number::count], size=size, cores=cores)
        for number in range(count)
    ]


def _run_each(tasks: Sequence[Task]) -> None:
    for task in tasks:
        with run_stage(task.name, beside=True):
            task.run()


def _run_task(task: Callable[[], None], sender: Connection) -> None:
    prepare_worker()
    with follow_stages(None) as costs:
        try:
            task()
            sender.send((None, costs))
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            sender.send((error, costs))


def count_free_cores(cores: int | None = None) -> int:
    """Count the cores that no process started here is at work on; one is always ours."""
    return max(1, (cores or count_cores()) - len(active_children()))


def count_cores() -> int:
    """Count the cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _get_context() -> ForkContext | SpawnContext:
    """Return how to start a process. Forking copies locks of other threads, and fails on macOS."""
    return get_context("fork") if _is_fork_safe() else get_context("spawn")


def _is_fork_safe() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def prepare_worker() -> None:
    """Prepare this process to be a worker: ignore Ctrl+C, end with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)

"""Work shared by the cores gives what one core gives, and loses nothing on the way."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from multiprocessing import parent_process
from pathlib import Path

import pytest

from entraide.errors import BuildStep, EntraideError, Problem
from entraide.render.workers import (
    MINIMUM_SIZE,
    Task,
    count_free_cores,
    map_in_parallel,
    run_in_forks,
    start_process,
    start_tasks,
)
from support.waiting import wait_for

MANY = list(range(MINIMUM_SIZE * 3))


def double(value: int) -> int:
    return value * 2


def get_process(value: int) -> int:
    del value
    return os.getpid()


def kill_worker_or_double(value: int) -> int:
    if value == MINIMUM_SIZE and parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return value * 2


def raise_value(value: int) -> int:
    raise ValueError(str(value))


def test_workers_give_the_same_results_in_the_same_order_as_none() -> None:
    assert list(map_in_parallel(double, MANY, cores=3)) == list(
        map_in_parallel(double, MANY, cores=1)
    )


def test_many_values_are_worked_on_elsewhere_and_here() -> None:
    processes = set(map_in_parallel(get_process, MANY, cores=2))
    assert len(processes) == 2
    assert os.getpid() in processes


@pytest.mark.parametrize(("values", "cores"), [(MANY[: MINIMUM_SIZE - 1], 4), (MANY, 1)])
def test_a_small_site_or_a_single_core_starts_no_process(values: list[int], cores: int) -> None:
    assert set(map_in_parallel(get_process, values, cores=cores)) == {os.getpid()}


def test_no_values_make_no_results() -> None:
    assert list(map_in_parallel(double, [], cores=2)) == []


def test_processes_that_are_started_afresh_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert list(map_in_parallel(double, MANY, cores=2)) == [value * 2 for value in MANY]


def test_a_worker_that_is_killed_costs_time_and_nothing_else() -> None:
    assert list(map_in_parallel(kill_worker_or_double, MANY, cores=2)) == [
        value * 2 for value in MANY
    ]


def test_a_mistake_in_the_work_is_raised_here() -> None:
    with pytest.raises(ValueError, match=r"^0$"):
        list(map_in_parallel(raise_value, MANY, cores=2))


def write_process(file: Path) -> None:
    file.write_text(str(os.getpid()), encoding="utf-8")


def raise_error() -> None:
    raise EntraideError(Problem(BuildStep("search"), "it says why", "Mend it"))


def kill_worker_or_write(file: Path) -> None:
    if parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    write_process(file)


def test_a_task_in_its_own_process_is_finished_when_it_was_awaited(tmp_path: Path) -> None:
    wait = start_process(write_process, tmp_path / "done", size=MINIMUM_SIZE, cores=2)
    wait()
    assert (tmp_path / "done").read_text() != str(os.getpid())


@pytest.mark.parametrize(("size", "cores"), [(MINIMUM_SIZE - 1, 4), (MINIMUM_SIZE, 1)])
def test_a_small_task_runs_in_this_process_when_it_is_awaited(
    tmp_path: Path, size: int, cores: int
) -> None:
    wait = start_process(write_process, tmp_path / "done", size=size, cores=cores)
    assert not (tmp_path / "done").exists()
    wait()
    assert (tmp_path / "done").read_text() == str(os.getpid())


@pytest.mark.parametrize(("cores", "processes"), [(1, 1), (2, 1), (4, 2), (16, 3)])
@pytest.mark.thorough
def test_tasks_leave_half_of_the_cores(tmp_path: Path, cores: int, processes: int) -> None:
    files = [tmp_path / name for name in ("a", "b", "c")]
    tasks = [Task(file.name, partial(write_process, file)) for file in files]
    waits = start_tasks(tasks, size=MINIMUM_SIZE, cores=cores)
    for wait in waits:
        wait()
    assert len(waits) == processes
    assert len({file.read_text() for file in files}) == processes
    assert (files[0].read_text() == str(os.getpid())) == (cores == 1)


def wait_for_file(file: Path) -> None:
    while not file.exists():
        time.sleep(0.01)


@pytest.mark.parametrize(("size", "taken"), [(MINIMUM_SIZE, 1), (MINIMUM_SIZE - 1, 0)])
def test_a_task_takes_a_core_only_while_its_process_is_at_work(
    tmp_path: Path, size: int, taken: int
) -> None:
    before, signal_file = count_free_cores(8), tmp_path / "go"
    waits = start_tasks([Task("a", partial(wait_for_file, signal_file))], size=size, cores=8)
    assert count_free_cores(8) == before - taken
    signal_file.touch()
    waits[0]()
    assert count_free_cores(8) == before


def test_one_core_is_always_free() -> None:
    assert count_free_cores(1) == 1


def test_what_goes_wrong_in_a_task_is_raised_where_it_is_waited_for() -> None:
    wait = start_process(raise_error, size=MINIMUM_SIZE, cores=2)
    with pytest.raises(EntraideError, match=r"^search: it says why\. Mend it\.$"):
        wait()


def test_a_task_whose_process_is_killed_is_done_here(tmp_path: Path) -> None:
    start_process(kill_worker_or_write, tmp_path / "done", size=MINIMUM_SIZE, cores=2)()
    assert (tmp_path / "done").read_text() == str(os.getpid())


def write_names(values: Sequence[int], folder: Path) -> None:
    for value in values:
        with (folder / str(value)).open("a") as file:
            file.write(f"{os.getpid()}\n")


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_each_value_is_shared_out_once(
    tmp_path: Path, cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests never fork
    run_in_forks(lambda values: write_names(values, tmp_path), MANY, cores)
    texts = [file.read_text() for file in tmp_path.iterdir()]
    assert len(texts) == len(MANY)
    assert all(text.count("\n") == 1 for text in texts)
    assert len(set(texts)) == (cores if sys.platform == "linux" else 1)


def test_where_forks_are_not_safe_all_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    run_in_forks(lambda values: write_names(values, tmp_path), MANY, 4)
    assert {file.read_text() for file in tmp_path.iterdir()} == {f"{os.getpid()}\n"}


def test_the_part_of_a_fork_that_was_killed_is_done_here(tmp_path: Path) -> None:
    def kill_fork_or_write(values: Sequence[int]) -> None:
        if parent_process():
            os.kill(os.getpid(), signal.SIGKILL)
        write_names(values, tmp_path)

    run_in_forks(kill_fork_or_write, MANY, 3)
    assert len(list(tmp_path.iterdir())) == len(MANY)


def test_an_error_in_a_fork_is_raised_here_with_its_place() -> None:
    def refuse_last(values: Sequence[int]) -> None:
        if MANY[-1] in values:
            raise ValueError(os.getpid())

    with pytest.raises(ValueError, match=str(os.getpid())) as caught:
        run_in_forks(refuse_last, MANY, 2)
    assert caught.traceback[-1].name == "refuse_last"


SLOW = """
import sys, time
from entraide.render.workers import map_in_parallel
def slow(value):
    time.sleep(0.05)
    return value
print("started", flush=True)
list(map_in_parallel(slow, range(10_000), cores=2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_their_parent(sign: signal.Signals) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdout
    with child.stdout:
        child.stdout.readline()
    below = wait_for(lambda: list_children(child.pid))
    child.send_signal(sign)
    assert has_ended(child)
    assert below
    wait_for(lambda: not any(is_alive(pid) for pid in below))


INTERRUPTION_SCRIPT = """
import concurrent.futures.process as pools
from entraide.render.workers import map_in_parallel
class Interrupted:
    def __init__(self, *_):
        raise KeyboardInterrupt
pools._ExecutorManagerThread = Interrupted
list(map_in_parallel(abs, range(10_000), cores=2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_an_interrupt_while_workers_start_leaves_no_process_waiting() -> None:
    child = subprocess.Popen([sys.executable, "-c", INTERRUPTION_SCRIPT], stderr=subprocess.DEVNULL)
    assert has_ended(child)


def has_ended(child: subprocess.Popen[bytes]) -> bool:
    """Whether it ends by itself; it is gone in any case."""
    try:
        child.wait(timeout=300)
    except subprocess.TimeoutExpired:
        return False
    finally:
        child.kill()
        child.wait()
    return True


def list_children(pid: int) -> list[int]:
    found = (Path(f"/proc/{pid}/task/{pid}/children").read_text() or "").split()
    return [int(each) for each in found]


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False

"""Measure the processor time of a function, whatever else the machine does meanwhile."""

from collections.abc import Callable
from time import thread_time


def measure_cpu_time(work: Callable[[], object], enough: float, runs: int = 3) -> float:
    """Return the seconds of the cheapest of `runs` runs; one below `enough` ends them.

    Others can only make a run dearer (they share caches and cores with it), and never cheaper.
    """
    least = float("inf")
    for _ in range(runs):
        started = thread_time()
        work()
        least = min(least, thread_time() - started)
        if least < enough:
            break
    return least

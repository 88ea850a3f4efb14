"""Run coroutines in a thread of their own.

Playwright’s driver leaves a loop running in the thread that the tests share, and asyncio refuses
a second one there: coroutines get a thread of their own.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """What `coroutine` returns, or the error that it ends with."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()

"""Faults: markup that no page can show, each with its line and its cure.

The parser makes plain rows of them; `check_markup` makes problems of these.
"""

from typing import NamedTuple

from markdown_it.utils import EnvType

FAULTS = "faults"  # in the environment of a text: its faults
FAULTY_LINES = "faulty lines"  # in the environment of a text: the lines with a fault of a block


class MarkupFault(NamedTuple):  # a tuple, since faults travel between processes
    """A fault; `line` counts from 0, from the start of the body; a minor one stops nothing."""

    line: int
    what: str
    cure: str
    minor: bool = False


def add_fault(env: EnvType, line: int, what: str, cure: str, *, minor: bool = False) -> None:
    """Add a fault to `env`, the environment of the text that is being read."""
    env.setdefault(FAULTS, []).append(MarkupFault(line, what, cure, minor))


def add_block_fault(env: EnvType, line: int, what: str, cure: str) -> None:
    """Add a fault of a block, which explains other faults on its line."""
    env.setdefault(FAULTY_LINES, set()).add(line)
    add_fault(env, line, what, cure)


def has_block_fault(env: EnvType, line: int) -> bool:
    """Return whether a fault of a block on `line` explains other faults there."""
    return line in env.get(FAULTY_LINES, ())

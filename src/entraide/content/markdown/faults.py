"""Faults: what a reading of a text found that no page can show, each with its line and its cure."""

from typing import NamedTuple

from markdown_it.utils import EnvType

FAULTS = "faults"  # where a reading collects them
TOLD = "told"  # lines of which a rule for blocks has said what is wrong


class MarkupFault(NamedTuple):  # these travel between processes
    """`line` counts from 0, from the start of the body; a minor one stops nothing."""

    line: int
    what: str
    cure: str
    minor: bool = False


def add_fault(env: EnvType, line: int, what: str, cure: str, *, minor: bool = False) -> None:
    """Note a fault of the text that is being read into `env`."""
    env.setdefault(FAULTS, []).append(MarkupFault(line, what, cure, minor))


def add_block_fault(env: EnvType, line: int, what: str, cure: str) -> None:
    """Note a fault of a block; what else is odd on its line follows from it, and is not told."""
    env.setdefault(TOLD, set()).add(line)
    add_fault(env, line, what, cure)


def was_told(env: EnvType, line: int) -> bool:
    """Whether a fault of a block explains what else is odd on `line`."""
    return line in env.get(TOLD, ())

"""The clone of the editor on a server: whatever goes wrong once, it is looked after again."""

from threading import Event

import pytest

from entraide.editor import clone as module
from entraide.editor.clone import Clone


@pytest.mark.parametrize("error", [OSError("the disk is full"), SystemExit(1)])
def test_a_turn_that_fails_is_told_and_followed_by_the_next(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.001)
    clone, turns, is_done = Clone(None, None, "UTC"), [], Event()  # type: ignore[arg-type]

    def fail_once() -> None:
        turns.append(clone.trouble)
        if len(turns) == 2:
            raise error
        if len(turns) == 3:
            is_done.set()

    monkeypatch.setattr(clone, "run_upkeep", fail_once)
    clone.begin_upkeep()
    assert is_done.wait(10)
    clone.close()
    assert turns[2].startswith(type(error).__name__)

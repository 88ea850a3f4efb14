"""The terminal output of a preview: each mistake and warning once, when it is new."""

from collections import Counter
from collections.abc import Callable, Sequence

from entraide.errors import Problem, select_errors

PrintLine = Callable[[str], object]


class ProblemReport:
    """Prints problems with `warn`, and with `say` that there are none any more.

    A mistake that was mended is told when somebody makes it again, a warning once in all.
    """

    def __init__(self, say: PrintLine, warn: PrintLine) -> None:
        self._say, self._warn = say, warn
        self._mistakes: Sequence[Problem] = ()
        self._warnings: Counter[tuple[str, str]] = Counter()

    def print_changes(self, problems: Sequence[Problem]) -> None:
        """Print what is new among `problems`, which are all that there are now."""
        mistakes, before = select_errors(problems), self._mistakes
        warnings = [each for each in problems if each not in mistakes]
        new = [
            *_select_new(mistakes, Counter(map(_get_key, before))),
            *_select_new(warnings, self._warnings),
        ]
        self._mistakes = mistakes
        self._warnings |= Counter(map(_get_key, warnings))
        for problem in sorted(new):
            self._warn(str(problem))
        if before and not mistakes:
            self._say("There are no mistakes any more.")


def _select_new(problems: Sequence[Problem], known: Counter[tuple[str, str]]) -> list[Problem]:
    """Return those of `problems` of which there are more than `known`, the last of each."""
    more = Counter(map(_get_key, problems)) - known
    new = []
    for problem in reversed(problems):
        if more[_get_key(problem)] > 0:
            more[_get_key(problem)] -= 1
            new.append(problem)
    return new


def _get_key(problem: Problem) -> tuple[str, str]:
    """Return the identity of a problem without its line, since an edit above moves all below."""
    return problem.path or str(problem.location), problem.sentences

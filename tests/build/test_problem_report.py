"""What the terminal of a preview prints of mistakes and warnings, and how often."""

from entraide.errors import FileLine, Problem, Severity
from entraide.preview.problem_report import ProblemReport


def make_mistake(line: int, what: str = "there is no such link") -> Problem:
    return Problem(FileLine("a.md", line), what, "Mend it")


def make_warning(line: int) -> Problem:
    return Problem(FileLine("b.md", line), "it is old", "Look at it", Severity.WARNING)


def test_a_mistake_is_told_each_time_that_somebody_makes_it() -> None:
    told: list[str] = []
    report = ProblemReport(told.append, told.append)
    for problems in ([make_mistake(3)], [], [make_mistake(3)]):
        report.print_changes(problems)
    line = "a.md:3: there is no such link. Mend it."
    assert told == [line, "There are no mistakes any more.", line]


def test_a_mistake_that_moves_is_the_same_and_one_more_is_another() -> None:
    told: list[str] = []
    report = ProblemReport(told.append, told.append)
    for lines in ([3], [5], [5, 9]):
        report.print_changes([make_mistake(line) for line in lines])
    assert [line.partition(": ")[0] for line in told] == ["a.md:3", "a.md:9"]


def test_a_warning_is_told_once() -> None:
    told: list[str] = []
    report = ProblemReport(told.append, told.append)
    for problems in ([make_warning(1)], [], [make_warning(2)], [make_warning(2), make_warning(7)]):
        report.print_changes(problems)
    assert [line.partition(": ")[0] for line in told] == ["b.md:1", "b.md:7"]

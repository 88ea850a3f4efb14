"""Problems: how each kind of place is printed, and that all kinds sort among each other."""

from itertools import permutations

from entraide.errors import (
    Argument,
    BundleRow,
    EnvironmentVariable,
    FileLine,
    OutsideAddress,
    Problem,
    ProblemLocation,
    ProposalSegment,
    Severity,
)

PLACES: dict[ProblemLocation, str] = {
    Argument("--to"): "--to",
    EnvironmentVariable("SOURCE_DATE_EPOCH"): "SOURCE_DATE_EPOCH",
    FileLine("a.md"): "a.md",
    BundleRow("a.md", 2, "7/title"): "a.md:2",
    FileLine("a.md", 2): "a.md:2",
    FileLine("a.md", 10): "a.md:10",
    OutsideAddress("https://help.example/"): "https://help.example/",
    ProposalSegment("3fa92b10", "title"): "proposal 3fa92b10",
}


def test_every_place_prints_itself() -> None:
    assert {place: str(place) for place in PLACES} == PLACES


def test_problems_of_all_places_have_one_order() -> None:
    problems = [Problem(place, "it is wrong", "Mend it") for place in PLACES]
    for some in permutations(problems, 3):
        assert sorted(some) == [each for each in problems if each in some]


def test_a_problem_is_printed_with_its_place_its_severity_and_its_cure() -> None:
    place = FileLine("a.md", 2)
    assert str(Problem(place, "it is wrong", "Mend it")) == "a.md:2: it is wrong. Mend it."
    asked = Problem(place, "no “fo”", "Did you mean “of”?", Severity.WARNING)
    assert str(asked) == "a.md:2: warning: no “fo”. Did you mean “of”?"
    assert (asked.path, asked.line) == ("a.md", 2)


def test_what_is_in_no_file_has_no_path() -> None:
    problem = Problem(Argument("--to"), "it is wrong", "Mend it")
    assert (problem.path, problem.line) == ("", 0)

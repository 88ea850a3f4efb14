"""The bars beside numbers: rounded to twentieths, and never empty or full where that is untrue."""

import pytest

from entraide.publish.rating_summary import count_twentieths


@pytest.mark.parametrize(
    ("part", "whole", "twentieths"),
    [(0, 0, 20), (0, 9, 0), (9, 9, 20), (1, 1000, 1), (999, 1000, 19), (3, 7, 9), (16, 37, 9)],
)
def test_a_bar_is_as_long_as_its_part(part: int, whole: int, twentieths: int) -> None:
    assert count_twentieths(part, whole) == twentieths

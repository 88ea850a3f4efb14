"""Lists are indented by the width of their marks, and stay the lists that they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.fixes.indentation import indent_lists
from entraide.content.markdown.document import read_document
from support.fuzzing import try_examples

CHANGED = {
    "1. a\n    - b\n        - c\n2. d\n": "1. a\n   - b\n     - c\n2. d\n",
    "- a\n    - b\n\n        para\n- c\n": "- a\n  - b\n\n    para\n- c\n",
    "* a\n    1. b\n        - c\n": "* a\n  1. b\n     - c\n",
    "10. a\n\n     b\n": "10. a\n\n    b\n",
    "- a\n\n    ```sh\n    x\n      y\n    ```\n": "- a\n\n  ```sh\n  x\n    y\n  ```\n",
    "1. a\n\n    > b\n    > c\n": "1. a\n\n   > b\n   > c\n",
    "1. a\n\n    | b |\n    |---|\n": "1. a\n\n   | b |\n   |---|\n",
    "> - a\n>     - b\n>\n>         c\n": "> - a\n>   - b\n>\n>     c\n",
    "!!! note\n    1. a\n        - b\n": "!!! note\n    1. a\n       - b\n",
    "- [ ] a\n    - [x] b\n": "- [ ] a\n  - [x] b\n",
    "- a\n   - b  \n\n    c\n": "- a\n  - b  \n\n  c\n",
}
UNCHANGED = [
    "1. a\n   - b\n- c\n  - d\n",
    "1.  a\n\n    b\n",
    "-   a\n    - b\n",
    "- a\n\t- b\n",
    "- a\n\n      code\n",
    "- a\n  lazy\nlazier\n",
    "  - a\n  - b\n",
    "- a\n\n1. b\n",
    "```\n- a\n    - b\n```\n",
    "a\n    - b\n",
    "1. a\n 2. b\n 3. c\n",
    "1. a\n  2. b\n3. c\n",
    "- a\n - b\n- c\n",
    "- a\n\n p\n- c\n",
    "1. a\n\n  ## b\n\n2. c\n",
    "1. a\n\n  ***\n\n2. c\n",
]
NESTED = {
    "1. a\n  - b\n  - c\n2. d\n": ("1. a\n   - b\n   - c\n2. d\n", (1,)),
    "1. a\n\n  - b\n\n2. d\n": ("1. a\n\n   - b\n\n2. d\n", (2,)),
    "10. a\n   - b\n": ("10. a\n    - b\n", (1,)),
    "> 1. a\n>   - b\n": ("> 1. a\n>    - b\n", (1,)),
    "1. a\n\n  p\n2. c\n": ("1. a\n\n   p\n2. c\n", (2,)),
    "1. a\n\n p\n2. c\n": ("1. a\n\n   p\n2. c\n", (2,)),
    "1. a\n\n  p\n\n  q\n\n2. c\n": ("1. a\n\n   p\n\n   q\n\n2. c\n", (2,)),
    "1. a\n\n  p\nlazy\n2. c\n": ("1. a\n\n   p\n   lazy\n2. c\n", (2,)),
    "1. a\n  1. b\n  2. c\n2. d\n": ("1. a\n   1. b\n   2. c\n2. d\n", (1,)),
    "1. a\n  1. b\n    1. c\n2. d\n": ("1. a\n   1. b\n      1. c\n2. d\n", (1, 2)),
    "1. a\n  1. b\n\n    p\n  2. c\n2. d\n": (
        "1. a\n   1. b\n\n      p\n   2. c\n2. d\n",
        (1, 3),
    ),
    "1. a\n  1) b\n2. c\n": ("1. a\n   1) b\n2. c\n", (1,)),
    "-   a\n  - b\n- c\n": ("-   a\n    - b\n- c\n", (1,)),
    "- x\n  1. a\n    - b\n  2. c\n": ("- x\n  1. a\n     - b\n  2. c\n", (2,)),
    "1. a\n\n  > q\n\n2. c\n": ("1. a\n\n   > q\n\n2. c\n", (2,)),
    "1. a\n\n  ```\n  x\n  ```\n2. c\n": ("1. a\n\n   ```\n   x\n   ```\n2. c\n", (2,)),
    "1. a\n\n  | b |\n  |---|\n2. c\n": ("1. a\n\n   | b |\n   |---|\n2. c\n", (2,)),
    "> 1. a\n>\n>   p\n> 2. c\n": ("> 1. a\n>\n>    p\n> 2. c\n", (2,)),
    "!!! note\n    1. a\n\n      p\n    2. c\n": (
        "!!! note\n    1. a\n\n       p\n    2. c\n",
        (3,),
    ),
    "1. a\n  - b\n    - c\n2. d\n  - e\n": ("1. a\n   - b\n     - c\n2. d\n   - e\n", (1, 4)),
}


@pytest.mark.parametrize("body", CHANGED)
def test_what_is_in_an_item_begins_below_its_text(body: str) -> None:
    assert indent_lists(body).body == CHANGED[body]
    assert indent_lists(body).nested == ()


@pytest.mark.parametrize("body", UNCHANGED)
def test_a_list_that_is_right_or_in_doubt_stays(body: str) -> None:
    assert indent_lists(body).body == body


@pytest.mark.parametrize("body", NESTED)
def test_a_list_indented_by_too_little_moves_into_the_item_above_and_is_reported(body: str) -> None:
    fixed = indent_lists(body)
    assert (fixed.body, fixed.nested) == NESTED[body]


LINES = st.sampled_from(
    ["- a", "* b", "1. c", "2. d", "10. e", "para", "> q", "```", "| x |", "|---|", "", "    code"]
)
BODIES = st.lists(
    st.tuples(st.integers(0, 9), LINES).map(lambda line: " " * line[0] + line[1]), max_size=9
).map("\n".join)


@try_examples(300)
@given(body=BODIES)
def test_words_code_and_lines_stay_and_a_second_time_changes_nothing(body: str) -> None:
    fixed = indent_lists(body)
    assert indent_lists(fixed.body).body == fixed.body
    assert [line.strip() for line in fixed.body.split("\n")] == [
        line.strip() for line in body.split("\n")
    ]
    if not fixed.nested:
        assert read(fixed.body) == read(body)


def read(body: str) -> list[tuple[str, str]]:
    return [
        (token.type, "" if token.type == "inline" else token.content)
        for token in read_document(body).tokens
    ]

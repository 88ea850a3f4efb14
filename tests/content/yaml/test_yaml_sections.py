"""Whole sections of YAML are taken out; all other bytes, and every comment, stay."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.yaml.sections import remove_items, remove_key

VALUES = (
    "1",
    "yes # why",
    "[a, b]",
    "{x: 1, y: [2]}",
    "\n  - a # first\n  - b",
    "\n  x: 1\n  # in",
)
PAIRS = st.lists(st.tuples(st.sampled_from(VALUES), st.booleans(), st.booleans()), min_size=2)


@given(PAIRS, st.data())
def test_what_is_around_a_removed_key_stays(
    pairs: list[tuple[str, bool, bool]], data: st.DataObject
) -> None:
    text = "".join(
        f"{f'# above {number}' * above}{chr(10) * above}k{number}: {value}\n{chr(10) * gap}"
        for number, (value, above, gap) in enumerate(pairs)
    )
    going = f"k{data.draw(st.integers(0, len(pairs) - 1))}"
    edited = remove_key(text, [going])
    values = yaml.safe_load(text)
    assert yaml.safe_load(edited) == {key: values[key] for key in values if key != going}
    assert re.findall(r"#.*", edited) == re.findall(r"#.*", text)
    assert not any(line.startswith(f"{going}:") for line in edited.splitlines())


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("a: {b: 1, c: 2}\n", ["a", "b"], "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", ["a", "c"], "a: {b: 1}\n"),
        ("a: {b: 1} # why\nd: 2\n", ["a", "b"], "# why\nd: 2\n"),
        ("a:\n  b:\n    c: 1\nd: 2\n", ["a", "b", "c"], "d: 2\n"),
        ("a: 1\n\nb: 2\n\nc: 3\n", ["b"], "a: 1\n\nc: 3\n"),
        ("a: 1\n\nb: 2", ["b"], "a: 1\n"),
        ("a: 1\n", ["z"], "a: 1\n"),
    ],
)
def test_a_key_goes_with_what_has_nothing_left(text: str, keys: list[str], after: str) -> None:
    assert remove_key(text, keys) == after


def test_a_comment_of_ours_goes_with_its_key() -> None:
    text = "a: 1\n# Ours.\n# Theirs.\n# Ours.\nb: 2 # Ours.\nc: 3\n"
    assert remove_key(text, ["b"], {"# Ours."}) == "a: 1\n# Ours.\n# Theirs.\nc: 3\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: [x, y, z]\n", "a: [y]\n"),
        ("a:\n  - x # why\n  - y\n  - z\n", "a:\n  # why\n  - y\n"),
        ("a: [x, z]\nb: 1\n", "b: 1\n"),
        ("a: [y]\n", "a: [y]\n"),
    ],
)
def test_items_go_and_a_list_without_any_goes_too(text: str, after: str) -> None:
    assert remove_items(text, ["a"], ("x", "z")) == after


def test_a_comment_in_brackets_is_not_lost() -> None:
    with pytest.raises(yaml.MarkedYAMLError):
        remove_key("a: {b: 1, # why\n  c: 2}\n", ["a", "b"])

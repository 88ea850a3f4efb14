"""An edit changes the values that are meant, and no byte beside them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.data.channel_editor import verify_channel
from entraide.content.docs.entry_editor import correct_source, revise_source, rewrite_version
from entraide.content.text_files import split_front_matter
from entraide.content.yaml.editor import UnsafeEditError, YamlEdit, edit_yaml
from entraide.content.yaml.values import QuotedText, quote_text
from entraide.model.revision import Change, Significance
from support.square_site import SQUARE

CHANNELS = sorted((SQUARE / "data" / "channels").glob("*.yml"))
ENTRIES = sorted(path for path in (SQUARE / "docs").rglob("*.md") if path.stem != "index")
ORDER = ("a", "b", "c", "d")

# Values as people write them; what stands between the values is put around them below.
LITERALS = (
    *("1", "true", "2026-11-01", "a text", "l’été 😀", "'it''s # no comment'", '"a \\" b: c"'),
    *("[x, 'y, z']", "[ ]", "{k: v, 2: [w]}", "[x,\n    y  ,\n  ]", "a\n  b\n  c", "'a\n\n  b'"),
    *(">-\n    a\n    b", "|\n  a\n\n   # of the text\n  b", "\n  - x\n  - y: 1\n    z: 2"),
    *("\n- x", "\n  k: v\n  l:\n    m: 1", "!!str 1", '"a\n  b"', "|-\n  a\n"),
)
UNSAFE = (
    *("&x 1", "[x, # why\n   y]", "\n  - x  # why\n  - y", ">- # why\n  a", "[&x 1]"),
    *("\n  - x\n\n  # why\n  - y", "{k: &x 1}", "\n  - &x 1", "&x [1]", "&x\n  - 1"),
)
ABOVE = st.sampled_from(["", "# a: 1\n", "\n", "\n# é 😀\n\n"])
BEHIND = st.sampled_from(["", "  ", " # why", "\t# a: 'b"])
texts = st.text().map(QuotedText)
new_values = texts | st.integers() | st.dates()


def edit(text: str, change: dict[str, Any]) -> str:
    return edit_yaml(text, YamlEdit(lambda old: {**old, **change}, ORDER, list(change), "f", "it"))


def write(value: object) -> str:
    return quote_text(value) if isinstance(value, str) else str(value)


@st.composite
def make_layouts(draw: st.DrawFn, first: Sequence[str] = LITERALS) -> tuple[list[str], list[str]]:
    """What stands before each of four values (and behind the last), and the values.

    One of them, at any place, is of `first`.
    """
    values = draw(
        st.permutations(
            [*(draw(st.sampled_from(LITERALS)) for _ in range(3)), draw(st.sampled_from(first))]
        )
    )
    between, behind = [], ""
    for key, value in zip(draw(st.permutations(ORDER)), values, strict=True):
        name = draw(st.sampled_from([key, f"'{key}'", f'"{key}" ']))
        space = "" if value.startswith("\n") else draw(st.sampled_from([" ", "   "]))
        between.append(f"{behind}{draw(ABOVE)}{name}:{space}")
        behind = ("" if "\n" in value else draw(BEHIND)) + "\n"
    between.append(behind + draw(ABOVE))
    return between, values


def join(between: Sequence[str], values: Sequence[str]) -> str:
    pairs = zip(between, values, strict=False)
    return "".join(gap + value for gap, value in pairs) + between[len(values)]


def list_keys(text: str) -> list[str]:
    return list(yaml.load(text, Loader=yaml.CSafeLoader))


@given(
    make_layouts(),
    st.dictionaries(st.integers(0, 3), new_values, min_size=1),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_every_byte_beside_the_values_stays(
    layout: tuple[list[str], list[str]], new: dict[int, Any], ending: str, mark: str
) -> None:
    between, values = layout
    before = join(between, values)
    keys = list_keys(before)
    change = {keys[place]: value for place, value in new.items()}
    old = yaml.load(before, Loader=yaml.CSafeLoader)
    expected = list(values)
    for place, value in new.items():
        if old[keys[place]] != value:
            written = values[place]  # a block goes up to the line of its key
            end = "\n" * (len(written) - len(written.rstrip("\n")))
            expected[place] = " " * written.startswith("\n") + write(value) + end
    after = edit(mark + before.replace("\n", ending), change)
    assert after == mark + join(between, expected).replace("\n", ending)


@given(make_layouts(UNSAFE), new_values)
def test_what_would_lose_a_comment_or_an_anchor_is_refused(
    layout: tuple[list[str], list[str]], new: object
) -> None:
    between, values = layout
    text = join(between, values)
    for key, value in zip(list_keys(text), values, strict=True):
        if value in UNSAFE:
            with pytest.raises(UnsafeEditError, match="written in a way that cannot be edited"):
                edit(text, {key: [new, new, new, [new]]})
        else:  # beside an anchor or a comment all can be edited
            assert all(one in edit(text, {key: new}) for one in values if one != value)


@pytest.mark.parametrize(
    ("text", "change", "line"),
    [
        ("x: 1\na: &x 1\nb: *x\n", {"b": 2}, 2),
        ("x: &x {k: 1}\na: *x\n", {"a": {"k": 2}}, 1),
        ("x: &x 1\na:\n  - *x\nb: 2\n", {"a": 5}, 3),
        ("x: &x [1]\na: *x\n", {"a": [0, 1]}, 1),
        ("x: 1\na: [&a [*a]]\n", {"a": 2}, 2),
        ("x: &x {a: 1}\ny: 1\n<<: *x\n", {"a": 2}, 1),
        ("a: 1\na: 2\n", {"a": 3}, 1),
        ("x: 1\n", {"a": 1}, 1),
        ("a: 1\n", {"unknown": 1}, 1),
        ("a: |+\n  x\n\n\nc: 1\n", {"b": 1}, 3),
        ("- a\n", {"a": 1}, 1),
        ("a", {"a": 1}, 1),
        ("", {"a": 1}, 1),
        ("a: 1\nb: [\n", {"a": 2}, 3),
        ("a: 1\n--- \na: 2\n", {"a": 2}, 2),
        ("a: &a [*a]\n", {"a": 2}, 1),
    ],
)
def test_a_refusal_names_file_line_and_keys(text: str, change: dict[str, Any], line: int) -> None:
    with pytest.raises(UnsafeEditError) as refused:
        edit(text, change)
    (problem,) = refused.value.problems
    assert (problem.path, problem.line) == ("f", line)
    assert problem.message == "it is written in a way that cannot be edited safely"
    assert problem.cure == f"Change {next(iter(change))} by hand"


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("a: 1\nd: 2\n", {"c": 3, "b": [4]}, "a: 1\nb: [4]\nc: 3\nd: 2\n"),
        ("d: 2\na: >-\n  x\n\n# of z\nz: 1", {"b": 1}, "d: 2\na: >-\n  x\nb: 1\n\n# of z\nz: 1"),
        ("a:\n- x # x\n# of z\nz: 1\n", {"b": 1}, "a:\n- x # x\nb: 1\n# of z\nz: 1\n"),
        ("z: 1\na: 1 # c", {"b": 1}, "z: 1\na: 1 # c\nb: 1"),
        ("  a: 1\r\n  z: 1\r\n", {"b": 1}, "  a: 1\r\n  b: 1\r\n  z: 1\r\n"),
        ("a: 1\n", {"b": [{"k": 1}]}, "a: 1\nb:\n  - {k: 1}\n"),
        ("{a: [], z: 1}", {"b": ["x, y"]}, '{a: [], b: ["x, y"], z: 1}'),
        ("a: [x,y]\n", {"a": ["z", "y"]}, "a: [z,y]\n"),
        ('{"a":1,"z":2}', {"a": 3}, '{"a":3,"z":2}'),
        ("a: # why\nb: 1\n", {"a": 2}, "a: 2 # why\nb: 1\n"),
        ("a: [x, # why\n  y]\n", {"a": ["x", "z"]}, "a: [x, # why\n  z]\n"),
        ("a:\n  - x # why\n", {"a": ["w, v", "x"]}, "a:\n  - w, v\n  - x # why\n"),
        ("a: [x] # why\n", {"a": ["w, v", "x"]}, 'a: ["w, v", x] # why\n'),
        ("a:\n  - x # why\nz: 1\n", {"a": ["x", "w"]}, "a:\n  - x # why\n  - w\nz: 1\n"),
        ("a: [x, ] # why\n", {"a": ["x", "w"]}, "a: [x, w, ] # why\n"),
        ("a:\n- x", {"a": ["x", {"k": 1}]}, "a:\n- x\n- {k: 1}"),
        ("a:\n- x\n# of y\n- y # why\n- z\n", {"a": ["y", "z"]}, "a:\n# of y\n- y # why\n- z\n"),
        ("a:\n- x # why\n- y", {"a": ["x"]}, "a:\n- x # why\n"),
        ("a: {k: 1, l: 2} # why\n", {"a": {"k": 1, "l": "x, y"}}, 'a: {k: 1, l: "x, y"} # why\n'),
    ],
)
def test_new_keys_and_items_are_inserted_in_order(
    before: str, change: dict[str, Any], after: str
) -> None:
    assert edit(before, change) == after


@given(st.sampled_from(CHANNELS), st.data(), st.dates(), st.dates(), st.text(min_size=1))
def test_a_check_touches_six_facts_of_one_record_of_ours(
    file: Path, data: st.DataObject, on: date, until: date, words: str
) -> None:
    before = file.read_bytes().decode()
    ids = [row["id"] for row in yaml.load(before, Loader=yaml.CSafeLoader)]
    chosen = data.draw(st.sampled_from(ids))
    after = verify_channel(before, "f", chosen, by=words, on=on, until=until, source=words)
    keys = ("known:", "seen_on:", "seen_by:", "sources:", "status:", "review_by:")
    start = before.index(f"- id: {chosen}\n")
    end = (before.find("\n- id: ", start) + 1) or len(before)
    assert after.startswith(before[:start])
    assert after.endswith(before[end:])
    record = after[start : len(after) - len(before[end:])]
    assert remove_lines(record, keys) == remove_lines(before[start:end], keys)


@given(st.sampled_from(ENTRIES), texts, st.dates())
def test_an_edit_of_a_shipped_entry_changes_nothing_else(file: Path, note: str, day: date) -> None:
    before = file.read_bytes().decode()
    matter, old_body = split_front_matter(before)
    facts = yaml.load(matter or "", Loader=yaml.CSafeLoader)
    if "source_revision" in facts:
        new = {"title": note, "source_revision": 99, "updated": day}
        after = rewrite_version(before, "f", new, old_body)
        keys: tuple[str, ...] = ("title:", "source_revision:", "updated:")
    else:
        revised = revise_source(before, "f", Change(99, day, Significance.MAJOR, note))
        after = correct_source(revised, "f", {"title": note}, {99: note + "!"}, old_body)
        keys = ("revision:", "updated:", "changes:", "- {revision: 99,", "title:")
    assert after.endswith(f"---\n{old_body}")
    assert remove_lines(split_front_matter(after)[0] or "", keys) == remove_lines(
        matter or "", keys
    )


def remove_lines(text: str, starts: tuple[str, ...]) -> str:
    """The lines of `text` that begin otherwise."""
    lines = text.split("\n")
    return "\n".join(line for line in lines if not line.strip().startswith(starts))

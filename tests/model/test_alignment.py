"""Segments of two revisions, and of two languages: which is which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.segmentation import cut_segments
from entraide.model.alignment import (
    SegmentChange,
    align_segments,
    compare_segments,
    find_segments_behind,
)
from entraide.model.segment import Segment, compare_protected_parts, is_translatable
from entraide.model.segment_keys import make_text_keys

SOURCE = """\
Begin.

## What to do

1. Stop.

2. Breathe.

## Who helps

Call them.
"""
FRENCH = """\
Commencez.

## Que faire

1. Arrêtez.

2. Respirez.

## Qui aide

Appelez.
"""


def cut_body(body: str) -> list[Segment]:
    return [one.segment for one in cut_segments(body)]


def list_changes(old: str, new: str) -> list[tuple[str, str]]:
    return [
        (one.change.value, (one.new or one.old or cut_body("?")[0]).text)
        for one in compare_segments(cut_body(old), cut_body(new))
        if one.change is not SegmentChange.UNCHANGED
    ]


def test_one_changed_step_is_the_only_change() -> None:
    assert list_changes(SOURCE, SOURCE.replace("Breathe", "Breathe slowly")) == [
        ("changed", "Breathe slowly.")
    ]


def test_a_new_step_and_a_removed_paragraph_are_told_apart() -> None:
    newer = SOURCE.replace("2. Breathe", "2. Sit down.\n\n3. Breathe").replace("\nCall them.\n", "")
    assert list_changes(SOURCE, newer) == [("added", "Sit down."), ("removed", "Call them.")]


def test_lines_broken_elsewhere_are_no_change() -> None:
    assert not list_changes("One two\nthree.\n", "One\ntwo three.\n")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('Don\'t: "stop"...', "Don’t: “stop”…"),
        ('Qu\'est-ce ? Un "ami" !', "Qu’est-ce\u202f? Un «\u202fami\u202f»\u202f!"),
        ("Attention: ceci; cela", "Attention\u00a0: ceci\u202f; cela"),
    ],
)
def test_typography_alone_is_no_change(typed: str, printed: str) -> None:
    (one,) = compare_segments(cut_body(f"{typed}\n"), cut_body(f"{printed}\n"))
    assert one.change is SegmentChange.UNCHANGED
    (one,) = compare_segments(cut_body(f"{typed}\n"), cut_body(f"{printed} Now.\n"))
    assert one.change is SegmentChange.CHANGED


def test_a_key_survives_edits_elsewhere_in_the_entry() -> None:
    newer = SOURCE.replace("Begin.", "Begin.\n\n## New\n\n1. First.").replace("Stop", "Halt")
    kept = set(make_text_keys(cut_body(SOURCE))) & set(make_text_keys(cut_body(newer)))
    assert len(kept) == len(cut_body(SOURCE)) - 1


def test_two_languages_correspond_by_heading_then_kind_and_order() -> None:
    units = align_segments(cut_body(SOURCE), cut_body(FRENCH))
    pairs = {unit.source[0].text: unit.target[0].text for unit in units}
    assert not any(unit.is_whole_section for unit in units)
    assert pairs["Breathe."] == "Respirez."
    assert pairs["Call them."] == "Appelez."


def test_where_a_section_is_built_otherwise_it_is_the_unit() -> None:
    french = FRENCH.replace("2. Respirez.", "Respirez.")
    whole = [
        unit for unit in align_segments(cut_body(SOURCE), cut_body(french)) if unit.is_whole_section
    ]
    assert [[one.text for one in unit.target] for unit in whole] == [
        ["Que faire", "Arrêtez.", "Respirez."]
    ]


def test_what_is_behind_is_the_translation_of_what_changed() -> None:
    newer = SOURCE.replace("Stop", "Stop now").replace("Call them.", "Call them.\n\nOr write.")
    late, missing = find_segments_behind(cut_body(SOURCE), cut_body(newer), cut_body(FRENCH))
    assert {one.text for one in late} == {"Arrêtez."}
    assert [one.text for one in missing] == ["Or write."]


BODIES = st.lists(
    st.sampled_from(["## A", "## B", "1. one", "- two", "three", "four", "> five"]), max_size=12
).map("\n\n".join)


@given(BODIES, BODIES)
def test_every_segment_of_both_revisions_is_reported_of_once(old: str, new: str) -> None:
    compared = compare_segments(cut_body(old), cut_body(new))
    assert [one.new for one in compared if one.new] == cut_body(new)
    assert sorted([one.old.position for one in compared if one.old]) == sorted(
        one.position for one in cut_body(old)
    )


def test_a_step_that_moved_is_the_same_step() -> None:
    newer = SOURCE.replace("Begin.\n\n", "") + "\nBegin.\n"
    assert not list_changes(SOURCE, newer)


def test_a_segment_that_is_only_remembered_is_known_by_its_digest() -> None:
    known = cut_body(SOURCE)
    remembered = [Segment(one.kind, one.section, one.order, "", one.digest) for one in known]
    found = compare_segments(remembered, cut_body(SOURCE.replace("Stop", "Halt")))
    assert [one.change for one in found].count(SegmentChange.CHANGED) == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("See [a](b.md#x).", "Voir [a](b.md#y)."),
        ("See [here](#x).", "Voir [ici](#y)."),
        ("Page 2, then {{a.b}}.", "{{a.b}}, puis page 2."),
        ("1,000 and 2.5", "1 000 et 2,5"),
    ],
)
def test_order_anchors_and_spaces_in_numbers_are_free(source: str, target: str) -> None:
    assert compare_protected_parts(source, target) == ([], [])


@pytest.mark.parametrize(
    "target",
    [
        "Voir [a](javascript:alert(1)).",
        "Voir [a](<javascript:alert(1)>).",
        "Voir [a](b.md) <javascript:alert(1)>.",
        "Voir [a][b].",
        "Voir [a](b.md) ![](x.png).",
        "Voir [a](b.md), 3 fois.",
        "Voir [a](b.md) {{platform.name}}.",
    ],
)
def test_a_part_that_the_source_has_not_is_named(target: str) -> None:
    assert any(compare_protected_parts("See [a](b.md).", target))


@pytest.mark.parametrize(
    ("text", "words"),
    [("{{checklist.captures}}", False), ("[^1]", False), ("`ls -l` 12", False), ("a `b`", True)],
)
def test_what_has_no_words_of_its_own_is_not_for_translators(text: str, *, words: bool) -> None:
    assert is_translatable(text) is words


@given(BODIES, BODIES)
def test_every_segment_of_both_languages_is_in_one_unit(source: str, target: str) -> None:
    units = align_segments(cut_body(source), cut_body(target))
    assert [one for unit in units for one in unit.source] == cut_body(source)
    assert [one for unit in units for one in unit.target] == cut_body(target)


def test_what_a_translator_must_keep_is_named() -> None:
    source = "Call {{channel.fr-3018}} on page [two](b.md#x) within 1,500 days: `code` [^1]."
    lacking, beside = compare_protected_parts(
        source, "Appelez sous 1 500 jours le 3018 : [deux](c.md) [^1]."
    )
    assert lacking == ["`code`", "b.md", "{{channel.fr-3018}}"]
    assert beside == ["3018", "c.md"]


def test_one_segment_of_another_kind_is_a_section_built_otherwise() -> None:
    (unit,) = align_segments(cut_body("## A\n"), cut_body("B.\n"))
    assert unit.is_whole_section

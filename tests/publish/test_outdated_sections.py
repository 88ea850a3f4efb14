"""Which sections of a version are behind, and how its page marks them."""

import pytest

from entraide.content.segmentation import cut_segments
from entraide.model.segment import Segment
from entraide.publish.outdated_sections import OutdatedSections, locate_changed_sections
from entraide.publish.table_of_contents import PageHeading
from support.text_pages import draw, draw_page, make_text_entry

THEN = "Start.\n\n## One\n\n1. First.\n2. Second.\n\n## Two\n\nWords.\n"
FRENCH = "Début.\n\n## Un\n\n1. D’abord.\n2. Ensuite.\n\n## Deux\n\nDes mots.\n"
OTHERWISE = "Début.\n\n## Un\n\nD’abord, ensuite.\n\n## Deux\n\nDes mots.\n"


def cut_body(body: str) -> list[Segment]:
    return [one.segment for one in cut_segments(body)]


def find_late_sections(
    now: str, target: str = FRENCH, then: str = THEN
) -> tuple[set[int], set[int]]:
    return locate_changed_sections(cut_body(then), cut_body(now), cut_body(target))


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("Start.", "Start again.", {0}),
        ("## One", "## The first", {1}),
        ("2. Second.", "2. Last.", {1}),
        ("2. Second.\n", "", {1}),
        ("Words.\n", "Words.\n\nMore of them.\n", {2}),
        ("## Two", "## Too", {2}),
        ("## Two\n\nWords.\n", "", {2}),
    ],
)
def test_a_section_is_behind_where_its_original_changed(
    old: str, new: str, changed: set[int]
) -> None:
    assert find_late_sections(THEN.replace(old, new)) == (changed, set())


def test_a_section_that_only_the_original_has_is_new() -> None:
    assert find_late_sections(THEN.replace("## Two", "## New\n\nWait.\n\n## Two")) == (set(), {2})


def test_an_original_that_is_the_same_has_nothing_late() -> None:
    assert find_late_sections(THEN) == (set(), set())


def test_a_section_built_otherwise_is_behind_as_a_whole() -> None:
    assert find_late_sections(THEN.replace("Second.", "Last."), OTHERWISE) == ({1}, set())


def test_an_added_segment_marks_its_section_after_the_section_has_moved() -> None:
    moved = "Start.\n\n## Two\n\nWords.\n\nMore.\n\n## One\n\n1. First.\n2. Second.\n"
    changed, new = find_late_sections(moved)
    assert 2 in changed
    assert new == set()


BODY = "a\n\n## One `x`\n\nb\n\n### Two\n\nc\n"


def test_a_mark_stands_below_the_heading_of_its_section() -> None:
    marks = OutdatedSections(changed=(PageHeading("two", "Two"),), numbers=(1,)).render_marks(
        "Changed & “more”"
    )
    plain, marked = draw(BODY), draw_page(make_text_entry(BODY), below=marks).html
    mark = '</h3>\n<p class="behind">Changed &amp; “more”</p>'
    assert marked == plain.replace("</h3>", mark)
    assert marked != plain


def test_a_change_above_the_first_heading_is_marked_at_the_start() -> None:
    assert OutdatedSections(start=True).render_start_mark("Changed") == (
        '<p class="behind" id="notice.start">Changed</p>\n'
    )
    assert OutdatedSections().render_start_mark("Changed") == ""
    assert OutdatedSections(start=True).render_marks("Changed") == {}

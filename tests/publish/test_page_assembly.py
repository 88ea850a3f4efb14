"""Blocks of a text on a page: the list of countries stands open once, lines of law together."""

from collections.abc import Sequence

import pytest

from entraide.content.markdown.parts import Part, PartKind, join_blocks
from entraide.model.fallback_words import write_fallback_elements
from entraide.model.places import make_entry_place
from entraide.publish.inserts import Insert
from entraide.publish.page_assembly import TextContext, join_page
from entraide.render.links import LinkContext
from support.entries import make_entry, make_typeset_site

BLOCK = PartKind.BLOCK
RUN = PartKind.RUN


@pytest.mark.parametrize(
    ("parts", "gathered"),
    [
        (["a", (BLOCK, "x"), "\n", (BLOCK, "y"), "\n", "b"], ["a", (RUN, ["x", "y"]), "\n", "b"]),
        ([(BLOCK, "x"), "<p>", (BLOCK, "y")], [(RUN, ["x"]), "<p>", (RUN, ["y"])]),
        ([(BLOCK, "x"), "\n", (BLOCK, "z"), "\n"], [(RUN, ["x"]), "\n", (BLOCK, "z"), "\n"]),
        ([(BLOCK, "x"), "\n"], [(RUN, ["x"]), "\n"]),
        (["\n", (PartKind.INLINE, "x")], ["\n", (PartKind.INLINE, "x")]),
        ([], []),
    ],
)
def test_only_blocks_with_nothing_between_them_are_gathered(
    parts: list[Part], gathered: list[Part]
) -> None:
    assert join_blocks(parts, lambda name: name in "xy") == gathered


def make_linking() -> LinkContext:
    entry = make_entry(1)
    site = make_typeset_site(entry)
    text, place = entry.get_served_version("en"), make_entry_place(entry)
    return LinkContext(text, place, site.default_locale, site, lambda *_: None)


def join(parts: list[Part], permalink: str = "") -> str:
    def draw(names: Sequence[str], *, list_above: bool) -> str:
        return f"[{' '.join(names)}{'' if list_above else ', choose'}]"

    inserts = {
        **{name: Insert(f"({name} open)", "", "", again=f"({name} folded)") for name in "ab"},
        **{name: Insert("", "", "", gather=draw) for name in "xy"},
        "card": Insert("card", "", ""),
    }
    return join_page(parts, TextContext(make_linking(), inserts, {}, (), permalink=permalink))


def test_a_value_of_another_language_is_marked_with_it() -> None:
    """In Arabic, its quotation mark would else stand on the other side of it."""
    linking = make_linking()
    values, name = {"platform.block": "the “Block” button"}, "platform.block"
    context = TextContext(linking, {}, values, (), lenders={name: linking.locale})
    html = join_page(["<p>", (PartKind.INLINE, name), ".</p>"], context)
    marked = '<bdi lang="en" dir="ltr">the “Block” button</bdi>'
    assert write_fallback_elements(html) == f"<p>{marked}.</p>"


def test_the_second_list_of_countries_is_folded() -> None:
    assert join([(BLOCK, name) for name in ("card", "a", "card", "b", "a")]) == (
        "card(a open)card(b folded)(a folded)"
    )


def test_lines_of_law_have_a_choice_where_no_list_stands_above() -> None:
    assert join([(BLOCK, "x"), (BLOCK, "y"), (BLOCK, "a"), (BLOCK, "x")]) == (
        "[x y, choose](a open)[x]"
    )


def test_there_is_nothing_to_press_in_what_leaves_the_site() -> None:
    parts: list[Part] = ["<li>", (PartKind.CONTROL, '<input type="checkbox" />'), "Go.</li>"]
    assert join(parts) == "<li>Go.</li>"
    assert "checkbox" in join(parts, permalink="Link to this section")

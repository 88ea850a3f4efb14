"""A translated heading has the address of its source, however links call it."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.content.anchors import assign_anchors, find_anchor, pair_headings
from entraide.content.outline import read_outline

SOURCE = "## What to do\n\n1. Stop.\n\n## Who helps {#help}\n\nText.\n"
FRENCH = "## Que faire\n\n1. Arrêtez.\n\n## Qui aide\n\nTexte.\n"


def assign_shared_anchors(target: str, source: str) -> tuple[str, ...]:
    ours, theirs = read_outline(target).headings, read_outline(source).headings
    return assign_anchors(ours, theirs, pair_headings(ours, theirs))


def test_headings_correspond_in_their_order() -> None:
    assert assign_shared_anchors(FRENCH, SOURCE) == ("what-to-do", "help")


def test_an_id_of_its_own_is_kept() -> None:
    assert assign_shared_anchors(FRENCH.replace("Qui aide", "Qui aide {#aide}"), SOURCE) == (
        "what-to-do",
        "aide",
    )


def test_where_there_are_more_those_built_alike_correspond() -> None:
    target = "## Avant\n\nTexte.\n\n- item\n\n" + FRENCH
    assert assign_shared_anchors(target, SOURCE) == ("avant", "what-to-do", "help")


def test_one_without_a_counterpart_has_its_own_words_and_takes_no_address_away() -> None:
    target = "## What to do\n\n> Other.\n\n" + FRENCH
    assert assign_shared_anchors(target, SOURCE) == ("what-to-do-1", "what-to-do", "help")


def test_a_title_said_again_is_no_heading_of_the_page() -> None:
    target = read_outline(f"# Le titre\n\n{FRENCH}", "Le titre").headings
    source = read_outline(f"# The title\n\n{SOURCE}", "The title").headings
    pairs = pair_headings(target, source)
    assert assign_anchors(target, source, pairs) == ("", "what-to-do", "help")


def test_a_link_may_call_a_heading_by_any_of_its_names() -> None:
    target, source = (
        read_outline("## Déjà vu ?\n").headings,
        read_outline("## Seen before?\n").headings,
    )
    pairs = pair_headings(target, source)
    anchors = assign_anchors(target, source, pairs)
    for name in ("seen-before", "deja-vu", "déjà-vu-"):
        assert find_anchor(name, target, anchors, source, pairs) == "seen-before"
    assert find_anchor("vu", target, anchors, source, pairs) is None


def test_the_second_of_two_alike_is_called_as_github_numbers_it() -> None:
    headings = read_outline("## Steps\n\n## Steps\n").headings
    assert [heading.anchor for heading in headings] == ["steps", "steps-1"]
    assert find_anchor("steps-1", headings, ("steps", "steps-1")) == "steps-1"


HEADINGS = st.lists(st.sampled_from(["## A", "## B", "### A", "## C {#a}", "# T"]), max_size=6)


@given(HEADINGS, HEADINGS)
def test_no_two_headings_of_a_page_share_an_address(target: list[str], source: list[str]) -> None:
    anchors = assign_shared_anchors("\n\n".join(target), "\n\n".join(source))
    own = [one for one in target if "{#a}" in one]
    if len(own) < 2:  # the check tells an id that was given twice
        assert len(set(anchors)) == len(anchors)

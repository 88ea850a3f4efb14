"""Nothing that a text says becomes markup outside the short list, however it is written.

The page of each text is judged as a browser reads it: its elements, their attributes, the schemes
of its addresses, and that a browser has nothing to mend.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.segmentation import cut_segments, replace_segments
from entraide.publish.site_texts import LocaleResources
from support.fuzzing import try_examples
from support.hostile_texts import LIVE
from support.html_rules import find_mistakes, iter_elements
from support.markup_attacks import (
    ADDRESSES,
    ATTRIBUTES,
    HOLDERS,
    LINKS,
    PLACES,
    SCRIPT,
    TAGS,
    fill_templates,
)
from support.text_pages import draw_page, make_text_entry
from support.thinning import select_some


def judge(body: str) -> None:
    """What the page of `body` shows must be as it must be, and the body be cut and put together."""
    html = draw_page(make_text_entry(body), shows_hosts=True).html
    assert not find_mistakes(html), (body, find_mistakes(html), html)
    cuts = cut_segments(body)
    assert replace_segments(body, cuts, {n: one.segment.text for n, one in enumerate(cuts)}) == body


@pytest.mark.parametrize("place", select_some(PLACES, 6))
def test_no_tag_gets_through(place: str) -> None:
    for body in fill_templates((place,), (*TAGS, *LIVE)):
        judge(body)


@pytest.mark.parametrize("link", select_some(LINKS, 6))
def test_no_address_runs_code(link: str) -> None:
    for body in fill_templates((link,), ADDRESSES):
        judge(body)


@pytest.mark.parametrize("place", select_some(PLACES, 6))
def test_no_link_gets_through_in_another_place(place: str) -> None:
    addresses = tuple(address for address in ADDRESSES[::3] if not address.startswith("https"))
    links = tuple(fill_templates(("[x](<{}>)", "<{}>", '<img src="{}">'), addresses))
    for body in fill_templates((place,), tuple(link for link in links if "\n" not in link)):
        judge(body)


@pytest.mark.parametrize("holder", HOLDERS)
def test_no_attribute_gets_through(holder: str) -> None:
    for body in fill_templates((holder,), ATTRIBUTES):
        judge(body)


@pytest.mark.parametrize("place", select_some(PLACES, 6))
def test_values_of_placeholders_are_text(place: str) -> None:
    value = f"\"'><script>{SCRIPT}</script><img src=x onerror={SCRIPT}>&lt;"
    language = LocaleResources(values={"platform.name": value})
    body = place.replace("{}", "In {{platform.name}}")
    html = draw_page(make_text_entry(body), language).html
    assert not [mistake for mistake in find_mistakes(html) if "leads to" not in mistake], html


FRAGMENTS = st.sampled_from(
    [
        *"<>\"'`=/\\&;:!?*_~[](){}#|+-.^$%\n\t\0 ax1",
        *("<b>", "</b>", "<i ", "<img src=", "<abbr title=", "<br>", "<details>", "</details>"),
        *("<summary>", "</summary>", "<!--", "-->", "<script>", "</script>", "<svg>", "<math>"),
        *(" onclick=x", " onerror=x ", "javascript:", "data:", "https://a.example/", "&#58;"),
        *("{{platform.name}}", "{#x}", "{.x}", '{alt="', "{onclick=", "[^1]", "[^1]: ", "^["),
        *(
            "> [!NOTE] ",
            "> ",
            "!!! note ",
            "    ",
            "??? tip\n",
            ":::note[",
            ":::\n",
            "```",
            "~~~\n",
        ),
        *(
            "## ",
            "- ",
            "1. ",
            "- [ ] ",
            "| a |\n| - |\n",
            "|",
            ": ",
            "\n\n",
            "![",
            "](",
            "**",
            "~~",
        ),
        *("www.a.example", "a@b.example", "&lt;", "&quot;", "مرحبا", "é", "\u00a0", "\u2028"),
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=30).map("".join))
@try_examples(400)
def test_whatever_is_written_a_browser_finds_nothing_to_mend(body: str) -> None:
    judge(body)


def test_the_judge_finds_what_it_looks_for() -> None:
    bad = (
        "<p><b>x</p></b>",
        "<p>x",
        "<script>x</script>",
        "<p onclick=x>x</p>",
        "<p class=x>x</p>",
        '<a href="java&#10;script:x">x</a>',
        '<img src="data:image/png,x" alt="">',
        '<p><a href="x"><a href="y">z</a></a></p>',
        "<p><div></div></p>",
        '<sup id="a"></sup><sup id="a"></sup>',
        "<table><p>x</p></table>",
    )
    assert [html for html in bad if not find_mistakes(html)] == []
    assert find_mistakes('<p>x<br />\n<img alt="" src="x" /></p>\n<h2 id="a">y</h2>\n') == []


def test_elements_are_those_of_a_browser() -> None:
    assert [element.tag for element in iter_elements("<p>a<b>c</b></p>")] == ["p", "b"]

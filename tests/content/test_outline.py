import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.outline import read_outline
from support.fuzzing import try_examples


def list_faults(body: str) -> list[tuple[int, str]]:
    return [(it.line, it.what) for it in read_outline(body).faults]


def test_headings_have_the_anchors_of_their_page() -> None:
    body = "## Où aller ?\n\n### A `code`\n\nText.\n\n## Où aller ?\n"
    found = [(it.level, it.text, it.anchor, it.line) for it in read_outline(body).headings]
    assert found == [
        (2, "Où aller ?", "ou-aller", 0),
        (3, "A code", "a-code", 2),
        (2, "Où aller ?", "ou-aller-1", 6),
    ]


def test_footnotes_are_anchors_too() -> None:
    assert read_outline("A[^1].\n\n[^1]: Note.\n").anchors == {"fn:1", "fnref:1"}


def test_links_and_images_know_their_lines() -> None:
    body = "[a](b.md#c)\nand <https://x.org/>\n\n- ![d](e%20f.png)\n\n| [g](h.md) |\n|---|\n| i |\n"
    found = read_outline(body)
    assert [(it.address, it.line) for it in found.links] == [
        ("b.md#c", 0),
        ("https://x.org/", 1),
        ("h.md", 5),
    ]
    assert [(it.text, it.line) for it in found.images] == [("e%20f.png", 3)]


def test_a_reference_link_leads_where_its_definition_says() -> None:
    assert [it.address for it in read_outline("[a][b]\n\n[b]: c.md\n").links] == ["c.md"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("```\na\n```\n\n~~~~\n~~~\n\n", [4]),
        ("1. a\n\n    ```\n    b\n    ```\n\n> ```\n> c\n> ```\n", []),
        ("- ```\n  a\n\nb\n", [0]),
        ("```\n", [0]),
    ],
)
def test_a_fence_is_closed_by_its_own_signs_in_its_own_block(body: str, lines: list[int]) -> None:
    assert list_faults(body) == [(line, "this fenced block is never closed") for line in lines]


def test_steps_are_the_items_of_ordered_lists() -> None:
    body = "1. a\n2. b\n    - c\n    - d\n\n- e\n    1. f\n"
    assert read_outline(body).steps == (0, 1, 6)


def test_prose_is_what_people_read() -> None:
    body = "1. See [the *page*](x9.md) <https://a.org/8>\n   `7`\n\n```\n6\n```\n"
    assert [(it.text, it.line) for it in read_outline(body).prose] == [("See the page \n7", 0)]


def test_tags_of_the_short_list_are_no_prose_and_no_fault() -> None:
    body = "a <b>c</b> `<i>`\n<br/> 3 < 4 &lt;u&gt;\n\n```\n<p>\n```\n"
    found = read_outline(body)
    assert [(it.text, it.line) for it in found.prose] == [("a c <i>\n\n 3 < 4 <u>", 0)]
    assert found.faults == ()


def test_another_tag_is_a_fault_in_text_and_none_in_code() -> None:
    body = "a `<p>` &lt;p&gt;\n<p>\n\n```\n<p>\n```\n"
    assert list_faults(body) == [(1, "a page has no “<p>”")]


def test_nothing_is_said_of_how_entries_are_written() -> None:
    body = (
        "A *b* **c** ***d*** `e` \\*f\\* [g](h.md) ![i](j.png) <k@l.org>[^1]  \nm\n\n"
        "## N\n- o\n- p\n\n1. q\n2. r\n\n    s\n\n    - t\n        - u\n\n    > [!TIP]\n    > v\n\n"
        "> w\n\n> [!NOTE]\n>\n> x\n>\n> - y\n\n"
        "- [ ] z\n- [x] a\n\n| b | c |\n|:--|---|\n| d | |\n\n"
        "```python\ne = 1\n\nf\n```\n\n---\n\n3. g\n4. h\n\n[^1]: i\n"
    )
    assert list_faults(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "A\n\nB\n- c\n",
        "- a\n  - b\n",
        "1. a\n   - b\n",
        "- a\n\n    b\n- c\n",
        "> a\n> - b\n",
        "1) a\n2) b\n",
        "## A\n\n## A\n",
    ],
)
def test_nothing_is_said_of_what_every_reader_of_commonmark_draws(body: str) -> None:
    assert list_faults(body) == []


@given(st.text(alphabet=st.sampled_from("ab1 \t\n#>-*+_`~[]()!|:.\\<&^=é\u00a0\r{}"), max_size=60))
@try_examples(300)
def test_any_markup_has_an_outline(body: str) -> None:
    assert read_outline(body) == read_outline(body)


@given(st.text(max_size=60))
def test_any_text_has_an_outline(body: str) -> None:
    assert read_outline(body).anchors is not None


@pytest.mark.parametrize(
    "above",
    [
        "`code\nof two`",
        "[a\nb](c.md 'of\ntwo')",
        "<abbr\ntitle='a'>b</abbr>",
        "![a\nb](c.png)",
        "a<br>b",
    ],
)
def test_what_runs_over_lines_moves_no_line_below_it(above: str) -> None:
    line = above.count("\n") + 1
    body = f"{above} and\n[here](d.md), {{{{a.b}}}}, <img src=e.png alt=''>, <x>"
    found = read_outline(body)
    assert (found.links[-1].line, found.placeholders[-1].line) == (line, line)
    assert (found.images[-1].line, found.faults[-1].line) == (line, line)
    quoted = read_outline("> " + body.replace("\n", "\n> "))
    assert quoted.links[-1].line == quoted.placeholders[-1].line == line

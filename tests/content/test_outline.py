from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.content.outline import outline


def disagreement(body: str) -> tuple[int, str] | None:
    found = outline(body).disagreement
    return (found.line, found.cure) if found else None


def test_headings_have_the_anchors_of_their_page() -> None:
    body = "## Où aller ?\n\n### A `code`\n\nText.\n\n## Où aller ?\n"
    found = [(it.level, it.text, it.anchor, it.line) for it in outline(body).headings]
    assert found == [
        (2, "Où aller ?", "ou-aller", 0),
        (3, "A code", "a-code", 2),
        (2, "Où aller ?", "ou-aller_1", 6),
    ]


def test_footnotes_are_anchors_too() -> None:
    assert outline("A[^1].\n\n[^1]: Note.\n").anchors == {"fn:1", "fnref:1"}


def test_links_and_images_know_their_lines() -> None:
    body = "[a](b.md#c)\nand <https://x.org/>\n\n- ![d](e%20f.png)\n\n| [g](h.md) |\n|---|\n| i |\n"
    found = outline(body)
    assert [(it.text, it.line) for it in found.links] == [
        ("b.md#c", 0),
        ("https://x.org/", 1),
        ("h.md", 5),
    ]
    assert [(it.text, it.line) for it in found.images] == [("e%20f.png", 3)]


def test_a_reference_link_leads_where_its_definition_says() -> None:
    assert [it.text for it in outline("[a][b]\n\n[b]: c.md\n").links] == ["c.md"]


def test_a_fence_is_closed_by_its_own_signs() -> None:
    body = "```\na\n```\n\n~~~~\n~~~\n\n"
    assert [(it.closed, it.line) for it in outline(body).fences] == [(True, 0), (False, 4)]


def test_a_fence_in_a_list_or_a_quote_can_be_closed() -> None:
    body = "1. a\n\n    ```\n    b\n    ```\n\n> ```\n> c\n> ```\n"
    assert [it.closed for it in outline(body).fences] == [True, True]


def test_steps_are_the_items_of_ordered_lists() -> None:
    body = "1. a\n2. b\n    - c\n    - d\n\n- e\n    1. f\n"
    assert outline(body).steps == (0, 1, 6)


def test_prose_is_what_people_read() -> None:
    body = "1. See [the *page*](x9.md) <https://a.org/8>\n   `7`\n\n```\n6\n```\n"
    assert [(it.text, it.line) for it in outline(body).prose] == [("See the page \n7", 0)]


def test_tags_are_found_in_text_and_not_in_code() -> None:
    body = "a <b>c</b> `<i>`\n<br/> 3 < 4 &lt;u&gt;\n\n```\n<p>\n```\n"
    found = [(it.text, it.line) for it in outline(body).tags]
    assert found == [("<b>", 0), ("</b>", 0), ("<br/>", 1)]


def test_both_parsers_agree_on_how_entries_are_written() -> None:
    body = (
        "A *b* **c** ***d*** `e` \\*f\\* [g](h.md) ![i](j.png) <k@l.org>[^1]  \nm\n\n"
        "## N\n- o\n- p\n\n1. q\n2. r\n\n    s\n\n    - t\n        - u\n\n    > [!TIP]\n    > v\n\n"
        "> w\n\n> [!NOTE]\n>\n> x\n>\n> - y\n\n"
        "- [ ] z\n- [x] a\n\n| b | c |\n|:--|---|\n| d | |\n\n"
        "```python\ne = 1\n\nf\n```\n\n---\n\n3. g\n4. h\n\n[^1]: i\n"
    )
    assert disagreement(body) is None


def test_a_disagreement_has_its_line_and_a_cure() -> None:
    assert disagreement("A\n\nB\n- c\n") == (3, "Leave a blank line before the list")
    assert disagreement("- a\n  - b\n") == (
        1,
        "Indent what belongs to the list item by four spaces",
    )
    assert disagreement("- a\n\n    b\n- c\n") == (
        3,
        "Leave a blank line before the next item of the list",
    )
    assert disagreement("> a\n> - b\n") == (1, "Leave a blank line before the list")
    assert disagreement("a\n#b\n") == (1, "Put a space after the #")
    assert disagreement("a[^1]\n\n[^2]: b\n\n[^1]: c\n") == (
        2,
        "Remove the note, or refer to it in the text",
    )
    assert disagreement("d\n\n[^2]: b\n") == (2, "Remove the note, or refer to it in the text")


def test_lists_nested_too_deep_are_a_disagreement() -> None:
    deep = "\n".join("    " * depth + "- a" for depth in range(300))
    assert disagreement(deep) is not None
    assert disagreement("Text.\n") is None  # the parser works again


@given(st.text(alphabet=st.sampled_from("ab1 \t\n#>-*+_`~[]()!|:.\\<&^=é\u00a0\r{}"), max_size=60))
@settings(max_examples=300)
def test_any_markup_has_an_outline(body: str) -> None:
    assert outline(body) == outline(body)


@given(st.text(max_size=60))
def test_any_text_has_an_outline(body: str) -> None:
    assert outline(body).anchors is not None

"""What a proposal may not build, told without a parser, is all that the parser would read in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.markdown.document import read_document
from entraide.content.segmentation import cut_segments, replace_segments
from entraide.model.objections import ObjectionKind, find_objections
from entraide.model.segment import SegmentKind, compute_digest
from support.fuzzing import try_examples

# Bodies of three segments, the second of which somebody gives other words.
BODIES = {
    "paragraph": "One.\n\nWord\n\nThree.\n",
    "paragraph below a list": "- One.\n\nWord\n\n- Three.\n",
    "heading": "One.\n\n## Word\n\nThree.\n",
    "item": "- One.\n- Word\n- Three.\n",
    "step": "1. One.\n\n1. Word\n\n1. Three.\n",
    "check": "- [ ] One.\n- [x] Word\n- [ ] Three.\n",
    "paragraph of an item": "- One.\n\n  Word\n- Three.\n",
    "quote": "> One.\n\n> Word\n\nThree.\n",
    "callout": "> [!NOTE]\n> One.\n>\n> Word\n\nThree.\n",
    "admonition": "!!! note\n    One.\n\n    Word\n\nThree.\n",
    "container": ":::note\nOne.\n\nWord\n:::\n\nThree.\n",
    "cell": "| One | Word | Three |\n| --- | --- | --- |\n",
    "description": "One\n\n: Word\n\nThree.\n",
    "note": "One[^1].\n\n[^1]: Word\n\nThree.\n",
    "fold": "<details><summary>One</summary>\n\nWord\n\n</details>\n\nThree.\n",
}
COMMENTS = ("<!-- c -->", "<!-- <b>\n# -->")
SIGNS = [
    *("#", "##", ">", "-", "+", "*", "_", "~", "~~~", "```", "`", "1.", "2)", ":", "::", ":::note"),
    *("!!! note", "???", "???+ tip", "[!NOTE]", "[^x]:", "[^1]", "[x]:", "[ ]", "[TOC]", "{#id}"),
    *("{.x}", "{: .x }", '{alt=""}', "===", "---", "| --- |", "|", "\\", "<b>", "</b>", "<b"),
    *(
        "<details>",
        "<summary>",
        "</details>",
        "<!--",
        "-->",
        "<br/>",
        "<?x?>",
        "<![CDATA[",
        "<x@y.z>",
    ),
    *("<https://x.y>", "<B title='>'>", "</", ">", "[a](b)", "![a](b.png)", "{{a.b}}", "{", "}"),
    *("\n", "\n", "\n", "\n\n", " ", "    ", "\t", "é", "Word", "2019.", '"', "***", "__x__"),
]
TEXTS = st.lists(st.sampled_from(SIGNS) | st.sampled_from(" a\n"), min_size=1, max_size=7)


def replace_word(body: str, text: str) -> str:
    cuts = cut_segments(body)
    number = next(at for at, one in enumerate(cuts) if one.segment.text == "Word")
    return replace_segments(body, cuts, {number: text})


def get_kind(body: str) -> SegmentKind:
    return next(one.segment.kind for one in cut_segments(body) if one.segment.text == "Word")


def is_refused(text: str, kind: SegmentKind, source: str = "Word") -> bool:
    found = {one.kind for one in find_objections(source, text, kind, guarded=False)}
    return bool(found & {ObjectionKind.TAG, ObjectionKind.BLOCK, ObjectionKind.SPLIT})


def list_segments(body: str, word: str) -> list[tuple[str, str]]:
    return [
        (
            one.segment.kind,
            "word" if one.segment.digest == compute_digest(word) else one.segment.text,
        )
        for one in cut_segments(body)
    ]


def list_tags(body: str) -> set[str]:
    """Tags of the page itself, those that are refused but shown as text among them."""
    inside = (child for token in read_document(body).tokens for child in token.children or ())
    return {child.type for child in inside} & {"tag_open", "tag_close", "refused_tag"}


@pytest.mark.thorough
@pytest.mark.parametrize("name", BODIES)
@try_examples(400)
@given(parts=TEXTS)
def test_what_is_not_refused_stays_the_segment_it_is(name: str, parts: list[str]) -> None:
    body, text = BODIES[name], "".join(parts).strip(" \t\r\n")
    if not text or is_refused(text, get_kind(body)):
        return
    there = replace_word(body, text)
    assert list_segments(there, text) == list_segments(body, "Word"), there
    assert not list_tags(there), there


@pytest.mark.thorough
@pytest.mark.parametrize("name", [name for name in BODIES if get_kind(BODIES[name]) != "heading"])
@try_examples(200)
@given(parts=st.lists(st.sampled_from([*COMMENTS, "Word", "\n", " ", "<b>", "-->"]), max_size=6))
def test_the_comments_of_the_source_come_back_and_change_nothing(
    name: str, parts: list[str]
) -> None:
    body, text = BODIES[name], "".join(parts).strip(" \t\r\n")
    source = f"Word {COMMENTS[0]} {COMMENTS[0]}"
    if not text or is_refused(text, get_kind(body), source):
        return
    assert text.count("<!--") <= 2
    there = replace_word(body, text)
    assert list_segments(there, text) == list_segments(body, "Word"), there
    assert not list_tags(there), there


@pytest.mark.parametrize("text", ["x <!-- c --> y", "<!-- c --> x", "![a](x.png)<!-- c -->"])
def test_a_text_with_a_comment_may_come_back_with_it_or_without(text: str) -> None:
    for kind in ("paragraph", "item", "callout", "heading", "cell", "note"):
        assert not is_refused(text, SegmentKind(kind), text)
        assert not is_refused(text.replace("<!-- c -->", ""), SegmentKind(kind), text)
        assert is_refused(text.replace("c", "d"), SegmentKind(kind), text)
        assert is_refused(f"{text} <!-- c --> z", SegmentKind(kind), text)

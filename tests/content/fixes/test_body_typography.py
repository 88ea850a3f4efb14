"""Typography written into Markdown: prose alone, and only where the text reads as before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.fixes.body_typography import fix_body_typography
from entraide.content.markdown.document import read_document
from entraide.content.markdown.typesetting import typeset_tokens
from entraide.content.segmentation import cut_segments
from support.fuzzing import try_examples


def fix_body(body: str, lang: str = "fr") -> str:
    """`body` with its marks, a narrow no-break space as ␣ and a no-break space as ~."""
    return fix_body_typography(body, lang).replace("\u202f", "␣").replace("\u00a0", "~")


CHANGED = [
    ("L'aide ?", "L’aide␣?"),
    ("**L'aide** ?", "**L’aide**␣?"),
    ("**L'aide**?", "**L’aide**␣?"),
    ("**L'aide ?** Oui", "**L’aide␣?** Oui"),
    ('dit "**oui**" ici', "dit «␣**oui**␣» ici"),
    ('dit **"oui"** ici', "dit **«␣oui␣»** ici"),
    ('dit "oui et **non"** ici', "dit «␣oui et **non␣»** ici"),
    ("l'[aide](../a/b.md) ?", "l’[aide](../a/b.md)␣?"),
    ("[l'aide](../a/b.md#l'a) : ici", "[l’aide](../a/b.md#l'a)~: ici"),
    ("[l'aide](x \"L'aide: ici\") !", '[l’aide](x "L\'aide: ici")␣!'),
    ("[l'aide](x 'L\"aide\"')", "[l’aide](x 'L\"aide\"')"),
    ("[l'aide][l'a]\n\n[l'a]: x\n", "[l’aide][l'a]\n\n[l'a]: x\n"),
    ("qu'`a?b` ?", "qu’`a?b`␣?"),
    ("l'![l'image](x.png) ?", "l’![l'image](x.png)␣?"),
    ("vrai[^l'a] ?\n\n[^l'a]: L'aide.\n", "vrai[^l'a]␣?\n\n[^l'a]: L’aide.\n"),
    ("sur {{platform.name}} ?", "sur {{platform.name}}␣?"),
    ("l'<https://a.example/l'a> ?", "l’<https://a.example/l'a>␣?"),
    ("l'<kbd title=\"l'a\">a</kbd> ?", 'l’<kbd title="l\'a">a</kbd>␣?'),
    ("## L'aide ? {#l-aide}", "## L’aide␣? {#l-aide}"),
    ("L'aide ?\n========", "L’aide␣?\n========"),
    ('> [!WARNING]\n> L\'aide ?\n> "Oui\n> non"', "> [!WARNING]\n> L’aide␣?\n> «␣Oui\n> non␣»"),
    ("!!! note \"L'aide ?\"\n\n    L'aide", '!!! note "L’aide␣?"\n\n    L’aide'),
    (":::note[L'aide ?]\nL'aide\n:::", ":::note[L’aide␣?]\nL’aide\n:::"),
    (
        "| a ? | l'b |\n| --- | --- |\n| c\\|d ? | `l'e` |",
        "| a␣? | l’b |\n| --- | --- |\n| c\\|d␣? | `l'e` |",
    ),
    ("- [ ] l'un ?\n- [x] l'autre", "- [ ] l’un␣?\n- [x] l’autre"),
    ("1. L'un\n\n    L'autre ?", "1. L’un\n\n    L’autre␣?"),
    ("L'un  \nL'autre\\\nFin...", "L’un  \nL’autre\\\nFin…"),
    ("a&nbsp;! l'b &amp; c ?", "a&nbsp;! l’b &amp; c␣?"),
    ('\\"l\'a\\" ?', '\\"l’a\\"␣?'),
    ("Mot\n: L'aide ?", "Mot\n: L’aide␣?"),
]
UNCHANGED = [
    "```l'x\nl'a ?\n```",
    "    l'a ?",
    "~~~\nl'a\n~~~",
    "[a]: https://a.example/l'a \"L'aide: ici\"",
    "[l'a]\n\n[l'a]: x",
    "<!-- l'a ? -->",
    "https://a.example/l'a?b",
    "aide@a.example",
    "{{platform.name}}",
    "---",
]


@pytest.mark.parametrize(("typed", "written"), CHANGED)
def test_prose_is_corrected_in_place(typed: str, written: str) -> None:
    assert fix_body(typed) == written


@pytest.mark.parametrize("body", UNCHANGED)
def test_what_is_no_prose_stays(body: str) -> None:
    assert fix_body_typography(body, "fr") == body


def test_a_space_never_stands_right_within_emphasis() -> None:
    assert fix_body('l\'a "x" **?** ou (**!**)') == "l’a «␣x␣»␣**?** ou (**!**)"
    assert fix_body("mot *oui*« x »") == "mot *oui*«␣x␣»"


def test_a_heading_keeps_its_address() -> None:
    assert fix_body("## L'\"ami\" n'est pas là ?") == '## L’"ami" n’est pas là␣?'


def test_english_is_corrected_by_its_own_rules() -> None:
    assert fix_body("\"It's *here*\" ? `it's`...", "en") == "“It’s *here*” ? `it's`…"


def test_a_language_without_rules_is_left_alone() -> None:
    assert fix_body_typography('"L\'aide" ?', "it") == '"L\'aide" ?'


MARKS = ["l'a", '"', "'", " ", " ?", "!", ":", "...", "«", "»", "mot", "\n", "\n\n"]
MARKUP = ["**", "*", "_", "`", "[", "](x 'y')", "](l'a)", "![", "{#a}", "\\", "&amp;", "{{a.b}}"]
TAGS = ["<kbd>", "</kbd>", "<https://a.b/l'a>", "[^1]", "[^1]: "]
BLOCKS = ["> ", "- ", "1. ", "    ", "## ", "| a | l'b |\n|---|---|\n", "```\n"]
PIECES = st.sampled_from([*MARKS, *MARKUP, *TAGS, *BLOCKS])
BODIES = st.lists(PIECES, max_size=18).map("".join)


def list_code_and_addresses(body: str) -> list[object]:
    """Whatever must stay of a body."""
    found: list[object] = []
    tokens = read_document(body).tokens
    for token in [each for block in tokens for each in (block, *(block.children or ()))]:
        if token.type in {"fence", "code_block", "code_inline"}:
            found.append(token.content)
        found += [token.attrs.get("href"), token.attrs.get("src")]
    return [each for each in found if each is not None]


@try_examples(300)
@given(body=BODIES)
def test_a_body_that_is_fixed_reads_as_before_and_is_fixed_for_good(body: str) -> None:
    once = fix_body_typography(body, "fr")
    assert fix_body_typography(once, "fr") == once
    assert [one.segment.position for one in cut_segments(once)] == [
        one.segment.position for one in cut_segments(body)
    ]
    assert list_code_and_addresses(once) == list_code_and_addresses(body)


@try_examples(200)
@given(body=BODIES)
def test_a_page_shows_the_same_before_and_after(body: str) -> None:
    def typeset_body(body: str) -> list[str]:
        tokens = read_document(body).tokens
        typeset_tokens(tokens, "fr")
        return [child.content for token in tokens for child in token.children or ()]

    assert typeset_body(fix_body_typography(body, "fr")) == typeset_body(body)

"""Tokens of markdown-it, read as the HTML that it would make of them."""

from hypothesis import example, given
from hypothesis import strategies as st

from entraide.content.dialect import blocks_of, markdown_it, read_through
from entraide.content.flat_html import flatten, flatten_tokens

PARSER = markdown_it()
PIECES = (
    *("- ", "1. ", "3) ", "> ", "> [!NOTE]\n> ", "# ", "## ", "\n", "\n\n", "  ", "    code\n"),
    *("a", "b c", "é", "*em*", "**s**", "`c`", "[l](u)", "![i](s)", "<b>", "&amp;", "%20", "\\*"),
    *("  \n", "***\n", "```\nx\n```\n", "| a | b |\n|---|---|\n| c | d |\n", "[^1]", "[^1]: n\n"),
    *("<http://x.example>", "- [ ] "),
)


@given(st.lists(st.sampled_from(PIECES), max_size=18).map("".join) | st.text(max_size=40))
@example("1. a\n\n   b  \n   c\n2. > d\n")
@example("a\n\n```\n  x\n```\n")
def test_tokens_say_what_their_html_says(body: str) -> None:
    tokens = read_through(body, blocks_of(body))
    for token in tokens:
        if token.map:
            token.attrSet("data-line", str(token.map[0]))
    found = flatten_tokens(tokens)
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    assert found is None or found == flatten(html)[0]


def test_only_what_tokens_do_not_say_is_left_to_html() -> None:
    def tells(body: str) -> bool:
        return flatten_tokens(read_through(body, blocks_of(body))) is not None

    assert tells("# A\n\n- b *c*\n\n> d `e` [f](g)\n\n| h |\n|---|\n| i |\n\n```\nj\n```\n")
    assert not tells("![a](b)\n")
    assert not tells("a[^1]\n\n[^1]: b\n")
    assert not tells("- [ ] a\n")

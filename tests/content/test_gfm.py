"""What GitHub Flavored Markdown adds to CommonMark is drawn as its specification says.

The examples are ours, one for each of its rules on tables, strikethrough, check lists and bare
addresses, and each is cut and put together again.
"""

import pytest

from entraide.content.segmentation import cut_segments, replace_segments
from support.html_trees import is_same_tree

HEAD = "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
TABLES = {
    "a head, a line of hyphens, rows": (
        "| a | b |\n| --- | --- |\n| c | d |\n",
        f"{HEAD}<tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
    ),
    "cells need not be as wide as each other, nor closed": (
        "| a | b |\n| -| --\nc | d\n",
        f"{HEAD}<tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
    ),
    "an escaped bar is one, in code too": (
        "| a | b |\n| - | - |\n| `\\|` | **\\|** |\n",
        f"{HEAD}<tbody><tr><td><code>|</code></td><td><strong>|</strong></td></tr></tbody></table>",
    ),
    "another block ends a table": (
        "| a | b |\n| - | - |\n| c | d |\n> e\n",
        (
            f"{HEAD}<tbody><tr><td>c</td><td>d</td></tr></tbody></table>"
            "<blockquote><p>e</p></blockquote>"
        ),
    ),
    "a line without bars goes on with a table": (
        "| a | b |\n| - | - |\n| c | d |\ne\n\nf\n",
        (
            f"{HEAD}<tbody><tr><td>c</td><td>d</td></tr><tr><td>e</td><td></td></tr></tbody></table>"
            "<p>f</p>"
        ),
    ),
    "head and hyphens must have as many cells": (
        "| a | b |\n| - |\n| c |\n",
        "<p>| a | b |\n| - |\n| c |</p>",
    ),
    "cells too few are filled up and cells too many left out": (
        "| a | b |\n| - | - |\n| c |\n| d | e | f |\n",
        f"{HEAD}<tbody><tr><td>c</td><td></td></tr><tr><td>d</td><td>e</td></tr></tbody></table>",
    ),
    "a table may have a head alone": ("| a | b |\n| - | - |\n", f"{HEAD}</table>"),
    "colons align": (
        "| a | b |\n| :-: | -: |\n",
        (
            '<table><thead><tr><th class="align-center">a</th><th class="align-right">b</th></tr>'
            "</thead></table>"
        ),
    ),
}
STRIKETHROUGH = {
    "two tildes or one": ("~~a~~ ~b~", "<p><s>a</s> <s>b</s></p>"),
    "within one paragraph only": ("a ~~b\n\nc~~ d", "<p>a ~~b</p><p>c~~ d</p>"),
    "three are none": ("a ~~~b~~~ c", "<p>a ~~~b~~~ c</p>"),
}
BOX = '<input type="checkbox" disabled/> '
CHECKED = '<input type="checkbox" disabled checked/> '
CHECKS = {
    "a space or an x between brackets": (
        "- [ ] a\n- [x] b\n- [X] c\n",
        f"<ul><li>{BOX}a</li><li>{CHECKED}b</li><li>{CHECKED}c</li></ul>",
    ),
    "lists within lists": (
        "- [x] a\n  - [ ] b\n- c\n",
        f"<ul><li>{CHECKED}a<ul><li>{BOX}b</li></ul></li><li>c</li></ul>",
    ),
    "something else between brackets is text": (
        "- [y] a\n- [] b\n- [ ]c\n",
        "<ul><li>[y] a</li><li>[] b</li><li>[ ]c</li></ul>",
    ),
}


def make_link(words: str, address: str) -> str:
    return f'<a href="{address}">{words}</a>'


ADDRESSES = {
    "www. begins one, asked for over https": (
        "www.a.example",
        make_link("www.a.example", "https://www.a.example"),
    ),
    "so do http and https": (
        "http://a.example https://b.example/c",
        (
            f"{make_link('http://a.example', 'http://a.example')} "
            f"{make_link('https://b.example/c', 'https://b.example/c')}"
        ),
    ),
    "signs at its end do not belong to it": (
        "See https://a.example/b. And (https://a.example/c)!",
        (
            f"See {make_link('https://a.example/b', 'https://a.example/b')}. "
            f"And ({make_link('https://a.example/c', 'https://a.example/c')})!"
        ),
    ),
    "brackets within it do": (
        "https://a.example/b_(c)",
        make_link("https://a.example/b_(c)", "https://a.example/b_(c)"),
    ),
    "an entity at its end does not belong to it": (
        "https://a.example/?b=c&copy;",
        f"{make_link('https://a.example/?b=c', 'https://a.example/?b=c')}©",
    ),
    "a smaller sign ends it": (
        "https://a.example/b<c",
        f"{make_link('https://a.example/b', 'https://a.example/b')}&lt;c",
    ),
    "an email address is one": (
        "a.b-c@d.example",
        make_link("a.b-c@d.example", "mailto:a.b-c@d.example"),
    ),
    "a full stop ends an email address": (
        "a@b.example.",
        f"{make_link('a@b.example', 'mailto:a@b.example')}.",
    ),
    "no email address ends in a hyphen": ("a@b.example-", "a@b.example-"),
    "another scheme begins none": (
        "ftp.a.example foo://a.example",
        "ftp.a.example foo://a.example",
    ),
    "code has none": ("`https://a.example`", "<code>https://a.example</code>"),
    "there is none within a link": (
        "[https://a.example](https://b.example)",
        make_link("https://a.example", "https://b.example"),
    ),
}
EXAMPLES = {
    **TABLES,
    **STRIKETHROUGH,
    **CHECKS,
    **{name: (body, f"<p>{html}</p>") for name, (body, html) in ADDRESSES.items()},
}


@pytest.mark.parametrize(("markdown", "html"), EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_of_gfm_is_drawn_as_its_rule_says(markdown: str, html: str) -> None:
    assert is_same_tree(markdown, html)


def test_segments_are_put_back_where_they_stood() -> None:
    for name, (markdown, _) in EXAMPLES.items():
        cuts = cut_segments(markdown)
        assert cuts, name
        texts = {number: one.segment.text for number, one in enumerate(cuts)}
        assert replace_segments(markdown, cuts, texts) == markdown, name

"""Addresses in the source of a text are rewritten where they stand, and code stays as it is."""

import re

from hypothesis import given
from hypothesis import strategies as st

from entraide.content.markdown.document import read_blocks
from entraide.content.markdown.source_addresses import MAY_HAVE_BLOCKS, rewrite_addresses

MARKS = ("`", "```", "~~~", " ", "    ", "\t", "\n", "\n\n", ">", "- ", "1. ", "a", "[a](b)", ": ")
BODY = """\
See [one](two.md "Title"), <img src="three.png"> and `[not](this)`.

> [four]: five.md

- A list

      [nor](this)

~~~
[nor](that)
~~~
"""


def test_addresses_are_rewritten_and_code_is_not() -> None:
    words = rewrite_addresses(BODY, lambda address: address.upper())
    expected = re.sub(r"two\.md|three\.png|five\.md", lambda match: match[0].upper(), BODY)
    assert words == expected


@given(st.lists(st.sampled_from(MARKS), max_size=14).map("".join))
def test_a_text_that_is_not_parsed_for_its_blocks_of_code_has_none(body: str) -> None:
    blocks = {"fence", "code_block"} & {token.type for token in read_blocks(body).tokens}
    assert MAY_HAVE_BLOCKS.search(body) or not blocks

"""The keys of segments: all have the shape that files and the desk take."""

import re

from hypothesis import given
from hypothesis import strategies as st

from entraide.model.segment_keys import KEY, KEY_SHAPE


@given(st.from_regex(KEY, fullmatch=True))
def test_each_key_has_the_shape_of_what_may_be_sent(key: str) -> None:
    assert re.fullmatch(KEY_SHAPE, key)

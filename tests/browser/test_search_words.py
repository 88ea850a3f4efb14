"""Words that are typed are those that the index was made of, in the browser and in Python."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from entraide.publish.search.index import find_part
from entraide.publish.search.words import split_words
from support.fuzzing import try_examples
from support.script_modules import ask, to_code_points

MODULE = "../search/words"
FIND_WORDS = """
const split = (one) => module.split(text(one));
return given.texts.map((one) => split(one).map((word) => [points(word), module.findPart(word, 7)]));
"""
TEXTS = [
    "L’été à Œdipe, ŁÓDŹ, straße, İzmir ılık",
    "Ὀδυσσεύς ΟΔΟΣ οδός",
    "n\u00ad\u200bo w\u2060idth a_b_c _ __init__",
    "٣ أيام في المدرسة، إلى ﷺ ﬁn",
    "日本語 123,45 x² ½ Ⅷ 😀👩\u200d🚒 a\u0301\u0327",
]
# Browsers know newer versions of Unicode: signs without a meaning to Python are left out.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=20)
PIECES = st.lists(ANY_TEXT | st.sampled_from(TEXTS), max_size=3).map(" ".join)


def list_browser_words(page: Page, texts: list[str]) -> list[list[tuple[list[int], int]]]:
    """List the words of each text, as code points, with the number of their file of seven."""
    found = ask(page, MODULE, FIND_WORDS, {"texts": [to_code_points(text) for text in texts]})
    return [[(points, part) for points, part in words] for words in found]


def list_python_words(text: str) -> list[tuple[list[int], int]]:
    return [(to_code_points(word), find_part(word, 7)) for word in split_words(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_browser_and_index_part_a_text_alike(modules: Page, text: str) -> None:
    expected = list_python_words(text)
    assert expected
    assert list_browser_words(modules, [text]) == [expected]


@pytest.mark.thorough
@try_examples(100)
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_so_they_do_with_any_text(modules: Page, texts: list[str]) -> None:
    assert list_browser_words(modules, texts) == [list_python_words(text) for text in texts]

"""The index of texts: the likest text, as a comparison of each with each finds it."""

import random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from entraide.translation.text_index import SHORT, TextIndex

LOWEST = 75
RARE_WORDS = [
    f"{first}{middle}{last}" for first in "bdfk" for middle in "aeiou" for last in "lmnrst"
]
COMMON_WORDS = ["the", "you", "and", "what", "your", "with", "it", "to", "of", "who"]
WORDS = st.sampled_from([*RARE_WORDS[:12], *COMMON_WORDS[:4], "blocks", "blocked", "通報", "する"])
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)


def compare_each(text: str, texts: list[str]) -> tuple[str, float] | None:
    best = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=LOWEST)
    return (best[0], best[1]) if best else None


def write_sentence(chance: random.Random) -> list[str]:
    words = [RARE_WORDS, COMMON_WORDS, COMMON_WORDS]
    return [chance.choice(chance.choice(words)) for _ in range(chance.randint(7, 16))]


def replace_words(words: list[str], chance: random.Random) -> list[str]:
    """Change up to a quarter of `words`: replace one, leave it out, add one."""
    changed = [*words]
    for _ in range(chance.randint(1, max(1, len(words) // 4))):
        at, other = chance.randrange(len(changed)), chance.choice([*RARE_WORDS, *COMMON_WORDS])
        changed[at : at + chance.choice((0, 1))] = chance.choice(([other], [other], []))
    return changed


@given(TEXTS, st.lists(TEXTS, max_size=12))
def test_among_few_texts_each_is_compared(text: str, texts: list[str]) -> None:
    assert TextIndex(texts).find_likest(text, LOWEST) == compare_each(text, texts)


@given(TEXTS.filter(lambda text: len(text) <= SHORT), st.lists(TEXTS, max_size=12))
def test_a_short_text_is_compared_with_each_that_may_be_like_it(
    text: str, texts: list[str]
) -> None:
    assert TextIndex(texts, few=0).find_likest(text, LOWEST) == compare_each(text, texts)


@given(TEXTS, st.lists(TEXTS, max_size=12))
def test_nothing_is_found_that_a_comparison_would_not_find(text: str, texts: list[str]) -> None:
    found, best = TextIndex(texts, few=0).find_likest(text, LOWEST), compare_each(text, texts)
    assert found is None or (best and found[0] in texts and LOWEST <= found[1] <= best[1])


def test_of_300_changed_sentences_none_is_lost() -> None:
    chance = random.Random(1)  # noqa: S311 - no secrets
    sentences = [write_sentence(chance) for _ in range(2000)]
    texts = [" ".join(words) for words in sentences]
    index = TextIndex(texts, few=0)
    asked = [" ".join(replace_words(words, chance)) for words in chance.sample(sentences, 300)]
    offenders = [
        (text, best)
        for text in asked
        if (best := compare_each(text, texts)) and index.find_likest(text, LOWEST) != best
    ]
    assert offenders == []
    assert sum(compare_each(text, texts) is not None for text in asked) > 200


def test_a_language_without_spaces_has_a_word_for_each_sign() -> None:
    texts = [
        f"{number}番目の投稿を運営者に通報するにはここを押してください。" for number in range(50)
    ]
    texts.append("友達から届いた怪しいリンクは開かずに、まず本人に電話で確かめましょう。")
    asked = "友達から届いた変なリンクは開かずに、まず本人に電話で確認しましょう。"
    assert TextIndex(texts, few=0).find_likest(asked, LOWEST) == compare_each(asked, texts)

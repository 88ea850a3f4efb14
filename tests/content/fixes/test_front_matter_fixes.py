"""Front matter: sentences are set in type in whatever style they are written, keys are ordered."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.docs.front_matter import HomeMatter, LocalisedMatter, SourceMatter
from entraide.content.fixes.field_typography import fix_field_typography
from entraide.content.fixes.key_order import order_keys
from entraide.content.typography import typeset_text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("title: L'aide ?\n", "title: L’aide\u202f?\n"),
        ("title: L'aide ?  # c'est ça ?\n", "title: L’aide\u202f?  # c'est ça ?\n"),
        ("title: 'L''aide : ici'\n", "title: 'L’aide\u00a0: ici'\n"),
        ('title: "C\'est \\"ici\\" \\u00e9"\n', 'title: "C’est «\u202fici\u202f» \\u00e9"\n'),
        ("title: L'aide\n  est là ?\n", "title: L’aide\n  est là\u202f?\n"),
        ("summary: >-\n  L'a\n  b ?\n\n  c !\n", "summary: >-\n  L’a\n  b\u202f?\n\n  c\u202f!\n"),
        ("summary: |\n  L'a\n    \"b\"\n", "summary: |\n  L’a\n    «\u202fb\u202f»\n"),
        ("notes: {2: L'aide, 3: 'Oui ?'}\n", "notes: {2: L’aide, 3: 'Oui\u202f?'}\n"),
        ("title: Oui\n  ? L'a\n", "title: Oui\n  ? L’a\n"),
        ("notes:\n  2: L'aide\n", "notes:\n  2: L’aide\n"),
        ("changes:\n  - {date: 2, note: L'aide}\n", "changes:\n  - {date: 2, note: L’aide}\n"),
        ("title: 'C''est {{platform.name?}} ?'\n", "title: 'C’est {{platform.name?}}\u202f?'\n"),
    ],
)  # fmt: skip
def test_sentences_are_set_in_type(typed: str, written: str) -> None:
    assert fix_field_typography(typed, "fr") == written
    assert fix_field_typography(written, "fr") == written


@pytest.mark.parametrize(
    "matter",
    [
        "keywords: [l'aide, 'quoi ?']\n",
        "author: L'équipe\n",
        "title: &a L'aide ?\nsummary: *a\n",
        "title: 3\n",
        "title: [l'aide]\n",
        "title:\n",
        "- l'aide\n",
        "l'aide ?\n",
        "",
        "title: 'l''aide\n",
    ],
)
def test_what_is_no_sentence_stays(matter: str) -> None:
    assert fix_field_typography(matter, "fr") == matter


@given(
    text=st.text("aé'\"?!: .\u202f\\«»\n", min_size=1, max_size=20),
    style=st.sampled_from(["'", '"', "|", ">", None]),
)
def test_a_sentence_in_any_style_is_printed_as_before(text: str, style: str | None) -> None:
    matter = yaml.safe_dump(
        {"title": text}, default_style=style, allow_unicode=True, width=12, sort_keys=False
    )
    matter = matter.replace("? ", "", 1) if matter.startswith("? ") else matter
    try:
        before = yaml.safe_load(matter)
    except yaml.YAMLError:
        return
    after = yaml.safe_load(fix_field_typography(matter, "fr"))
    if isinstance(before, dict) and isinstance(before.get("title"), str):
        assert typeset_text(after["title"], "fr") == typeset_text(before["title"], "fr")


def test_keys_stand_in_the_order_of_the_model_with_all_that_is_theirs() -> None:
    matter = (
        "# A whole file\n\n# the summary\nsummary: S.  # here\nid: 1\n"
        "changes:\n  - {revision: 2}\n  # an older one\nrevision: 2\ntitle: >-\n  T\n\n  T\n"
    )
    assert order_keys(matter, SourceMatter) == (
        "# A whole file\n\nid: 1\ntitle: >-\n  T\n\n  T\n# the summary\nsummary: S.  # here\n"
        "revision: 2\nchanges:\n  - {revision: 2}\n  # an older one\n"
    )


def test_a_key_that_nobody_knows_stays_behind_the_one_before_it() -> None:
    assert order_keys("title: T\nodd: x\nid: 1\n", LocalisedMatter) == "id: 1\ntitle: T\nodd: x\n"
    assert (
        order_keys("odd: x\nsummary: S\ntitle: T\n", HomeMatter) == "odd: x\ntitle: T\nsummary: S\n"
    )


@pytest.mark.parametrize(
    "matter",
    ["{title: T, id: 1}\n", "title: &a T\nid: *a\n", "- a\n", "", "# nothing\n", "id: 'x\n"],
)
def test_what_cannot_be_ordered_stays(matter: str) -> None:
    assert order_keys(matter, SourceMatter) == matter

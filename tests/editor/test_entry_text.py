"""The file of an entry as a form and back: what nobody changed stays to the byte."""

from pathlib import Path

import pytest

from entraide.editor.entry_text import FILE, read_entry_text, write_entry_text
from support.paths import TESTS

SITES = TESTS / "sites"
FILES = sorted(
    path
    for site in ("states", "square", "awkward")
    for path in (SITES / site).glob("docs/*/*/*.md")
)
TEXT = """\
---
id: 1
title: "Signs: of a scam"   # kept
summary: How to spot one.
tags: [money]
author: Staff
status: published
revision: 1
updated: 2026-11-01
sensitive: true
---

Text.

More.
"""


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_form_that_comes_back_unchanged_changes_no_byte(file: Path) -> None:
    text = file.read_bytes().decode()
    parts = read_entry_text(text)
    if parts is None:
        pytest.skip("its front matter is broken")
    values = {
        name: [part.replace("\n", "\r\n") for part in each]
        for name, each in parts.format_values().items()
    }
    assert write_entry_text(text, "docs/x.md", values) == text


def write(**values: list[str]) -> str:
    parts = read_entry_text(TEXT)
    assert parts
    return write_entry_text(TEXT, "docs/x.md", parts.format_values() | values)


def test_what_changed_is_written_in_place() -> None:
    text = write(summary=["A colon: and  two\r\nlines"], body=["Text.\r\n\r\nLess.\r\n"])
    assert text == TEXT.replace("How to spot one.", '"A colon: and two lines"').replace(
        "More.", "Less."
    )


def test_what_is_empty_goes_but_for_what_an_entry_needs() -> None:
    text = write(sensitive=[], tags=[], title=[""], review_by=["2027-01-02"])
    assert "sensitive" not in text
    assert "tags" not in text
    assert "title: ''" in text or 'title: ""' in text
    assert "review_by: 2027-01-02\n" in text


def test_lists_and_numbers_are_read_as_people_type_them() -> None:
    text = write(keywords=["stalking\r\npestering,\r\n\r\n"], related=["12", " 7 ", "", "12"])
    assert "keywords: [stalking, pestering]\n" in text
    assert "related: [12, 7]\n" in text


def test_a_day_that_is_none_is_left_to_the_checks() -> None:
    assert "review_by: tomorrow\n" in write(review_by=["tomorrow"])


def test_the_line_of_the_text_is_that_of_the_file() -> None:
    parts = read_entry_text(TEXT)
    assert parts
    assert TEXT.split("\n")[parts.body_line - 1] == "Text."


def test_a_file_with_broken_keys_is_edited_as_a_whole() -> None:
    broken = TEXT.replace("tags: [money]", "tags: [money")
    assert read_entry_text(broken) is None
    assert write_entry_text(broken, "docs/x.md", {FILE: [TEXT.replace("\n", "\r\n")]}) == TEXT


def test_choices_stay_in_their_order_and_new_ones_come_last() -> None:
    text = TEXT.replace("[money]", "[rules, money]")
    assert write_entry_text(text, "a.md", {"tags": ["money", "rules"]}) == text
    more = write_entry_text(text, "a.md", {"tags": ["account", "money", "rules"]})
    assert "tags: [rules, money, account]\n" in more

"""English in the place of missing words is marked in the text of a page, and nowhere else."""

import json
from urllib.parse import quote

import pytest

from entraide.model.fallback_words import (
    drop_fallback_signs,
    mark_fallback,
    write_fallback_elements,
)
from entraide.model.hidden_characters import find_hidden_character

SEND = mark_fallback("Send")
MARKED = '<bdi lang="en" dir="ltr">Send</bdi>'


@pytest.mark.parametrize(
    ("html", "written"),
    [
        (f"<p>{SEND}</p>", f"<p>{MARKED}</p>"),
        (f"Before {SEND} after", f"Before {MARKED} after"),
        (f'<a title="{SEND}" href=x>{SEND}</a>', f'<a title="Send" href=x>{MARKED}</a>'),
        (f"<a title='> {SEND}'>{SEND}</a>", f"<a title='> Send'>{MARKED}</a>"),
        (f"<title>{SEND}</title><p>{SEND}</p>", f"<title>Send</title><p>{MARKED}</p>"),
        (f"<option lang=de>{SEND}</option >", "<option lang=de>Send</option >"),
        (f"<TEXTAREA>\n{SEND}</textarea>", "<TEXTAREA>\nSend</textarea>"),
        (f"<script>a('{SEND}' < 1)</script>{SEND}", f"<script>a('Send' < 1)</script>{MARKED}"),
        (f"<!-- {SEND} > -->{SEND}", f"<!-- Send > -->{MARKED}"),
        (
            f"<p>{mark_fallback('Read <a href=x>the rules</a>')}</p>",
            '<p><bdi lang="en" dir="ltr">Read <a href=x>the rules</a></bdi></p>',
        ),
        (f"<header>{SEND}</header>", f"<header>{MARKED}</header>"),
        (
            f'<a href="mailto:a?subject={quote(SEND)}">x</a>',
            '<a href="mailto:a?subject=Send">x</a>',
        ),
        (f"<p>1 < 2 {SEND}</p>", f"<p>1 < 2 {MARKED}</p>"),
        ("<p>Envoyer</p>", "<p>Envoyer</p>"),
    ],
)
def test_a_message_has_an_element_where_one_may_stand(html: str, written: str) -> None:
    assert write_fallback_elements(html) == written
    assert write_fallback_elements(written) == written


def test_other_files_have_no_signs() -> None:
    value = {SEND: quote(SEND)}
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        assert drop_fallback_signs(text) == '{"Send": "Send"}'


def test_words_of_any_language_are_marked_with_it() -> None:
    arabic = mark_fallback("بحث", "ar", "rtl")
    assert write_fallback_elements(f"<p>{arabic}") == '<p><bdi lang="ar" dir="rtl">بحث</bdi>'
    assert drop_fallback_signs(quote(arabic)) == quote("بحث")


def test_no_text_may_contain_the_signs() -> None:
    assert all(find_hidden_character(sign) for sign in (SEND[0], SEND[-1]))

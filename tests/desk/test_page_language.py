"""Pages of staff speak the language that was chosen, else the first of the browser's."""

import pytest
from starlette.requests import Request

from entraide.desk.page_language import choose_page_locale
from entraide.published_files.site import PublishedLocale

LOCALES = [
    PublishedLocale.model_construct(code=code, lang=lang)
    for code, lang in (("en", "en"), ("fr", "fr"), ("fi", "fi"), ("fil", "fil"), ("pt", "pt-BR"))
]


@pytest.mark.parametrize(
    ("chosen", "header", "code"),
    [
        (("", "fr"), "fil,en", "fr"),
        (("xx",), "fil,en", "fil"),  # Filipino is not Finnish
        ((), "fr-CA;q=0.8", "fr"),
        ((), "PT-br", "pt"),
        ((), "de, ja;q=0.5", "en"),
        ((), "", "en"),
    ],
)
def test_the_language_of_a_page(chosen: tuple[str, ...], header: str, code: str) -> None:
    request = Request({"type": "http", "headers": [(b"accept-language", header.encode())]})
    assert choose_page_locale(LOCALES, chosen, request).code == code

"""“Was this helpful?”: which text it is about, and where to write without a desk."""

from gettext import NullTranslations
from typing import Any

import pytest

from entraide.content.settings import Settings
from entraide.model.entry import Entry, Status
from entraide.publish.rating_form import RatingForm, build_rating_form, make_feedback_url
from support.entries import make_entry
from support.square_site import read_square_settings

WORDS = NullTranslations()
CONTACT = "help@square.example"


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_square_settings()


def build_form(
    entry: Entry, settings: Settings, code: str, contact: str = CONTACT
) -> RatingForm | None:
    locale = next(locale for locale in settings.locales if locale.code == code)
    return build_rating_form(entry, settings, locale, contact, WORDS)


@pytest.mark.parametrize(
    ("code", "version"),
    [("en", ("en", 4, False)), ("fr", ("fr", 1, True))],
    ids=["the source", "a version made from revision 1"],
)
def test_a_vote_is_about_the_text_and_the_revision_that_were_read(
    settings: Settings, code: str, version: tuple[str, int, bool]
) -> None:
    made = build_form(make_entry(7, localised=("fr",), revision=4), settings, code)
    assert made
    assert (made.locale, made.revision, made.localised) == version


def test_on_a_fallback_page_a_vote_is_about_the_source(settings: Settings) -> None:
    made = build_form(make_entry(7, revision=4), settings, "fr")
    assert made
    assert (made.locale, made.revision, made.localised) == ("en", 4, False)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_only_a_published_entry_is_rated(settings: Settings, status: Status) -> None:
    assert build_form(make_entry(7, status=status), settings, "en") is None


@pytest.mark.parametrize("facts", [{}, {"sensitive": True}])
def test_a_letter_names_the_text_by_its_number_alone(
    settings: Settings, facts: dict[str, Any]
) -> None:
    made = build_form(make_entry(7, revision=4, **facts), settings, "fr")
    assert made
    assert made.write_url == (
        "mailto:help@square.example?subject=Entry%207%20%28en%29%2C%20Revision%204"
        "%20%C2%B7%20Aide%20de%20Square%20Exemple"
    )


def test_without_an_address_the_contact_page_tells_how_to_write(settings: Settings) -> None:
    made = build_form(make_entry(7), settings.model_copy(update={"desk": False}), "fr", contact="")
    assert made
    assert (made.desk, made.write_url) == (False, "fr/contact/")


def test_the_script_fills_in_which_text_a_letter_is_about(settings: Settings) -> None:
    url = make_feedback_url(CONTACT, settings.locales[0], WORDS)
    assert "Entry%20{entry}%20%28{locale}%29%2C%20Revision%20{revision}%20" in url
    assert make_feedback_url("", settings.locales[0], WORDS) == "contact/"

"""Files beside the texts: one copy for all languages, and what pages say of images."""

import re
from dataclasses import replace

import pytest

from entraide.model.places import make_entry_place
from entraide.publish.image_attributes import format_image_attributes
from entraide.publish.site_assets import SiteAssets
from entraide.publish.site_texts import SiteTexts
from entraide.render.images.publication import PublishedImage
from support.entries import EN, FR, make_entry, make_typeset_site
from support.paths import ROOT
from support.text_pages import convert_texts

DE = replace(FR, code="de", lang="de")
NAMES = {
    *("de/a/only.png", "fr/a/only.png", "en/a/both.png", "fr/a/both.png"),
    *("en/a/é, b.pdf", "favicon.ico"),
}
ASSETS = SiteAssets((FR, EN, DE), frozenset(NAMES))
PHOTO = PublishedImage(
    3024, 4032, ((480, "assets/images/a.webp"), (960, "assets/images/b.webp"), (1440, "a/p,.jpg"))
)


@pytest.mark.parametrize(
    ("path", "code", "address"),
    [
        ("a/both.png", "en", "a/both.png"),
        ("a/both.png", "fr", "fr/a/both.png"),
        ("a/both.png", "de", "a/both.png"),  # the site's own language first
        ("a/only.png", "en", "fr/a/only.png"),
        ("a/only.png", "de", "de/a/only.png"),
        ("a/é, b.pdf", "fr", "a/%C3%A9%2C%20b.pdf"),
        ("a/gone.png", "fr", "fr/a/gone.png"),
    ],
)
def test_a_file_has_one_address_for_all_who_lack_it(path: str, code: str, address: str) -> None:
    locale = {"en": EN, "fr": FR, "de": DE}[code]
    assert ASSETS.find_address(path, locale) == address


def test_addresses_where_a_copy_stood_lead_to_the_one_there_is() -> None:
    assert dict(ASSETS.iter_lent_addresses()) == {
        "de/a/both.png": "a/both.png",
        "a/only.png": "fr/a/only.png",
        "fr/a/%C3%A9%2C%20b.pdf": "a/%C3%A9%2C%20b.pdf",
        "de/a/%C3%A9%2C%20b.pdf": "a/%C3%A9%2C%20b.pdf",
    }


def format_attributes(
    image: PublishedImage | None, width: str = "", height: str = ""
) -> dict[str, str]:
    """The attributes by name."""
    text = format_image_attributes(image, (width, height), lambda address: f"../{address}")
    return dict(re.findall(r' ([a-z]+)="([^"]*)"', text))


def test_a_page_makes_room_for_an_image_and_lets_the_browser_choose() -> None:
    assert format_attributes(PHOTO) == {
        "srcset": "../assets/images/a.webp 480w, ../assets/images/b.webp 960w, ../a/p,.jpg 1440w",
        "sizes": "(min-width: 672px) 640px, calc(100vw - 2rem)",
        "width": "3024",
        "height": "4032",
        "loading": "lazy",
        "decoding": "async",
    }


@pytest.mark.parametrize(
    ("written", "size"),
    [
        (("300", ""), ("300", "400")),
        (("", "400"), ("300", "400")),
        (("300", "90"), ("300", "400")),  # no page draws it out of proportion
        (("0", "0"), ("3024", "4032")),
        (("٣٠٠", ""), ("300", "400")),
        (("9" * 5000, ""), ("999999", "1333332")),
    ],
)
def test_the_size_that_a_text_gives_is_in_proportion(
    written: tuple[str, str], size: tuple[str, str]
) -> None:
    found = format_attributes(PHOTO, *written)
    assert (found["width"], found["height"]) == size


def test_a_narrow_image_is_not_taken_for_a_wide_one() -> None:
    small = replace(PHOTO, width=320, height=200)
    assert format_attributes(small)["sizes"] == "(min-width: 352px) 320px, calc(100vw - 2rem)"


def test_an_image_of_which_nothing_is_known_keeps_what_was_written() -> None:
    for unknown in (None, PublishedImage(0, 0)):
        assert format_attributes(unknown, "30", "9") == {
            "width": "30",
            "height": "9",
            "loading": "lazy",
            "decoding": "async",
        }


def test_the_column_is_that_of_the_style() -> None:
    tokens = (ROOT / "overrides/assets/tokens.css").read_text(encoding="utf-8")
    assert "--measure: 40rem;" in tokens
    assert "--gutter: clamp(1rem," in tokens


@pytest.fixture
def texts() -> SiteTexts:
    entry = make_entry(1)
    body = "![A photo](p.jpg) [photo](p.jpg)"
    entry = replace(entry, source=replace(entry.source, body=body))
    texts = convert_texts(make_typeset_site(entry))
    image = replace(PHOTO, candidates=(*PHOTO.candidates[:2], (1440, "harassment/p.jpg")))
    texts.assets = SiteAssets(
        texts.site.locales, frozenset({"en/harassment/p.jpg"}), {"en/harassment/p.jpg": image}
    )
    return texts


def test_a_fallback_page_shows_and_links_the_one_copy(texts: SiteTexts) -> None:
    (entry,) = texts.site.entries.values()
    html = texts.render_page(make_entry_place(entry), FR).html
    assert 'src="../../../harassment/p.jpg"' in html
    assert 'href="../../../harassment/p.jpg"' in html
    assert (
        'srcset="../../../assets/images/a.webp 480w, ../../../assets/images/b.webp 960w, '
        '../../../harassment/p.jpg 1440w"' in html
    )


def test_what_programs_get_has_whole_addresses(texts: SiteTexts) -> None:
    html = texts.render_plain(1, "fr", "https://help.example/x/")
    assert 'src="https://help.example/x/harassment/p.jpg"' in html
    assert "https://help.example/x/assets/images/a.webp 480w" in html

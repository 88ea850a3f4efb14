"""`data/brand.yml` as read: short forms, files, what each colour makes of a theme."""

from pathlib import Path

import pytest

from entraide.content.data.brand import read_brand, rename_locales
from entraide.content.data.brand_files import LARGEST_FILE
from entraide.content.settings import read_settings
from entraide.errors import ProblemLog
from entraide.model.brand import Brand
from entraide.publish.brand_styles import build_brand_styles
from support.brands import DRAWING, WHEELS, make_png, write_brand
from support.projects import write_site


def read(folder: Path, text: str) -> tuple[Brand, list[str]]:
    """The brand of a project with this data/brand.yml, and what is wrong with it."""
    write_brand(write_site(folder, {}), text)
    log = ProblemLog()
    return read_brand(read_settings(folder / "mkdocs.yml"), log), [str(each) for each in log]


def read_sound(folder: Path, text: str) -> Brand:
    brand, problems = read(folder, text)
    assert problems == []
    return brand


@pytest.mark.parametrize("text", ["", "{}\n", "# nothing yet\n"])
def test_an_empty_brand_changes_nothing(tmp_path: Path, text: str) -> None:
    brand = read_sound(tmp_path, text)
    assert brand == Brand()
    assert build_brand_styles(brand) == ""


def test_a_project_needs_no_brand(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    assert read_brand(read_settings(tmp_path / "mkdocs.yml"), ProblemLog()) == Brand()


def test_a_language_whose_name_is_empty_has_that_of_the_settings(tmp_path: Path) -> None:
    brand = read_sound(tmp_path, 'name: {en: "", fr: Aide}\n')
    locales = read_settings(tmp_path / "mkdocs.yml").locales
    assert [locale.site_name for locale in rename_locales(locales, brand)] == ["Help", "Aide"]


def test_one_logo_serves_both_themes(tmp_path: Path) -> None:
    brand = read_sound(tmp_path, "logo: brand/logo.svg\n")
    assert brand.logo is not None
    assert brand.logo.light == brand.logo.dark
    css = build_brand_styles(brand)
    assert css.count("brand/logo.svg") == 1
    assert "@media" not in css


def test_a_logo_with_the_name_in_it_hides_the_name_from_eyes_alone(tmp_path: Path) -> None:
    css = build_brand_styles(read_sound(tmp_path, "logo: {light: brand/logo.svg, wordmark: true}"))
    assert ".header-home>span{position:absolute;" in css
    assert "display:none" not in css


def test_without_a_logo_the_icon_is_the_mark(tmp_path: Path) -> None:
    css = build_brand_styles(read_sound(tmp_path, "icon: brand/icon.svg\n"))
    assert 'background-image:url("favicon.svg");aspect-ratio:1.667' in css


def test_a_band_of_its_own_changes_no_link(tmp_path: Path) -> None:
    brand = read_sound(tmp_path, 'colours: {band: "#FC0"}\n')
    assert brand.light["band"] == "#ffcc00"
    assert brand.light["band-ink"] != "#ffffff"
    assert "accent" not in {**brand.light, **brand.dark}
    assert brand.dark["band"] != "#ffcc00", "it would glare"


def test_colours_of_the_dark_theme_may_be_given(tmp_path: Path) -> None:
    text = 'colours: {accent: "#0a5a54", accent_dark: "#8ad3c4", band_dark: "#101010"}\n'
    brand = read_sound(tmp_path, text)
    assert (brand.dark["accent"], brand.dark["band"]) == ("#8ad3c4", "#101010")


def test_an_accent_is_measured_against_the_tokens_of_the_project(tmp_path: Path) -> None:
    css = (Path(__file__).parents[3] / "overrides/assets/tokens.css").read_text(encoding="utf-8")
    tokens = tmp_path / "overrides/assets/tokens.css"
    tokens.parent.mkdir(parents=True)
    tokens.write_text(css.replace("--paper: #f4f6f3", "--paper: #888888"), encoding="utf-8")
    (problem,) = read(tmp_path, 'colours: {accent: "#0a5a54"}\n')[1]
    assert "words on the page (#0a5a54 on #888888) have a contrast of 2.2" in problem
    assert 'The nearest that passes: "#' in problem


def test_the_nearest_colour_that_is_named_is_taken(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, 'colours: {accent: "#ff6600"}\n')[1]
    nearest = problem.rpartition(": ")[2].strip('"')
    assert read_sound(tmp_path, f'colours: {{accent: "{nearest}"}}\n').light["accent"] == nearest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("logo: /etc/logo.svg", "“/etc/logo.svg” is not in data/. Put the file into data/."),
        ("logo: brand/../../x.svg", "“brand/../../x.svg” is not in data/."),
        ("logo: brand/outside.svg", "“brand/outside.svg” is not in data/."),
        ("logo: brand/own.css", "“brand/own.css” is no file of this kind. Use one of .svg, .png."),
        ("logo: brand/large.png", "data/brand/large.png is larger than 1_000_000 bytes."),
        ("logo: brand/page.png", "page.png:1: this is no image of a kind that browsers show."),
        ("logo: brand/shapeless.svg", "shapeless.svg does not say how wide and high it is."),
        ("logo: {light: brand/logo.svg, dark: logo.svg}", "two files of the brand are called logo"),
        ("icon: brand/logo-dark.png", "“brand/logo-dark.png” is no file of this kind."),
        ("colours: {accent: #b64600\n}", "“colours.accent” is empty, not text."),
        ("font_files: [{family: A, file: brand/own.css}]", "Use one of .woff2, .woff."),
        ("- a list", "the file is a list, not a mapping."),
        ("name: Vélo Commun", "“name” is “Vélo Commun”, not a mapping."),
    ],
)
def test_a_file_that_is_unfit_is_told(tmp_path: Path, text: str, said: str) -> None:
    folder = tmp_path / "data" / "brand"
    folder.mkdir(parents=True)
    (tmp_path.parent / "secret.svg").write_text(DRAWING, encoding="utf-8")
    (folder / "outside.svg").symlink_to(tmp_path.parent / "secret.svg")
    (folder / "large.png").write_bytes(make_png(9, 9) + bytes(LARGEST_FILE))
    (folder / "page.png").write_text("<html>", encoding="utf-8")
    shapeless = DRAWING.format(WHEELS).replace(' viewBox="0 0 40 24"', "")
    (folder / "shapeless.svg").write_text(shapeless, encoding="utf-8")
    (folder.parent / "logo.svg").write_text(DRAWING.format(""), encoding="utf-8")
    problems = read(tmp_path, f"{text}\n")[1]
    assert any(said in problem for problem in problems), problems
    assert all("data/brand" in problem for problem in problems)


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        ("<text>V</text>", "writes with letters, which every machine draws otherwise."),
        ('<image href="data:image/png;base64,AA=="/>', "holds a picture made of dots."),
        ('<path id="a"/>' + '<use href="#a"/>' * 9, "repeats parts of itself more than 8 times"),
    ],
)
def test_an_icon_that_others_may_draw_otherwise_or_never_end_to_draw_is_refused(
    tmp_path: Path, drawing: str, said: str
) -> None:
    text = DRAWING.format(drawing)
    write_site(tmp_path, {"data/icon.svg": text})
    (problem,) = read(tmp_path, "icon: icon.svg\n")[1]
    assert f"data/icon.svg {said}" in problem


def test_what_a_style_sheet_shows_is_looked_at(tmp_path: Path) -> None:
    css = "a { background: url(page.png), url(letters.woff2) }\n"
    pages = dict.fromkeys(("data/page.png", "data/letters.woff2"), "<html>")
    write_site(tmp_path, {"data/own.css": css, **pages})
    assert [each.partition(". ")[0] for each in read(tmp_path, "css: own.css\n")[1]] == [
        "data/page.png:1: this is no image of a kind that browsers show",
        "data/own.css:1: data/letters.woff2 holds no letters",
    ]


def test_a_name_that_mkdocs_yml_gives_otherwise_is_told(tmp_path: Path) -> None:
    files = {"mkdocs.yml": (write_site(tmp_path, {}) / "mkdocs.yml").read_text(encoding="utf-8")}
    named = files["mkdocs.yml"].replace("name: English,", "name: English, site_name: Club,")
    (tmp_path / "data/brand.yml").write_text("name: {en: Vélo, fr: Vélo}\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(named, encoding="utf-8")
    log = ProblemLog()
    read_brand(read_settings(tmp_path / "mkdocs.yml"), log)
    (problem,) = map(str, log)
    assert problem == (
        "data/brand.yml:1: “name.en” is “Vélo”, and mkdocs.yml says “Club”. "
        "Take site_name out of the language en there."
    )


def test_a_style_sheet_is_published_with_what_it_shows(tmp_path: Path) -> None:
    write_site(tmp_path, {"data/own.css": "@font-face { src: url(brand/letters.woff2) }\n"})
    brand = read_sound(tmp_path, "css: own.css\n")
    assert brand.css == '@font-face { src: url("brand/letters.woff2") }\n'
    assert list(brand.files) == ["brand/letters.woff2"]


def test_a_style_sheet_may_hold_pictures_itself_and_parts_of_a_drawing(tmp_path: Path) -> None:
    css = "a { background: url(data:image/png;base64,AA==); mask: url(brand/icon.svg#x), url(#y) }"
    write_site(tmp_path, {"data/own.css": css})
    brand = read_sound(tmp_path, "css: own.css\n")
    assert brand.css == css.replace("url(brand/icon.svg#x)", 'url("brand/icon.svg#x")')

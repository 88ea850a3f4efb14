"""A project's own templates: one part in the place of ours, one that only adds to it."""

from pathlib import Path

import pytest

from support.built_site import BuiltSite, copy_site, find_one, run_mkdocs

FOOTER = '{#- Ours. -#}\n<footer class="footer"><p>Vélo Commun, {{ locale.name }}</p></footer>\n'
BASE = """\
{% extends "entraide/base.html" %}
{% block extrahead %}
<meta name="own" content="{{ locale.code }}">
{% endblock %}
{% block footer %}
<p class="own-end">Before the end.</p>
{{ super() }}
{% endblock %}
"""
TITLE = '<div class="own-title">{% include "entraide/partials/title.html" %}</div>\n'


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("own")
    config = copy_site("channels", folder / "project")
    overrides = config.parent / "overrides"
    for name, text in {
        "partials/footer.html": FOOTER,
        "partials/title.html": TITLE,
        "partials/channel_ways.html": '<p class="own-ways">{{ _("Search") }}</p>\n',
        "base.html": BASE,
        "assets/styles/footer.css": ".own-footer { color: var(--ink); }\n",
        ".entraide/partials/footer.html": "What it was copied from.",
    }.items():
        (overrides / name).parent.mkdir(parents=True, exist_ok=True)
        (overrides / name).write_text(text, encoding="utf-8")
    run = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", folder / "site")
    assert run.returncode == 0, run.stderr
    assert "overrides/partials/footer.html:1: warning: ours has changed since" in run.stderr
    return BuiltSite(folder / "site")


@pytest.mark.parametrize(("path", "name"), [("", "English"), ("fr/harassment/call/", "Français")])
def test_a_partial_is_in_the_place_of_ours_on_every_page(
    own: BuiltSite, path: str, name: str
) -> None:
    footer = find_one(own.read_page(path), ".footer")
    assert footer.get_text(strip=True) == f"Vélo Commun, {name}"


def test_a_partial_is_in_the_place_of_ours_in_texts_too(own: BuiltSite) -> None:
    page = own.read_page("harassment/call/")
    assert page.select(".text .own-ways")
    assert not page.select(".text .channel-ways")


def test_a_partial_may_have_ours_in_it(own: BuiltSite) -> None:
    page = own.read_page("fr/tags/")
    assert find_one(page, ".own-title h1").get_text(strip=True)


def test_a_style_is_in_the_place_of_ours_in_the_one_style_sheet(own: BuiltSite) -> None:
    css = own.get_file("assets/site.css").read_text(encoding="utf-8")
    assert ".own-footer" in css
    assert ".footer-row" not in css
    assert ".header-row" in css


def test_a_block_is_filled_without_a_copy_of_its_template(own: BuiltSite) -> None:
    page = own.read_page("fr/harassment/call/")
    assert find_one(page, "meta[name=own]")["content"] == "fr"
    assert find_one(page, ".own-end + .footer")
    assert find_one(page, "main h1")


def test_neither_templates_nor_their_copies_are_published(own: BuiltSite) -> None:
    names = [path.relative_to(own.folder).as_posix() for path in own.folder.rglob("*")]
    assert not [name for name in names if "entraide/" in name or "footer.html" in name]


def test_own_templates_are_drawn_by_our_own_theme_elsewhere(own: BuiltSite) -> None:
    assert own.has("404.html")
    assert not Path(own.folder, "partials").exists()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("footer", "\n{{ brand.name }}", ":2: there is no value “brand” here."),
        ("footer", "{% if %}", ":1: Expected an expression, got “end of statement block”."),
        ("footer", '{% include "partials/foter.html" %}', "there is no template partials/foter"),
        ("channel_ways", "{{ brand.name }}", ":1: there is no value “brand” here."),
    ],
)
def test_a_mistake_in_a_template_has_its_line_and_no_traceback(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    config = copy_site("channels", tmp_path / "project")
    file = config.parent / f"overrides/partials/{name}.html"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    run = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", tmp_path / "site")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert f"overrides/partials/{name}.html" in run.stderr
    assert said in run.stderr

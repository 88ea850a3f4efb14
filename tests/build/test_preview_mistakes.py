"""Whatever goes or is broken under a preview: its last good pages stay, and it is told."""

import shutil
from itertools import dropwhile

import pytest

from support.live_preview import ProjectPreview
from support.waiting import wait_for

pytestmark = pytest.mark.thorough  # two of the same stand in test_live_preview.py

SOURCE = "docs/en/harassment/current.md"
PAGE = "harassment/current/"
HOME = "docs/fr/index.md"
OWN = "overrides/home.html"
EXTENDS = '{% extends "entraide/home.html" %}\n{% block container %}'


def read_page(live: ProjectPreview, path: str) -> str:
    """The page at `path`, which must be there, without what tells its version."""
    answer = live.get(path)
    assert answer.status == 200, answer.text
    return answer.text.partition('<script type="module" src="/in/here/.preview')[0]


@pytest.mark.thorough
def test_a_home_page_that_has_gone_leaves_the_last_one(live: ProjectPreview) -> None:
    before = read_page(live, "fr/")
    text = live.remove(HOME)
    assert read_page(live, "fr/") == before
    wait_for(lambda: any(HOME in line for line in live.list_mistakes()))
    live.edit(SOURCE, "Report it.", "Elsewhere.")
    assert read_page(live, "fr/") == before
    assert "Elsewhere." in read_page(live, PAGE)
    live.save((HOME, text))
    wait_for(lambda: not live.list_mistakes())


def test_a_file_at_a_wrong_place_is_told_until_it_has_gone(live: ProjectPreview) -> None:
    live.save(("docs/fr/home.md", "Words"))
    wait_for(lambda: any("docs/fr/home.md" in line for line in live.list_mistakes()))
    live.remove("docs/fr/home.md")
    wait_for(lambda: not live.list_mistakes())


def test_a_folder_that_has_gone_takes_its_pages_with_it(live: ProjectPreview) -> None:
    shutil.rmtree(live.project / "docs/fr/harassment")
    before = live.preview.version
    live.preview.take_over([live.project / "docs/fr/harassment"]).result()
    assert live.preview.version != before
    assert "A current entry" in read_page(live, f"fr/{PAGE}"), "a fallback page"


def test_what_kept_the_site_from_opening_may_be_mended_in_a_text(live: ProjectPreview) -> None:
    text = live.remove(HOME)
    live.edit("data/platform.yml", "Square", "Circle")
    assert any(HOME in line for line in live.list_mistakes())
    live.save((HOME, text))
    wait_for(lambda: not live.list_mistakes())


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (
            "data/platform.yml",
            "name: Square\ncontact",
            "nmae: Square\ncontact",
            "If “nmae” is meant, call it “name”",
        ),
        ("data/categories.yml", "id: harassment", "id: harasment", "“harassment” is missing"),
    ],
)
def test_a_key_that_data_has_lost_leaves_the_last_good_site(
    live: ProjectPreview, path: str, old: str, new: str, told: str
) -> None:
    live.edit(SOURCE, "Report it.", "Report it to {{platform.name}}.")
    before = read_page(live, PAGE)
    live.edit(path, old, new)
    assert any(line.startswith(f"{path}:") and told in line for line in live.list_mistakes())
    assert read_page(live, PAGE) == before
    live.edit(path, new, old)
    wait_for(lambda: not live.list_mistakes())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (HOME, None),
        ("data/categories.yml", "- id: [\n"),
        ("data/settings.yml", "desk: perhaps\n"),
        ("mkdocs.yml", "plugins: [\n"),
        (OWN, "{% if %}"),
    ],
)
def test_a_project_that_is_broken_at_first_waits(
    closed_project: ProjectPreview, path: str, text: str | None
) -> None:
    file = closed_project.project / path
    good = file.read_text("utf-8") if file.is_file() else "{% extends 'entraide/home.html' %}"
    file.parent.mkdir(exist_ok=True)
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")
    assert not closed_project.preview.open().result()
    answer = closed_project.get_from_top("/any/page/")
    assert answer.status == 503
    assert f"<code>{path}" in answer.text, "a browser without scripts shows it, too"
    closed_project.save((path, good))
    assert closed_project.get("").status == 200


def test_a_text_that_is_broken_at_first_has_its_mistake_at_its_address(
    closed_project: ProjectPreview,
) -> None:
    file = closed_project.project / SOURCE
    good = file.read_text("utf-8")
    file.write_text(good.replace("title: ", "title: ["), "utf-8")
    closed_project.preview.open().result()
    answer = closed_project.get(PAGE)
    assert answer.status == 404
    assert f"<code>{SOURCE}:" in answer.text
    closed_project.save((SOURCE, good))
    assert closed_project.get(PAGE).status == 200


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("{{ nothing( }}", "“}” stands where “)” is wanted"),
        ("{% blok %}", "there is no tag “{% blok %}”. Did you mean “block”?"),
        ("{% if locale %}", "Write {% endif %} first"),
        ("{{ locale|uper }}", "there is no filter “uper”. Did you mean “upper”?"),
        ("{{ nothing.there }}", "there is no value “nothing” here"),
        ("{{ locale.code() }}", "it cannot be drawn: 'str' object is not callable"),
        ('{% include "partials/foter.html" %}', "Did you mean “partials/footer.html”?"),
    ],
)
def test_a_mistake_in_a_template_leaves_the_last_good_page(
    live: ProjectPreview, broken: str, told: str
) -> None:
    live.save((OWN, f"{EXTENDS}Mine{{% endblock %}}"))
    before = read_page(live, "")
    live.save((OWN, f"{EXTENDS}Other {broken}{{% endblock %}}"))
    (line,) = live.list_mistakes()
    assert line.startswith(f"{OWN}:2: ")
    assert told in line
    assert read_page(live, "") == before
    live.save((OWN, f"{EXTENDS}New{{% endblock %}}"))
    assert live.list_mistakes() == []
    assert "New" in read_page(live, "")


@pytest.mark.thorough
def test_a_new_template_that_is_broken_leaves_the_last_good_site(live: ProjectPreview) -> None:
    live.save(("overrides/entry.html", "{% if"))
    assert "A current entry" in read_page(live, PAGE), "though nobody has looked at it before"
    (live.project / "overrides/entry.html").write_bytes(b"\xff\xfe{{")
    live.preview.take_over([live.project / "overrides/entry.html"]).result()
    assert live.list_mistakes() == [
        "overrides/entry.html:1: the file is not UTF-8. Save it as UTF-8."
    ]


@pytest.mark.thorough
def test_a_template_that_is_mended_and_broken_elsewhere_was_never_right(
    live: ProjectPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.save((OWN, f"{EXTENDS}Mine{{% endblock %}}"))
    live.get("")
    counts = []
    monkeypatch.setattr(live.preview, "_tell", lambda: counts.append(len(live.list_mistakes())))
    for broken in ("{{ a( }}", "{{ a.b }}", "{{ 1/0 }}", "{% include 'no.html' %}", "{{ a.c }}"):
        live.save((OWN, f"{EXTENDS}{broken}{{% endblock %}}"))
    since_the_first = list(dropwhile(lambda count: count == 0, counts))
    assert set(since_the_first) == {1}

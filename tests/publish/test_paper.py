"""Documents on paper: what a site says on its pages, and nothing of a part that is off."""

from pathlib import Path

import pytest

from entraide.publish.paper import PaperPress
from entraide.publish.project_loading import open_project
from support.part_switches import write_small_site


@pytest.fixture
def as_of_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTRAIDE_AS_OF", "2026-11-21")


@pytest.mark.usefixtures("as_of_then")
@pytest.mark.parametrize("is_on", [True, False])
def test_paper_has_nothing_of_a_part_that_is_off(tmp_path: Path, *, is_on: bool) -> None:
    config = write_small_site(tmp_path, danger=is_on, author=is_on) / "mkdocs.yml"
    build = open_project(config, serving=False, advise=lambda _: None)
    build.site_url = "https://help.square.example/"
    press = PaperPress(build, build.locale)
    entry, site = press.draw_entry(press.list_entries()[0]).html, press.draw_site().html
    assert ("In danger?" in site) is is_on
    assert ("Emergency numbers" in entry) is is_on
    assert ('<meta name="author"' in entry) is is_on
    assert "tel:17" in site

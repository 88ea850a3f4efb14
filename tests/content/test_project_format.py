"""A project of another format is refused at once, with what to do."""

from pathlib import Path

import pytest

from entraide.content.project_format import FORMAT, find_format
from entraide.content.settings import read_settings
from entraide.errors import SettingsError
from support.frozen import open_frozen
from support.projects import write_site


def read_problems(folder: Path) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        read_settings(folder / "mkdocs.yml")
    return list(map(str, raised.value.problems))


def test_an_older_project_is_told_to_upgrade() -> None:
    assert read_problems(open_frozen("0.1")) == [
        "mkdocs.yml:1: this project has format 1, and this Entraide reads 2. Run: entraide upgrade."
    ]


def test_a_newer_project_needs_a_newer_entraide(tmp_path: Path) -> None:
    write_site(tmp_path, {"data/settings.yml": "desk: true\nformat: 3\nnever_heard_of: true\n"})
    [problem] = read_problems(tmp_path)
    assert problem == (
        "data/settings.yml:2: this project has format 3, and this Entraide reads 2. It was made "
        "with a newer Entraide; install that: pip install --upgrade entraide."
    )


@pytest.mark.parametrize("stated", ["0", "-1", "two"])
def test_a_format_that_is_none_is_refused(stated: str, tmp_path: Path) -> None:
    write_site(tmp_path, {"data/settings.yml": f"format: {stated}\n"})
    [problem] = read_problems(tmp_path)
    assert problem.startswith("data/settings.yml:1: format is ")
    assert problem.endswith("Delete the line, and run: entraide upgrade.")


def test_a_project_states_its_format_or_is_known_by_its_plugin(tmp_path: Path) -> None:
    write_site(tmp_path, {"data/settings.yml": f"format: {FORMAT}\n"})
    assert read_settings(tmp_path / "mkdocs.yml").project_format == FORMAT
    ours = {"plugins": [{"i18n": {}}, "entraide"], "extra": {"entraide": {}}}
    assert find_format(ours, {}) == 2
    assert find_format({"plugins": {"i18n": None, "entraide": None}}, None) == 2
    assert find_format({"plugins": ["i18n"], "hooks": ["hooks/page_list.py"]}, {}) == 1
    assert find_format({"extra": {"entraide": None}}, {}) == 1


def test_a_project_of_mkdocs_alone_is_no_older_one(tmp_path: Path) -> None:
    write_site(tmp_path, {"mkdocs.yml": "site_url: https://help.example/\nplugins: [search]\n"})
    problems = read_problems(tmp_path)
    missing = "mkdocs.yml:2: the plugin entraide is missing. Add “- entraide” below plugins, or "
    assert f"{missing}start a project: entraide init." in problems
    assert not any("format" in problem for problem in problems)

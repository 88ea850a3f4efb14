"""The folder of data: the files that are read, and those that nobody reads."""

import shutil
from pathlib import Path

from entraide.content.data.folder import FILE_NAMES, check_data_folder
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from support.projects import write_site


def test_every_file_of_the_list_is_read(tmp_path: Path) -> None:
    write_site(tmp_path, {"data/settings.yml": "desk: true\n"})
    settings = read_settings(tmp_path / "mkdocs.yml")
    assert settings.desk
    names = FILE_NAMES - {"settings.yml"}
    write_site(tmp_path, {f"data/{name}": "{broken" for name in names})
    assert {problem.path for problem in read_site(settings).problems} == {
        f"data/{name}" for name in names
    }
    assert list(check_data_folder(settings)) == []


def test_a_list_whose_name_is_mistyped_is_told_with_the_right_name(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    (tmp_path / "data" / "tags.yml").rename(tmp_path / "data" / "tag.yml")
    (strange,) = read_site(read_settings(tmp_path / "mkdocs.yml")).problems
    assert str(strange).endswith(
        "Did you mean data/tags.yml? If not, move it into a folder of your own in data/."
    )


def test_a_project_needs_no_file_of_data(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    shutil.rmtree(tmp_path / "data")
    assert list(read_site(read_settings(tmp_path / "mkdocs.yml")).problems) == []

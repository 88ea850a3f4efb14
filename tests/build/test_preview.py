"""The files of a preview are those that a build writes, byte for byte."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from entraide.content.site_folder import BUILD_LIST
from entraide.preview.preview_files import PreviewFiles
from entraide.preview.preview_site import PreviewSite
from entraide.publish.search.index import FOLDER
from entraide.shipped_folders import get_theme_folder
from support.built_site import DAY, BuildSite, copy_site, find_project, run_mkdocs
from support.thinning import select_some

SITES = ("states", "square", "channels", "club", "single", "arabic", "subpath", "awkward")


def list_differences(built: Path, preview: PreviewSite) -> list[str]:
    """The files of a built site that the preview has not, or has otherwise, or has beside them."""
    files = PreviewFiles(preview)
    names = set(iter_compared(built))
    wrong = {name for name in names if files.read(name) != (built / name).read_bytes()}
    return sorted(wrong | (files.list_drawn_paths() - names))


def iter_compared(built: Path) -> Iterator[str]:
    for file in built.rglob("*"):
        name = file.relative_to(built).as_posix()
        is_other = name.startswith(f"{FOLDER}/") or name == BUILD_LIST or file.suffix == ".gz"
        if file.is_file() and not is_other:
            yield name


@pytest.mark.parametrize("name", select_some(SITES, 2))
def test_a_preview_is_what_a_build_writes(
    name: str, build_site: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    config = find_project(name) / "mkdocs.yml"
    preview = PreviewSite(config, tmp_path, shows_drafts=False)
    assert list_differences(build_site(name).folder, preview) == []


@pytest.mark.thorough
def test_so_it_is_where_a_plugin_acts_on_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    config = copy_site("states", tmp_path / "project")
    (config.parent / "shout.py").write_text(
        "def on_post_page(output, page, config):\n"
        "    return output.replace('</h1>', f'!</h1><!-- {page.title} -->')\n"
    )
    config.write_text(config.read_text() + "\nhooks: [shout.py]\n")
    done = run_mkdocs("build", "-q", "-f", config, "-d", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "preview"
    folder.mkdir()
    preview = PreviewSite(config, folder, shows_drafts=False)
    assert b"!</h1><!-- " in (PreviewFiles(preview).read("index.html") or b"")
    assert list_differences(tmp_path / "site", preview) == []


@pytest.mark.thorough
def test_so_it_is_where_the_theme_itself_is_in_the_project(
    build_site: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    config = copy_site("club", tmp_path / "project")
    theme = f"theme: {{ name: material, custom_dir: {get_theme_folder()} }}"
    config.write_text(f"{config.read_text()}\n{theme}\n")
    folder = tmp_path / "preview"
    folder.mkdir()
    preview = PreviewSite(config, folder, shows_drafts=False)
    assert list_differences(build_site("club").folder, preview) == []

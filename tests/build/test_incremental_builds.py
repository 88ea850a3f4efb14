"""A build over an earlier one gives, byte for byte, what a clean build gives, after any edits."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import settings

from entraide.content.cached_files import FOLDER
from entraide.content.site_folder import get_spare_folder
from support.built_site import DAY, add_settings, copy_site

SEQUENCES = max(1, settings().max_examples // 40)
BUILD = "from entraide.cli.main import main; main()"
LISTS = (
    *("harassment/index.html", "fr/scams/index.html", "tags/police/index.html", "tags/index.html"),
    *("entries/index.html", "fr/changes/index.html", "entries/index.json", "sitemap.xml"),
    *("fr/feed.xml", "llms.txt", "redirects.json", "gone.caddy"),
)
DATA = ("entries/*.??.*", "e/*/*", "translate/*.po")
Edit = Callable[[Path, dict[str, str]], object]


def run(project: Path, command: list[str], **environment: str) -> None:
    run = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "ENTRAIDE_AS_OF": DAY, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def build_again(project: Path, environment: Mapping[str, str]) -> Path:
    """Build as people do, over the last site."""
    run(project, [sys.executable, "-c", BUILD, "build"], **environment)
    return project / "site"


def build_clean(project: Path, environment: Mapping[str, str]) -> Path:
    """Build into another folder, with no cache at all: there is no place for its key."""
    site = project.parent / "clean"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(site)]
    run(project, command, **environment, XDG_STATE_HOME="no place")
    return site


def read_all(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def replace(name: str, old: str, new: str) -> Edit:
    def edit(project: Path, _: dict[str, str]) -> None:
        file = project / name
        text = file.read_text(encoding="utf-8")
        assert old in text, name
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def write(name: str, text: str) -> Edit:
    def edit(project: Path, _: dict[str, str]) -> None:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")

    return edit


def add_language(project: Path, _: dict[str, str]) -> None:
    (project / "docs/fr/harassment/english-only.md").write_text(
        "---\nid: 4\ntitle: En français aussi\nsummary: Une traduction.\nsource_revision: 1\n"
        "translator: Camille R.\nupdated: 2026-06-03\n---\n\nLe texte.\n\n## Premiers pas\n\nUn.\n",
        encoding="utf-8",
    )


def remove_version(project: Path, _: dict[str, str]) -> None:
    (project / "docs/fr/harassment/misleading.md").unlink()
    (project / "docs/fr/harassment/misleading.segments.json").unlink()


def rename_tag(project: Path, _: dict[str, str]) -> None:
    file = project / "data/tags.yml"
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    rows[0]["label"]["fr"] = "La police"
    file.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")


def forge_site(project: Path, _: dict[str, str]) -> None:
    for name in ("fr/harassment/current/index.html", "entries/1.en.json", "e/1/index.html"):
        (project / "site" / name).write_text("Somebody else’s.", encoding="utf-8")
    (project / "site/harassment/outdated/index.html.gz").unlink()
    (project / "site/search/fr/words-0.json").unlink()


def forge_spare(project: Path, _: dict[str, str]) -> None:
    spare = get_spare_folder(project / "site")
    if not spare.exists():
        return
    for name in ("fr/harassment/current/index.html", "entries/1.en.json"):
        (spare / name).unlink(missing_ok=True)
        (spare / name).parent.mkdir(parents=True, exist_ok=True)
        (spare / name).write_text("Somebody else’s.", encoding="utf-8")
    (spare / "e/1/index.html").unlink(missing_ok=True)


def put_into_spare(project: Path, _: dict[str, str]) -> None:
    spare = get_spare_folder(project / "site")
    spare.mkdir(exist_ok=True)
    (spare / "mine.txt").write_text("mine", encoding="utf-8")


def cut_cache(project: Path, _: dict[str, str]) -> None:
    for folder in ("site", "templates", "reading", "checks", "words"):
        for file in (project / FOLDER / folder).iterdir():
            file.write_bytes(file.read_bytes()[:-100])


EDITS: Mapping[str, Edit] = {
    "text": replace("docs/en/harassment/current.md", "Report it.", "Report it today."),
    "text of a fallback": replace("docs/fr/scams/french-only.md", "\n## ", "\nUn mot.\n\n## "),
    "heading": replace("docs/en/harassment/misleading.md", "## ", "## Well, "),
    "title": replace("docs/fr/harassment/current.md", "Une entrée à jour", "Une entrée"),
    "tag": replace("docs/en/harassment/current.md", "[police, privacy]", "[privacy]"),
    "label": rename_tag,
    "status": replace("docs/en/scams/archived.md", "status: archived", "status: published"),
    "order": replace("docs/en/harassment/current.md", "id: 1\n", "id: 1\norder: 9\n"),
    "language": add_language,
    "removal": remove_version,
    "settings": lambda project, _: add_settings(project / "mkdocs.yml", rating="helpful"),
    "name": replace("mkdocs.yml", "site_name: States", "site_name: Other states"),
    "template": write("overrides/partials/footer.html", "<footer>{{ locale.name }}</footer>\n"),
    "file": write("docs/fr/harassment/drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "day": lambda _, environment: environment.update(ENTRAIDE_AS_OF="2027-01-05"),
    "site": forge_site,
    "spare": forge_spare,
    "file in the spare": put_into_spare,
    "cache": cut_cache,
}


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_edits_the_site_is_that_of_a_clean_build(seed: int, tmp_path: Path) -> None:
    project = copy_site("states", tmp_path / "project").parent
    names, random = list(EDITS), Random(seed)  # noqa: S311 - any order will do
    random.shuffle(names)
    sizes = (1, 2, 3) if SEQUENCES > 1 else (3, 4)  # of groups: each is built twice
    environment: dict[str, str] = {}
    build_again(project, environment)
    while names:
        group = [names.pop() for _ in range(min(random.choice(sizes), len(names)))]
        for name in group:
            EDITS[name](project, environment)
        again = read_all(build_again(project, environment))
        clean = read_all(build_clean(project, environment))
        assert sorted(again) == sorted(clean), group
        assert [name for name in again if again[name] != clean[name]] == [], group


@pytest.mark.thorough
def test_an_edit_within_a_text_writes_its_own_pages_alone(tmp_path: Path) -> None:
    project = copy_site("states", tmp_path / "project").parent
    site = build_again(project, {})
    pages = sorted([*site.rglob("harassment/*/index.html*"), *site.rglob("scams/*/index.html*")])
    data = sorted(each for glob in DATA for each in site.glob(glob))
    search = sorted(site.glob("search/fr/*"))  # of the other language
    lists = [site / name for name in LISTS]
    before = {path: path.stat().st_ino for path in (*pages, *data, *search, *lists)}
    EDITS["text"](project, {})
    build_again(project, {})
    other = {
        path.relative_to(site).as_posix()
        for path, number in before.items()
        if path.stat().st_ino != number
    }
    assert search
    assert len(before) > 80
    assert other == {
        *(
            f"{prefix}harassment/current/index.html{end}"
            for prefix in ("", "fr/")
            for end in ("", ".gz")
        ),
        *(
            f"entries/1.{code}.{kind}"
            for code in ("en", "fr")
            for kind in ("json", "json.gz", "md")
        ),
    }

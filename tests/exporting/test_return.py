"""What we write for other systems comes back by `entraide import`: entries, languages, texts."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.model.site import Site
from support.commands import Run

SYSTEMS = pytest.mark.parametrize("system", ["table", "html", "zendesk", "phpmyfaq"])


def export(run: Run, system: str) -> Path:
    """The file, or the folder that its archive becomes."""
    form = "csv" if system == "table" else system
    file = Path.cwd().parent / f"out.{'csv' if system == 'table' else 'zip'}"
    result = run("export", "--format", form, "--output", file, "--status", "all")
    assert result.exit_code == 0, result.output
    if system == "table":
        return file
    with ZipFile(file) as archive:
        archive.extractall(file.with_suffix(""))
    return file.with_suffix("")


def import_files(run_in: Run, system: str, source: Path, project: Path) -> Site:
    for option in ("--plan", "--from"):
        result = run_in(project, "import", system, str(source), option, "plan.csv")
        assert result.exit_code == 0, result.output
    return read_site(read_settings(project / "mkdocs.yml")).site


def list_texts(site: Site, *, has_numbers: bool) -> list[tuple[int, str, str, str]]:
    """The number, if the format has it, the language, the title and the beginning of each text."""
    return sorted(
        (
            entry.id if has_numbers else 0,
            version.locale,
            version.title.replace("＃", "#"),
            version.body.split()[0],
        )
        for entry in site.entries.values()
        for version in (entry.source, *entry.localised.values())
    )


@SYSTEMS
def test_each_entry_comes_back_in_each_language(
    system: str, project: Path, blank: Path, run_entraide: Run, run_in: Run
) -> None:
    before = read_site(read_settings(project / "mkdocs.yml")).site
    site = import_files(run_in, system, export(run_entraide, system), blank)
    has_numbers = system != "html"
    assert list_texts(site, has_numbers=has_numbers) == list_texts(before, has_numbers=has_numbers)

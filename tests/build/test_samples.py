"""The samples of `entraide init`, built: their home pages name the platform in each language."""

import subprocess
import sys
from pathlib import Path

import pytest

from support.samples import BOTH, LOCALES, write_project

ENTRAIDE = str(Path(sys.executable).with_name("entraide"))
MARKER = "SITE_NAME"


@pytest.mark.thorough
@pytest.mark.parametrize(("sample", "locales"), [("blank", LOCALES), ("product", BOTH)], ids=str)
def test_a_sample_builds_a_home_page_in_each_of_its_languages(
    sample: str, locales: tuple[str, ...], tmp_path: Path
) -> None:
    project = write_project(tmp_path, sample, locales)
    command = [ENTRAIDE, "build"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    for locale in locales:
        folder = project / "site" if locale == locales[0] else project / "site" / locale
        page = (folder / "index.html").read_text("utf-8")
        assert "Blue" in page
        assert MARKER not in page
        assert "PLATFORM_NAME" not in page
        assert "{{" not in page
    if sample == "product":
        page = (project / "site/fr/help/contact-us/index.html").read_text("utf-8")
        assert "Équipe d’assistance" in page
        assert "Support team" not in page

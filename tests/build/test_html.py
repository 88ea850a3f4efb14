"""Every page of every site is valid HTML, without inline style or script."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.built_site import BuildSite

TOOLS = Path(__file__).parents[1] / "tools"
VALIDATE = TOOLS / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node")
    if (not found or not VALIDATE.exists()) and os.environ.get("CI") != "true":
        pytest.skip("html-validate is missing. Run `make test`, which installs it.")
    assert found
    return found


@pytest.mark.parametrize(
    "name", [".", "states", "channels", "subpath", "arabic", "awkward", "single", "writing"]
)
def test_every_page_is_valid(build_site: BuildSite, node: str, name: str) -> None:
    folder = build_site(name).folder
    pages = [str(page) for page in sorted(folder.rglob("*.html"))]
    assert len(pages) > 5
    command = [node, str(VALIDATE), "--config", str(TOOLS / "htmlvalidate.json"), *pages]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


@pytest.mark.parametrize("name", [".", "states"])
def test_no_page_has_a_script_or_a_style_of_its_own(build_site: BuildSite, name: str) -> None:
    site = build_site(name)
    for path in sorted(site.folder.rglob("*.html")):
        page = site.page(path.relative_to(site.folder).as_posix())
        assert not page.select("style, [style], [onclick], [onload]"), path
        inline = [tag for tag in page.select("script") if not tag.get("src")]
        assert all(tag.get("type") == "application/ld+json" for tag in inline), path

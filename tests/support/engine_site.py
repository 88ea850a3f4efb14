"""One site with every part of the product, for the tests of other browsers than Chromium.

It is tests/sites/square with the guided path, the scam check and the log of incidents of
guide_site.py. Its exit leads to a host that no machine has: nothing is asked of another.
"""

import pytest

from support import guide_site
from support.built_site import BuildSite, BuiltSite, add_settings, copy_site

EXIT = "https://weather.example/"
IDS = {"entries: [1]": "entries: [1050]", "report: 1": "report: 1035"}


@pytest.fixture(scope="session")
def engine_site(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    project = tmp_path_factory.mktemp("engines") / "every-part"
    config = copy_site("square", project)
    add_settings(config, exit={"en": EXIT, "fr": EXIT})
    for name in ("paths", "scam_check", "incident_log"):
        text = getattr(guide_site, name.upper())
        for written, meant in IDS.items():
            text = text.replace(written, meant)
        (project / "data" / f"{name}.yml").write_text(text, encoding="utf-8")
    return build_site(project)

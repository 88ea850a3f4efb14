"""A site of tests/sites from which an entry was removed: its addresses answer 410, “gone”."""

import shutil
from pathlib import Path

from support.built_site import BuildSite, BuiltSite
from support.paths import SITES

REMOVED = "was: [scams/Taken-Down, scams/taken-down], removed: 2026-11-01, instead: 1"


def build_with_removal(name: str, build_site: BuildSite, folder: Path) -> BuiltSite:
    """That site, `states` or one below a path, built from `folder` with entry 7001 removed."""
    project = folder / f"{name}-with-removal"
    shutil.copytree(SITES / "states" / "data", project / "data")
    (project / "data" / "ids.yml").write_text(f"7001: {{ {REMOVED} }}\n", "utf-8")
    (project / "mkdocs.yml").write_text(
        f"INHERIT: {SITES / name / 'mkdocs.yml'}\n"
        f"docs_dir: {SITES / 'states' / 'docs'}\n"
        "plugins:\n  entraide: { data: data }\n",
        "utf-8",
    )
    return build_site(project)

"""Projects of the samples that `entraide init` has, as they are after it."""

import shutil
from pathlib import Path

import yaml

from support.paths import ROOT

SAMPLES = ROOT / "src" / "entraide" / "samples"
LOCALES = ("en", "fr", "de", "es", "ar")  # those of the blank sample
BOTH = ("en", "fr")  # those that the product sample is written in


def write_project(root: Path, sample: str, locales: tuple[str, ...]) -> Path:
    """A project of a sample; a locale in which it has no home page gets the blank one."""
    shutil.copytree(SAMPLES / sample / "data", root / "data")
    for locale in locales:
        folder = SAMPLES / sample / "docs" / locale
        source = folder if folder.is_dir() else SAMPLES / "blank" / "docs" / locale
        shutil.copytree(source, root / "docs" / locale)
    languages = [{"locale": each, "name": each, "default": each == locales[0]} for each in locales]
    plugins = [{"i18n": {"languages": languages}}, "entraide"]
    settings = {"site_name": "Blue", "site_url": "https://help.example.org/", "plugins": plugins}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    for file in (path for path in root.rglob("*") if path.is_file()):
        file.write_text(file.read_text("utf-8").replace("PLATFORM_NAME", "Blue"), "utf-8")
    return root

"""A small site with every part, and the same with parts switched off, for tests of the switches."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.built_site import BuildSite, BuiltSite
from support.projects import PLATFORM, write_site

CHANNELS = """\
- id: fr-line
  country: FR
  topics: [danger]
  name: {en: Line, fr: Ligne}
  purpose: {en: "Danger.", fr: "Danger."}
  not_for: {en: "Not for the rest.", fr: "Pas pour le reste."}
  phone: "17"
  emergency: true
  known: secondary
  sources: ["https://one.example/", "https://two.example/"]
  status: published
  review_by: 2027-05-21
"""
TOPICS = "- {id: danger, label: {en: D, fr: D}, description: {en: D, fr: D}}\n"
FACTS = PLATFORM.replace("email: no, postal: no", "email: police@square.example, postal: no")
FACTS = FACTS.replace("authorities: no", "authorities: dsa@square.example")
FACTS = FACTS.replace("limits: no", "limits: None known")
FACTS = FACTS.replace(
    "contact: no, expires: no", "contact: hole@square.example, expires: 2027-05-21"
)
FILES: Mapping[str, str | Mapping[str, Any]] = {
    "data/platform.yml": FACTS,
    "data/topics.yml": TOPICS,
    "data/channels/fr.yml": CHANNELS,
    "docs/en/scams/signs.md": {"tags": ["money"], "body": "Call.\n\n{{where.danger}}\n"},
    "docs/fr/scams/signs.md": {"source_revision": 1, "body": "Appelez.\n\n{{where.danger}}\n"},
    "docs/en/scams/bike.md": {"id": 2, "title": "Unlock a bike", "tags": ["money"]},
    "docs/en/account/old.md": {"id": 3, "title": "An old bike", "tags": ["money"]},
}
WITH_ALL: dict[str, object] = {"desk": True, "questions": True}
SwitchParts = Callable[..., BuiltSite]


def write_small_site(root: Path, **settings: object) -> Path:
    """The small site below `root`, with `settings`."""
    return write_site(root, {**FILES, "data/settings.yml": yaml.safe_dump(WITH_ALL | settings)})


@pytest.fixture(scope="session")
def switch_parts(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> SwitchParts:
    """`switch_parts(exit=False)` is the small site, built with these settings once a run."""

    def build(**settings: object) -> BuiltSite:
        name = "-".join(f"{key}-{value}" for key, value in settings.items()) or "all"
        project = tmp_path_factory.mktemp("parts") / f"parts-{name}".lower()
        return build_site(write_small_site(project, **settings))

    return build

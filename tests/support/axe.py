"""What axe-core finds on a page; `axe` is its script, from tests/tools."""

import os
from collections.abc import Sequence
from typing import Literal

import pytest
from playwright.sync_api import Page

from support.paths import NODE_MODULES

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Look = tuple[Literal["light", "dark"], int]  # the scheme, and the width of the page in pixels
EVERY_LOOK: list[Look] = [("light", 320), ("dark", 1280), ("dark", 320), ("light", 1280)]
# One look and one language. The other pairs, which have no rule of their own, take longer.
LOOKS = pytest.mark.parametrize(
    "look",
    [
        pytest.param(("light", 320), id="light"),
        pytest.param(("dark", 1280), id="dark", marks=pytest.mark.thorough),
    ],
)
LOOKS_AND_LOCALES = pytest.mark.parametrize(
    ("look", "locale"),
    [
        pytest.param(("light", 320), "fr", id="light-fr"),
        pytest.param(("dark", 1280), "fr", id="dark-fr", marks=pytest.mark.thorough),
        pytest.param(("light", 320), "en", id="light-en", marks=pytest.mark.thorough),
        pytest.param(("dark", 1280), "en", id="dark-en", marks=pytest.mark.thorough),
    ],
)


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists() and os.environ.get("CI") != "true":
        pytest.skip("axe-core is missing. Run `make test`, which installs it.")
    return AXE.read_text(encoding="utf-8")


def list_violations(page: Page, axe: str) -> list[str]:
    page.wait_for_load_state()  # an answer to a form may still wait for its style
    if not page.evaluate("typeof axe == 'object'"):
        page.evaluate(axe)
    # Only what fails is described: axe takes longer to describe the rest.
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def list_violations_in(page: Page, axe: str, looks: Sequence[Look]) -> list[str]:
    found = []
    for scheme, width in looks:  # without motion: colours change at once
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}, {width}: {each}" for each in list_violations(page, axe)]
    return found

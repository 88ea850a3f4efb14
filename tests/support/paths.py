"""Paths of folders of this repository."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
SITES = TESTS / "sites"
NODE_MODULES = TESTS / "tools" / "node_modules"
LOCALES = ROOT / "overrides" / "locales"

"""Paths of folders of this repository."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
SITES = TESTS / "sites"
NODE_MODULES = TESTS / "tools" / "node_modules"
LOCALES = ROOT / "overrides" / "locales"
REFERENCE_SITE = TESTS / "reference_site"  # tests of what docs/ and data/ say

"""What each piece of Markdown becomes on a page: one YAML file each, named after the fact.

Keys: `markdown`, `locale` (en unless said), and `expected`, which
`UPDATE_GOLDEN=1 pytest tests/test_golden_markdown.py` writes anew.
"""

import os
from pathlib import Path

import pytest
import yaml
from markdown import Markdown

from entraide.content.catalogs import read_catalog
from entraide.content.dialect import python_markdown
from entraide.content.outline import outline
from entraide.content.settings import read_settings
from entraide.publish.bodies import generated_words

ROOT = Path(__file__).parent.parent
GOLDENS = sorted((ROOT / "tests" / "golden" / "markdown").glob("*.yml"))


def page_html(body: str, locale: str) -> str:
    settings = read_settings(ROOT / "mkdocs.yml")
    extensions, configs = python_markdown(generated_words(read_catalog(settings, locale)))
    return Markdown(extensions=extensions, extension_configs=configs).convert(body)


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_a_page_shows(golden: Path) -> None:
    case = yaml.safe_load(golden.read_text(encoding="utf-8"))
    html = page_html(case["markdown"], case.get("locale", "en"))
    if os.environ.get("UPDATE_GOLDEN"):
        before, _, _ = golden.read_text(encoding="utf-8").partition("expected:")
        block = "".join(f"  {line}\n" for line in html.splitlines())
        golden.write_text(f"{before}expected: |\n{block}", encoding="utf-8")
    else:
        assert html == case["expected"].rstrip("\n")
    assert outline(case["markdown"]).disagreement is None, "both parsers read it alike"


def test_no_golden_needs_inline_style_or_script() -> None:
    found = [yaml.safe_load(golden.read_text(encoding="utf-8"))["expected"] for golden in GOLDENS]
    assert len(found) > 5
    assert not [html for html in found if "style=" in html or "<script" in html]

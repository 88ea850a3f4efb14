"""What each piece of Markdown becomes on a page: one YAML file each, named after the fact.

Keys: `markdown`, `locale` (en unless said), and `expected`, which
`UPDATE_GOLDEN=1 pytest tests/test_golden_markdown.py` writes anew.
"""

import os
from pathlib import Path

import pytest
import yaml
from entraide.content.catalogs import read_catalog
from entraide.content.markdown.document import read_document
from entraide.content.markdown.drawing import draw
from entraide.content.markdown.parts import PartKind, join
from entraide.content.markdown.pen import Style
from entraide.content.settings import read_settings
from entraide.publish.bodies import generated_words

ROOT = Path(__file__).parent.parent
GOLDENS = sorted((ROOT / "tests" / "golden" / "markdown").glob("*.yml"))


def page_html(body: str, locale: str) -> str:
    settings = read_settings(ROOT / "mkdocs.yml")
    words = generated_words(read_catalog(settings, locale))
    document = read_document(body, "A title")
    assert not [fault for fault in document.faults if not fault.minor], "a page can show it"
    return join(draw(document, Style(locale, words)).parts, _written)


def _written(kind: PartKind, value: object) -> str:
    """What a page would put there, as far as a text alone can tell."""
    if kind in {PartKind.PERMALINK, PartKind.BELOW}:
        return ""
    return str(value) if kind in {PartKind.PROSE, PartKind.ADDRESS} else f"{{{kind.name} {value}}}"


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


def test_no_golden_needs_inline_style_or_script() -> None:
    found = [yaml.safe_load(golden.read_text(encoding="utf-8"))["expected"] for golden in GOLDENS]
    assert len(found) > 5
    assert not [html for html in found if "style=" in html or "<script" in html]

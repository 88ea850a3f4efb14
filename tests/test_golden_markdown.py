"""What each piece of Markdown becomes: one YAML file each, named after the fact.

Keys: `markdown`; `title` and `locale` (A title, en) where they matter; and what
`UPDATE_GOLDEN=1 pytest tests/test_golden_markdown.py` writes anew: `faults` (a line from 1, what is
wrong, the cure; those that only warn say so), `segments` (the texts that translators get), and
`expected`, the HTML of its page. What is refused is on no page, so it has no HTML here.
"""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.content.catalogs import read_catalog
from entraide.content.markdown.faults import MarkupFault
from entraide.content.markdown.html_writer import get_generated_words
from entraide.content.outline import read_outline
from entraide.content.segmentation import cut_segments, replace_segments
from entraide.publish.site_texts import LocaleResources
from support.offenders import assert_none
from support.paths import ROOT
from support.square_site import read_square_settings
from support.text_pages import TITLE, draw_page, make_text_entry

GOLDENS = sorted((ROOT / "tests" / "golden" / "markdown").glob("*.yml"))
VALUES = {"platform.name": "Square", "platform.contact.email": "help@square.example"}
GENERATED_KEYS = ("faults", "segments", "expected")  # by UPDATE_GOLDEN, in this order, at the end


def convert_case(case: dict[str, Any]) -> dict[str, Any]:
    """What becomes of a case, by the names in WRITTEN."""
    body, title = case["markdown"], case.get("title", TITLE)
    faults = read_outline(body, title).faults
    refused = any(not fault.minor for fault in faults)
    return {
        "faults": [_format_fault(fault) for fault in faults],
        "segments": [f"{one.segment.kind}: {one.segment.text}" for one in cut_segments(body)],
        "expected": "" if refused else draw_page_html(body, title, case.get("locale", "en")),
    }


def _format_fault(fault: MarkupFault) -> str:
    return f"{fault.line + 1}: {'warning: ' * fault.minor}{fault.what}. {fault.cure}."


def draw_page_html(body: str, title: str, locale: str) -> str:
    catalog = read_catalog(read_square_settings(), locale)
    permalink = catalog.gettext("Link to this section")
    language = LocaleResources(values=VALUES, permalink=permalink)
    words = get_generated_words(catalog)
    return draw_page(make_text_entry(body, title, locale), language, words).html


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_a_text_becomes_what_the_golden_file_expects(golden: Path) -> None:
    case = yaml.safe_load(golden.read_text(encoding="utf-8"))
    found = convert_case(case)
    if os.environ.get("UPDATE_GOLDEN"):
        rewrite(golden, case, found)
    else:
        expected = {name: case.get(name) or type(found[name])() for name in GENERATED_KEYS}
        assert found == expected


def rewrite(golden: Path, case: dict[str, Any], found: dict[str, Any]) -> None:
    """The file again, with what was found at its end; empty lists are left out."""
    given = {name: value for name, value in case.items() if name not in GENERATED_KEYS}
    whole = given | {name: value for name in GENERATED_KEYS if (value := found[name])}
    text = yaml.dump(whole, Dumper=_Blocks, sort_keys=False, allow_unicode=True, width=9999)
    golden.write_text(text, encoding="utf-8")


class _Blocks(yaml.SafeDumper):
    """YAML with texts of more lines as blocks, and lists indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - PyYAML's
        del indentless
        super().increase_indent(flow, indentless=False)


def _represent_block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Blocks.add_representer(str, _represent_block)


def test_segments_are_put_back_where_they_stood() -> None:
    bodies = {
        golden.stem: yaml.safe_load(golden.read_text(encoding="utf-8"))["markdown"]
        for golden in GOLDENS
    }
    assert_none(name for name, body in bodies.items() if put_back(body) != body)


def put_back(body: str) -> str:
    cuts = cut_segments(body)
    return replace_segments(body, cuts, {n: one.segment.text for n, one in enumerate(cuts)})


def test_no_golden_needs_inline_style_or_script() -> None:
    cases = [yaml.safe_load(golden.read_text(encoding="utf-8")) for golden in GOLDENS]
    found = [case["expected"] for case in cases if "expected" in case]
    assert len(found) > 5
    assert not [html for html in found if "style=" in html or "<script" in html]

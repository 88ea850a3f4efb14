"""What no translator may change stands in inline tags, which any tool’s reading gives back."""

import pytest
from lxml import etree

from entraide.errors import FileLine
from entraide.model.segment_keys import FieldKey
from entraide.translation.formats.bundle import Bundle, BundlePart, UnitRow
from entraide.translation.formats.inline_tags import read_original_data, read_text
from entraide.translation.formats.xliff import format_xliff
from entraide.translation.formats.xliff2 import format_xliff2

TEXT = "Ask {{platform.name}}, see [the `page`](a.md) or [that](b.md), <https://x.y>[^1]."
FRENCH = "Voir [celle-ci](b.md) ou [la `page`](a.md), {{platform.name}}, <https://x.y>[^1]."
ROW = UnitRow(1, FieldKey("title"), TEXT, FRENCH, location=FileLine("docs/en/a/b.md", 3))
BUNDLE = Bundle("fr", "fr", "Site", (BundlePart(1, 1, "en", "docs/en/a/b.md", (ROW,)),))


def parse_texts(xml: str) -> tuple[etree._Element, etree._Element]:
    """The source and the target of the only row."""
    root = etree.fromstring(xml.encode())
    (source,), (target,) = root.findall(".//{*}source"), root.findall(".//{*}target")
    return source, target


def list_tags(element: etree._Element) -> list[tuple[str, str, str]]:
    return [
        (etree.QName(tag).localname, tag.get("id", ""), tag.text or "") for tag in element.iter()
    ][1:]


def test_xliff_1_has_placeholders_and_pairs_with_the_same_numbers_in_both_texts() -> None:
    source, target = map(list_tags, parse_texts(format_xliff(BUNDLE)))
    assert source == [
        ("ph", "1", "{{platform.name}}"),
        ("bpt", "2", "["),
        ("ph", "3", "`page`"),
        ("ept", "2", "](a.md)"),
        ("bpt", "4", "["),
        ("ept", "4", "](b.md)"),
        ("ph", "5", "<https://x.y>"),
        ("ph", "6", "[^1]"),
    ]
    assert sorted(target) == sorted(source)
    assert target[:2] == source[4:6]


def test_xliff_2_marks_what_is_not_translated() -> None:
    source, target = parse_texts(format_xliff2(BUNDLE))
    for element in (source, target):
        tags = list(element)
        assert {etree.QName(tag).localname for tag in tags} == {"mrk"}
        assert {tag.get("translate") for tag in tags} == {"no"}
        assert len({tag.get("id") for tag in tags}) == len(tags)


@pytest.mark.parametrize("write", [format_xliff, format_xliff2])
def test_a_text_is_read_back_as_it_was(write: object) -> None:
    assert callable(write)
    for tags in (True, False):
        source, target = parse_texts(write(BUNDLE, tags=tags))
        assert (read_text(source), read_text(target)) == (TEXT, FRENCH)
        assert bool(len(source)) is tags


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('Ask <x id="1" equiv-text="{{a.b}}"/>.', "Ask {{a.b}}."),
        ('<g id="1">Ask</g> <ph id="2">`a`</ph>', "Ask `a`"),
        ('Ask <ph id="1" dataRef="d1"/>.', "Ask {{a.b}}."),
        (
            '<pc id="1" dataRefStart="d2" dataRefEnd="d3">Ask</pc> <ph id="2" equiv="`a`"/>',
            "[Ask](c.md) `a`",
        ),
        ("Ask <!-- a tool was here --><mrk id='m1' translate='no'>{{a.b}}</mrk>", "Ask {{a.b}}"),
    ],
)
def test_the_tags_of_other_tools_are_read_too(inner: str, text: str) -> None:
    data = '<data id="d1">{{a.b}}</data><data id="d2">[</data><data id="d3">](c.md)</data>'
    unit = etree.fromstring(
        f"<unit><originalData>{data}</originalData><segment><source>{inner}</source></segment></unit>"
    )
    assert read_text(unit.find(".//source"), read_original_data(unit)) == text


def test_no_group_of_contexts_has_the_name_of_another() -> None:
    root = etree.fromstring(format_xliff(BUNDLE).encode())
    assert all(group.get("name") is None for group in root.iter("{*}context-group"))

"""Atom feeds, read by tests and held against the rules of RFC 4287."""

import re
from xml.etree import ElementTree as ET

from entraide.publish.feed import ATOM

NAMES = {"a": ATOM}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def list_entries(root: ET.Element) -> list[ET.Element]:
    return root.findall("a:entry", NAMES)


def list_texts(root: ET.Element, path: str) -> list[str]:
    return [element.text or "" for element in root.findall(path, NAMES)]


def find_link(element: ET.Element, rel: str) -> str:
    (found,) = element.findall(f"a:link[@rel='{rel}']", NAMES)
    return found.attrib["href"]


def assert_valid(root: ET.Element) -> None:
    """What RFC 4287 asks of a feed with entries that link to pages (sections 4.1.1, 4.1.2)."""
    assert root.tag == f"{{{ATOM}}}feed"
    assert find_link(root, "self").startswith("https://")
    for element in (root, *list_entries(root)):
        for name in ("id", "title", "updated"):
            (text,) = list_texts(element, f"a:{name}")
            assert text.strip(), name
        assert INSTANT.fullmatch(list_texts(element, "a:updated")[0])
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:\S+", list_texts(element, "a:id")[0])
        assert find_link(element, "alternate").startswith("https://")
        assert all(list_texts(element, "a:author/a:name"))
    assert list_texts(root, "a:author/a:name")
    ids = list_texts(root, "a:entry/a:id")
    assert len(ids) == len(set(ids))

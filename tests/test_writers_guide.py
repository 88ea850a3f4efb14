"""The writer's guide says what is true: each of its examples is read, and none is refused."""

import re
from pathlib import Path

import pytest

from entraide.content.markdown.callout_kinds import SYNONYMS
from entraide.content.markdown.document import read_document
from entraide.content.markdown.inline_html import ALLOWED

GUIDE = (Path(__file__).parents[1] / "handbook" / "writing.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^(`{3,4})markdown\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
EXAMPLES = [match[2] for match in EXAMPLE.finditer(GUIDE)]


def test_the_guide_has_its_examples() -> None:
    assert len(EXAMPLES) > 12


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[0][:40])
def test_a_page_can_show_an_example(example: str) -> None:
    assert read_document(example, "A title").faults == ()


def test_the_guide_names_every_tag() -> None:
    assert [name for name in sorted(ALLOWED) if f"<{name}" not in GUIDE] == []


@pytest.mark.parametrize("kind", SYNONYMS)
def test_the_guide_names_every_word_for_a_callout(kind: str) -> None:
    row = next(line for line in GUIDE.split("\n") if line.startswith(f"| {kind} |"))
    assert set(SYNONYMS[kind].split()) - {"caution"} <= set(re.findall(r"\w+", row))

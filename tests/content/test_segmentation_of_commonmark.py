"""Every example of the CommonMark specification is cut and put together again, byte for byte."""

import os
import re
from pathlib import Path

import pytest

from entraide.content.segmentation import cut_sections, cut_segments, replace_segments

SPECIFICATION = (
    Path(__file__).parents[1] / "tools" / "node_modules" / "commonmark-spec" / "spec.txt"
)
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n", re.MULTILINE | re.DOTALL)

if not SPECIFICATION.is_file() and os.environ.get("CI") != "true":
    pytest.skip("The specification is missing. Run `make test`.", allow_module_level=True)

TEXT = SPECIFICATION.read_text("utf-8")
EXAMPLES = [found.replace("→", "\t") for found in EXAMPLE.findall(TEXT)]
QUOTES = [re.sub("^", "> ", body, flags=re.MULTILINE) for body in EXAMPLES]
ITEMS = [re.sub("^", "  ", body, flags=re.MULTILINE).replace("  ", "- ", 1) for body in EXAMPLES]
BODIES = [*EXAMPLES, *QUOTES, *ITEMS, TEXT, "".join(EXAMPLES)]


def test_each_example_round_trips_byte_for_byte() -> None:
    assert len(EXAMPLES) == 652
    for body in BODIES:
        cuts = cut_segments(body)
        texts = {number: one.segment.text for number, one in enumerate(cuts)}
        assert replace_segments(body, cuts, texts) == body
        assert not cuts or "".join(section.text for section in cut_sections(body, cuts)) == body


def test_each_segment_of_an_example_says_what_stands_there() -> None:
    for body in BODIES:
        for one in cut_segments(body):
            there = "\n".join(body[run.start : run.end] for run in one.runs)
            assert there == one.segment.text
            assert there.strip()

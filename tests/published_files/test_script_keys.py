"""The keys that scripts read are in the models.

tests/browser/test_propose_published_files.py draws the page with these keys alone.
"""

import re

from entraide.content.field_types import build_schema
from support.offenders import assert_none
from support.paths import ROOT
from support.script_keys import SCRIPT_KEYS

SCRIPTS = ROOT / "overrides" / "assets" / "scripts"


def test_every_key_that_scripts_read_is_in_its_model() -> None:
    assert_none(
        f"{model.__name__} has no key {key}"
        for model, keys in SCRIPT_KEYS.items()
        for key in sorted(keys - build_schema(model)["properties"].keys())
    )


def test_every_key_of_the_list_is_in_a_script() -> None:
    scripts = "\n".join(
        path.read_text(encoding="utf-8") for path in (SCRIPTS / "propose").glob("*.js")
    )
    words = set(re.findall(r"\w+", scripts))
    assert_none(sorted(set().union(*SCRIPT_KEYS.values()) - words))


def test_no_other_script_reads_a_published_file() -> None:
    named = re.compile(r"entries/\$|entries/[a-z-]+\.json|redirects\.json")
    readers = {
        path.relative_to(SCRIPTS).as_posix()
        for path in SCRIPTS.rglob("*.js")
        if named.search(path.read_text(encoding="utf-8"))
    }
    assert readers == {"propose/draft.js"}

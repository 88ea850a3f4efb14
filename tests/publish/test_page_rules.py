"""What the page for proposals must know comes from Python; no script has a rule of its own."""

import re
from collections.abc import Iterator
from dataclasses import replace

from entraide.model.glossary import GlossaryTerm
from entraide.model.translation_state import State
from entraide.publish.page_rules import build_page_rules, iter_wordings
from support.entries import make_typeset_site
from support.offenders import assert_none
from support.paths import ROOT

SCRIPTS = ROOT / "overrides" / "assets" / "scripts"
COMMENT = re.compile(r"(?:^|\s)//[^\n]*|/\*.*?\*/", re.DOTALL)
PATTERN = re.compile(
    r"(?:[=(,:\[!&|?]|return|^)\s*"
    r"(/(?![*/])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\[\n])+/[a-z]*)",
    re.MULTILINE,
)
NAMES_SIGNS = re.compile(r"\[[^\]]*(?:[a-z]-[a-z]|\d-\d)|\\[wdpWDP]", re.IGNORECASE)
# Patterns that say which letters and digits they mean, by the file; why each is no rule of ours.
ALLOWED = {
    "search/index.js": "numbers in the search field, which no Python code reads",
    "search.js": "what is typed, before it is words",
    "search/words.js": "a letter that stands twice at the end of a word, once it has no ending",
    "propose/tags.js": "attributes of HTML, which Python leaves to the library nh3",
    "propose/parser.js": "bare addresses, which Python leaves to the plugin for GFM",
    "propose/preview.js": "names of headings, which markdown-it makes",
    "incident_log/incidents.js": "days, times and hashes of a file that no Python code reads",
    "incident_log/words.js": "names in braces within its own words",
}
# Where a pattern is made of text, and of which.
MADE = {
    "propose.js": "the pattern of the field",
    "propose/token_rendering.js": "the patterns of rules.js",
    "search/words.js": "the sounds of a language, which come with its index",
}


def iter_scripts() -> Iterator[tuple[str, str]]:
    """Yield the path of each script of ours, and its text without comments."""
    for path in sorted(SCRIPTS.rglob("*.js")):
        yield path.relative_to(SCRIPTS).as_posix(), COMMENT.sub("", path.read_text("utf-8"))


def test_no_script_has_a_pattern_of_its_own_for_letters_and_digits() -> None:
    found = {
        (name, match[1])
        for name, text in iter_scripts()
        for match in PATTERN.finditer(text)
        if NAMES_SIGNS.search(match[1])
    }
    assert_none([f"{name}: {pattern}" for name, pattern in found if name not in ALLOWED])
    assert {name for name, _ in found} == ALLOWED.keys()


def test_patterns_are_made_of_those_that_a_build_gives() -> None:
    assert {name for name, text in iter_scripts() if "RegExp(" in text} == MADE.keys()


def test_no_script_has_a_list_of_states_of_its_own() -> None:
    states = "|".join(
        sorted({*State} - {State.MISSING, State.SOURCE})
    )  # so segments are called too
    named = re.compile(rf"[\"'`](?:{states})[\"'`]")
    assert_none([name for name, text in iter_scripts() if named.search(text)])


def test_the_rules_say_in_which_states_there_is_no_text() -> None:
    assert 'export const MISSING = ["missing", "proposed"];' in build_page_rules(())


def test_the_rules_have_every_wording_of_the_glossary_in_every_language() -> None:
    term = GlossaryTerm(
        id="stalking",
        term={"en": "stalking", "fr": "traque"},
        forms={"fr": ("traques",)},
        forbidden={"en": ("prowl",)},
    )
    site = replace(make_typeset_site(), glossary={"stalking": term})
    assert sorted(iter_wordings(site)) == ["prowl", "stalking", "traque", "traques"]

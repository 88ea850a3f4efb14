"""Entries that are started, published, moved, removed, and categories renamed, in any order.

Whatever a command refuses changes nothing. No number is given twice, no address that readers know
dies, no text counts as changed, and the project has no mistake at any time.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from entraide.cli.main import main
from entraide.content.checks import check_project
from entraide.content.dates import resolve_day
from entraide.content.docs.entry_editor import edit_source
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.content.text_digests import compute_text_digest, list_numbers
from entraide.errors import select_errors
from entraide.model.entry import Status
from support.frozen import read_tree
from support.fuzzing import try_examples
from support.git import commit_all
from support.projects import write_site

Words = tuple[str, ...]
NUMBERS = st.sampled_from("123456")
FOLDERS = st.sampled_from(("scams", "account", "traps"))
SLUGS = st.sampled_from("abcde")
ADDRESSES = st.builds("{}/{}".format, FOLDERS, SLUGS)
STEPS = st.one_of(
    st.tuples(st.just("new"), FOLDERS, SLUGS, st.just("--title"), st.just("New")),
    st.tuples(st.just("entry"), st.sampled_from(("publish", "archive")), NUMBERS),
    st.tuples(st.just("move"), NUMBERS, ADDRESSES),
    st.tuples(st.just("remove"), NUMBERS),
    st.tuples(st.just("remove"), NUMBERS, st.just("--instead"), NUMBERS),
    st.tuples(st.just("renumber"), ADDRESSES),
    st.tuples(st.just("category"), st.just("rename"), FOLDERS, FOLDERS),
)


@dataclass
class Memory:
    """What readers and staff have seen so far: of each number its addresses, and the categories."""

    addresses: dict[int, set[str]] = field(default_factory=dict)
    categories: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    def note(self, reading: SiteReading) -> None:
        for entry in reading.site.entries.values():
            self.numbers.add(entry.id)
            if entry.status is not Status.DRAFT:
                self.addresses.setdefault(entry.id, set()).add(entry.address)
        self.categories |= reading.site.categories.keys()


def read(root: Path) -> SiteReading:
    return read_site(read_settings(root / "mkdocs.yml"))


def read_texts(root: Path) -> dict[str, bytes]:
    return {name: text for name, text in read_tree(root).items() if not name.startswith(".cache/")}


def write_draft(root: Path, number: str) -> None:
    """Write over the skeleton of an entry, so that it may be published."""
    for file in root.glob("docs/en/*/*.md"):
        text = file.read_text("utf-8")
        if f"\nid: {number}\n" in text and "status: draft" in text:
            head = text.split("---")[1].splitlines()
            lines = ["summary: How." if each.startswith("summary") else each for each in head]
            file.write_text("---" + "\n".join(lines) + "\n---\n\nWhat to do.\n", "utf-8")


def write_digests(root: Path) -> None:
    """Let every text be remembered, so that a command that changes one is noticed."""
    reading = read(root)
    numbers = list_numbers(reading.site)
    for entry in reading.site.entries.values():
        file, path = root / entry.source.path, entry.source.path
        digest = compute_text_digest(entry.source, numbers, reading.settings)
        file.write_text(edit_source(file.read_text("utf-8"), path, {"digest": digest}), "utf-8")


@try_examples(20)
@example(steps=[("renumber", "scams/b")], has_git=False)
@given(steps=st.lists(STEPS, min_size=2, max_size=8), has_git=st.booleans())
def test_no_sequence_of_commands_breaks_a_promise(
    steps: list[Words], *, has_git: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("mixed")
    first = {"id": 1, "body": "[b](b.md)\n"}
    others = {"docs/en/scams/b.md": {"id": 2}, "docs/en/scams/c.md": {"id": 3}}
    write_site(root, {"docs/en/scams/a.md": first, **others})
    write_digests(root)
    if has_git:
        commit_all(root)
    memory = Memory()
    memory.note(read(root))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for words in steps:
            take_step(root, words, memory)


def take_step(root: Path, words: Words, memory: Memory) -> None:
    if words[:2] == ("entry", "publish"):
        write_draft(root, words[2])
    before = read_texts(root)
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    if result.exit_code:
        assert result.stderr
        assert read_texts(root) == before, words
        return
    reading = read(root)
    if words[0] in {"new", "renumber"}:
        (number,) = reading.site.entries.keys() - set(memory.numbers)
        assert number > max(memory.numbers)
    problems = check_project(reading, resolve_day())
    assert not select_errors(problems), words
    assert not [each for each in problems if "the text changed" in each.message], words
    if words[0] == "renumber":  # is for an entry that no reader has seen
        memory.addresses.clear()
    assert_promises(reading, memory)
    memory.note(reading)


def assert_promises(reading: SiteReading, memory: Memory) -> None:
    site, register = reading.site, reading.numbers
    assert not register.gone.keys() & site.entries.keys()
    living = {path for each in site.entries.values() for path in (each.address, *each.moved_from)}
    for number, addresses in memory.addresses.items():
        if entry := site.entries.get(number):
            assert addresses <= {entry.address, *entry.moved_from}, number
        else:  # another entry may stand where a removed one stood
            assert addresses <= {*register.gone[number].addresses, *living}, number
    former_ids = {each for term in site.categories.values() for each in term.moved_from}
    assert memory.categories <= site.categories.keys() | former_ids
    if register.exists:
        assert register.addresses == {each.id: each.address for each in site.entries.values()}

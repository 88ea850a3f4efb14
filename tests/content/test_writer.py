"""What is written is read back the same, and an edit touches nothing but its places."""

import re
from datetime import date
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.docs.entry_editor import revise_source
from entraide.content.docs.front_matter import (
    ChangeMatter,
    LocalisedMatter,
    SourceMatter,
    get_matter_kind,
)
from entraide.content.field_types import TAG, VISIBLE, is_name
from entraide.content.text_files import split_front_matter
from entraide.content.validation import validate
from entraide.content.writer import (
    dump_front_matter,
    format_entry,
)
from entraide.content.yaml.documents import read_yaml
from entraide.content.yaml.editor import UnsafeEditError
from entraide.errors import ProblemLog
from entraide.model.entry import LARGEST_NUMBER, Status
from entraide.model.hidden_characters import HIDDEN_CHARACTER
from entraide.model.revision import Change, Significance

Matter = SourceMatter | LocalisedMatter

HOSTILE = (
    *("No", "y", "null", "~", "1e3", "0o17", "12:30", "0x1F", "1_000", "=", "<<", "2026-02-31"),
    *("2026-11-21", "- a", "? a", "a: b", "a:", ":a", "a #b", "#a", "{a", "[a", "a, b", "a]", "}"),
    *('"a"', 'say "no"', "'a", "it's", "\\", "\\n", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">-"),
    *(" a", "a ", "a\nb", "a\r\nb", "\ta", "a\t", "---", "...", "a\n---\nb", "\x85", "\u2028"),
    *("\u2029", "\ufeff", "\x00", "\x7f", "\ud7ff", "\ufffe", "😀", "é", "rien\xa0: ni", "مرحبا"),
)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(min_size=1),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("".join),
).filter(lambda text: re.search(VISIBLE, text) and not HIDDEN_CHARACTER.search(text))
numbers = st.integers(min_value=1, max_value=LARGEST_NUMBER)
tags = st.from_regex(TAG, fullmatch=True).filter(is_name)

changes = st.builds(
    ChangeMatter,
    revision=st.integers(min_value=2, max_value=LARGEST_NUMBER),
    date=st.dates(),
    significance=st.sampled_from(Significance),
    note=texts,
)
sources = st.builds(
    SourceMatter,
    id=numbers,
    title=texts,
    summary=texts,
    tags=st.lists(tags, max_size=3),
    related=st.lists(numbers, max_size=3),
    keywords=st.lists(texts, max_size=3),
    author=texts,
    status=st.sampled_from(Status),
    revision=numbers,
    updated=st.dates(),
    review_by=st.none() | st.dates(),
    sensitive=st.booleans(),
    moved_from=st.lists(st.tuples(tags, tags).map("/".join), max_size=2),
    changes=st.lists(changes, max_size=3),
)
localised = st.builds(
    LocalisedMatter,
    id=numbers,
    title=texts,
    summary=texts,
    keywords=st.lists(texts, max_size=3),
    notes=st.dictionaries(st.integers(), texts, max_size=3),
    source_revision=numbers,
    translator=st.none() | texts,
    reviewer=st.none() | texts,
    reviewed=st.none() | st.dates(),
    updated=st.dates(),
)


def read(text: str) -> tuple[Matter, str]:
    """The model and the body of a file, as the reader finds them."""
    matter, body = split_front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    assert matter is not None
    document = read_yaml(matter, "file", problems := ProblemLog())
    model = validate(get_matter_kind(document.value), document, "file", problems)
    assert problems == []
    assert model is not None
    return model, body


@given(sources | localised)
def test_every_model_is_read_back_equal(matter: Matter) -> None:
    assert read(format_entry(matter, "Text.\n")) == (matter, "\nText.\n")


def test_the_house_style_is_that_of_the_entries_we_ship() -> None:
    text = """\
id: 1029
title: Someone I met here is harassing me
summary: What to do now, in what order
tags: [harassment, first-steps]
related: [1032]
keywords: [stalking, "tit, tat", WhatsApp]
author: Safety team
status: published
revision: 2
updated: 2026-11-21
review_by: 2027-05-21
sensitive: true
moved_from: [scams/old-name]
changes:
  - {revision: 2, date: 2026-11-21, significance: minor, note: "L’ordre des étapes"}
"""
    assert dump_front_matter(read(f"---\n{text}---\n")[0]) == text


def test_the_house_style_of_a_localised_version_has_its_notes_on_one_line() -> None:
    text = """\
id: 1029
title: "Aide : mode d'emploi"
summary: N’effacez rien, gardez tout
notes: {3: "Gardez une capture", 2: "Une faute"}
source_revision: 3
translator: Camille R.
updated: 2026-11-21
"""
    assert dump_front_matter(read(f"---\n{text}---\n")[0]) == text


PATH = "docs/en/a/b.md"
HEAD = "id: 7\ntitle: Téléphone 😀\nsummary: S\nauthor: A\nstatus: draft"
CHANGE = Change(4, date(2026, 12, 1), Significance.MAJOR, "What is “new”: \U0001f600")
LINE = '{revision: 4, date: 2026-12-01, significance: major, note: "What is “new”: 😀"}'
OLD = "{revision: 3, date: 2026-11-01, significance: minor, note: Old}"
LONG = "revision: 3\n    date: 2026-11-01\n    significance: minor\n    note: Old"

EDITS = {
    "no changes yet": (
        f"{HEAD}\nrevision: 3  # see the log\nupdated: 2026-11-01\n",
        f"{HEAD}\nrevision: 4  # see the log\nupdated: 2026-12-01\nchanges:\n  - {LINE}\n",
    ),
    "no changes yet, and a review": (
        f"{HEAD}\nupdated: 2026-11-01\nreview_by: 2027-01-01\nrevision: 3\n",
        f"{HEAD}\nupdated: 2026-12-01\nreview_by: 2027-01-01\nchanges:\n  - {LINE}\nrevision: 4\n",
    ),
    "an empty list": (
        f"{HEAD}\nrevision: 3\nupdated: 2026-11-01\nchanges: []\n",
        f"{HEAD}\nrevision: 4\nupdated: 2026-12-01\nchanges: [{LINE}]\n",
    ),
    "a list in brackets": (
        f"{HEAD}\nrevision: 3\nupdated: 2026-11-01\nchanges: [ {OLD} ] # log\n",
        f"{HEAD}\nrevision: 4\nupdated: 2026-12-01\nchanges: [{LINE},  {OLD} ] # log\n",
    ),
    "a list of lines": (
        f"{HEAD}\nrevision: 3\nupdated: 2026-11-01\nchanges:\n  # log\n  - {OLD}\n",
        f"{HEAD}\nrevision: 4\nupdated: 2026-12-01\nchanges:\n  # log\n  - {LINE}\n  - {OLD}\n",
    ),
    "a list that is not indented": (
        f"{HEAD}\nrevision: 3\nupdated: 2026-11-01\nchanges:\n- {OLD}\n",
        f"{HEAD}\nrevision: 4\nupdated: 2026-12-01\nchanges:\n- {LINE}\n- {OLD}\n",
    ),
    "a list of mappings over several lines": (
        f'{HEAD}\n"revision" : 3\nupdated:   2026-11-01\nchanges:\n  - {LONG}\n',
        f'{HEAD}\n"revision" : 4\nupdated:   2026-12-01\nchanges:\n  - {LINE}\n  - {LONG}\n',
    ),
    "all in braces": (
        "{id: 7, title: T, revision: 3,\n updated: 2026-11-01}\n",
        f"{{id: 7, title: T, revision: 4,\n updated: 2026-12-01, changes: [{LINE}]}}\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), EDITS.values(), ids=EDITS)
def test_a_revision_is_spliced_in_where_its_values_stand(before: str, after: str) -> None:
    assert revise_source(f"---\n{before}---\nBody\n", PATH, CHANGE) == f"---\n{after}---\nBody\n"


blocks = st.tuples(
    st.sampled_from(
        ["title: T", "title: 'it''s # 😀'", 'title: "a\\n😀"', "title: |-\n  a\n\n  b"]
    ),
    st.sampled_from(["revision: 3", "revision:   3 # 😀 revision: 9", "'revision': 3"]),
    st.sampled_from(["updated: 2026-11-01", '"updated": 2026-11-01\n# updated: 2020-01-01']),
    st.sampled_from(["", "review_by: 2027-01-01", "review_by:", "# nothing\n"]),
    st.sampled_from(
        [
            "",
            "changes: []",
            "changes:   [ ]  # none",
            f"changes: [{OLD}]",
            f"changes: [  # log\n    {OLD},\n  ]",
            f"changes:\n  - {OLD}",
            f"# log\nchanges: # 😀\n# old\n- {OLD}",
            f"changes:\n\n      -   {LONG.replace('    ', '          ')}\n",
        ]
    ),
    st.just("id: 7\nsummary: S\nauthor: A\nstatus: draft"),
)


@given(
    blocks.flatmap(st.permutations),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    texts,
    st.text(),
)
def test_a_revision_changes_its_places_and_nothing_else(
    lines: list[str], newline: str, mark: str, note: str, body: str
) -> None:
    kept = "".join(f"{block}\n" for block in lines if block)
    before = mark + f"---\n{kept}---\n".replace("\n", newline) + body
    change = Change(4, date(2026, 12, 1), Significance.MEDIUM, note)
    after = revise_source(before, PATH, change)

    old, new = read(before)[0], read(after)[0]
    assert isinstance(old, SourceMatter)
    row = ChangeMatter(revision=4, date=change.date, significance=Significance.MEDIUM, note=note)
    intended = {"revision": 4, "updated": change.date, "changes": [row, *old.changes]}
    assert new == old.model_copy(update=intended)
    assert after.endswith(f"{newline}---{newline}{body}")
    for line in list_changed_lines(before, after):
        assert line.lstrip("'\"").startswith(("revision", "updated", "changes")) or "{rev" in line


def list_changed_lines(before: str, after: str) -> list[str]:
    """The lines of `before` that changed, and those of `after` that were put in."""
    old, new = before.split("\n"), after.split("\n")
    found = []
    for kind, start, end, first, last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "replace":
            found += old[start:end]
        elif kind != "equal":
            found += [*old[start:end], *new[first:last]]
    return found


@pytest.mark.parametrize(
    "matter",
    [
        "",
        "- a list\n",
        "id: 7\n",
        "day: &d 2026-11-01\nrevision: 3\nupdated: *d\n",
        "<<: {revision: 3, updated: 2026-11-01}\n",
        "revision: 3\nupdated: 2026-11-01\nchanges:\n",
        "revision: &r 3\nupdated: 2026-11-01\nid: *r\n",
        "revision: 3\nupdated: 2026-02-31\n",
        "revision: [\n",
    ],
)
def test_an_edit_that_would_not_be_safe_is_refused(matter: str) -> None:
    with pytest.raises(UnsafeEditError, match="cannot be edited safely"):
        revise_source(f"---\n{matter}---\n", PATH, CHANGE)

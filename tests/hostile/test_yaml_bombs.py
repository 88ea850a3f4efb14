"""YAML made to fill memory, to take minutes, or to end the program, is refused with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from entraide.content.docs.front_matter import SourceMatter
from entraide.content.fixes.field_typography import fix_field_typography
from entraide.content.fixes.key_order import order_keys
from entraide.content.mkdocs_yml import find_setting
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.content.version_text import parse_earlier_text
from entraide.content.yaml.documents import read_yaml
from entraide.content.yaml.editor import UnsafeEditError, YamlEdit, edit_yaml
from entraide.errors import ProblemLog, SettingsError
from support.cpu_time import measure_cpu_time
from support.projects import MKDOCS, write_site
from support.thinning import select_some


def nest_aliases(first: str, form: str, depth: int) -> str:
    """Each line stands for ten times the line above it."""
    ten = {n: ", ".join([f"*a{n - 1}"] * 10) for n in range(1, depth)}
    return f"a0: &a0 {first}\n" + "\n".join(f"a{n}: &a{n} {form.format(ten[n])}" for n in ten)


BOMBS = {  # text: what is said of it
    "brackets": ("a: " + "[" * 50_000, "more than 100 deep"),
    "braces": ("a: " + "{a: " * 50_000, "more than 100 deep"),
    "brackets closed in comments": ("a:\n" + " [ # ]\n" * 50_000, "more than 100 deep"),
    "brackets closed in quotes": ("a: " + '["]", ' * 50_000, "more than 100 deep"),
    "brackets closed in single quotes": ("a: " + "[']', " * 50_000, "more than 100 deep"),
    "brackets closed in a block": ("- [ |\n" * 50_000, ""),
    "hyphens": ("- " * 50_000, "more than 100 deep"),
    "questions": ("? " * 50_000, "more than 100 deep"),
    "hyphens and questions": ("- ? " * 50_000, "more than 100 deep"),
    "hyphens on lines": ("".join(" " * n + "-\n" for n in range(1000)), "more than 100 deep"),
    "many hyphens on lines": (
        "".join(" " * 198 * n + "- " * 99 + "\n" for n in range(90)),
        "more than 100 deep",
    ),
    "keys": ("".join(" " * n + "a:\n" for n in range(1000)), "more than 100 deep"),
    "brackets below hyphens": ("- " * 90 + "[" * 90, "more than 100 deep"),
    "aliases": (nest_aliases("x", "[{}]", 12), "values"),
    "aliases in mappings": (nest_aliases("{k: 1}", "{{k: [{}]}}", 12), "values"),
    "merged keys": (nest_aliases("{k: 1}", "{{<<: [{}]}}", 12), "values"),
    "an alias within itself": ("a: &a [*a]", "stands within itself"),
    "an alias deep within itself": ("a: &a\n  b:\n    - {c: *a}", "stands within itself"),
    "anchors": ("".join(f"- &a{n} x\n" for n in range(50_000)), "values"),
    "aliases of one value": ("a: &a x\nb:\n" + "- *a\n" * 150_000, "values"),
    "many keys of one name": ("a: 1\n" * 100_000, "values"),
    "many values": ("[" + "a," * 200_000 + "]", "values"),
    "a long word": ("a: " + "x" * 2_000_000, "longer than 1_000_000 signs"),
    "a long number": ("a: " + "9" * 500_000, "too long"),
    "many anchors of one name": ("- &a x\n" * 50_000, ""),
    "quotes": ("a: " + '"' * 100_000, "not YAML"),
    "colons": ("a:" * 100_000, "no space"),
    "tabs": ("\t" * 100_000, "tab"),
    "signs of anchors": ("&" * 100_000, "not YAML"),
    "signs of tags": ("a: " + "!" * 100_000, "not YAML"),
    "lines": ("\n" * 500_000, ""),
}


def try_edit(text: str, edit: YamlEdit) -> None:
    with pytest.raises(UnsafeEditError):
        edit_yaml(text, edit)


@pytest.mark.parametrize(("text", "what"), select_some(BOMBS.values(), 4), ids=BOMBS)
def test_every_reader_refuses_it_in_a_second(text: str, what: str) -> None:
    log = ProblemLog()
    assert measure_cpu_time(lambda: read_yaml(text, "a.yml", log), 2) < 2
    assert any(what in str(problem) for problem in log) or not what, log[:3]
    edit = YamlEdit(lambda old: {**old, "a": 2}, ["a"], ["a"], "a.yml", "this")
    readers: tuple[Callable[[], object], ...] = (
        lambda: order_keys(text, SourceMatter),
        lambda: fix_field_typography(text, "fr"),
        lambda: parse_earlier_text(f"---\n{text}\n---\n"),
        lambda: try_edit(text, edit),
    )
    for read in readers:
        assert measure_cpu_time(read, 3, runs=1) < 3


@pytest.mark.parametrize("name", ["aliases", "brackets closed in comments", "merged keys"])
@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("docs/en/scams/a.md", "---\n{}\n---\n\nText.\n"),
        ("docs/en/index.md", "---\n{}\n---\n"),
        *((f"data/{each}.yml", "{}\n") for each in ("tags", "categories", "platform", "glossary")),
        *((f"data/{each}.yml", "{}\n") for each in ("law", "checklists", "channels/fr", "topics")),
    ],
)
def test_every_file_of_yaml_is_held_to_it(tmp_path: Path, name: str, path: str, form: str) -> None:
    write_site(tmp_path, {path: form.format(BOMBS[name][0])})
    problems = read_site(read_settings(tmp_path / "mkdocs.yml")).problems
    assert any(problem.path == path and BOMBS[name][1] in str(problem) for problem in problems)


@pytest.mark.parametrize("name", ["aliases", "brackets closed in comments", "merged keys"])
def test_the_settings_are_held_to_it(tmp_path: Path, name: str) -> None:
    text = f"{BOMBS[name][0]}\nextra: {{rating: *a11}}\n"
    file = write_site(tmp_path, {"data/settings.yml": text}) / "mkdocs.yml"
    with pytest.raises(SettingsError, match=BOMBS[name][1]):
        read_settings(file)
    file.write_text(f"{MKDOCS}{text}")
    with pytest.raises(SettingsError, match=BOMBS[name][1]):
        read_settings(file)
    assert find_setting(file, "rating") == (file, 1)


@pytest.mark.parametrize(
    ("parent", "what"),
    [
        ("mkdocs.yml", "its INHERIT leads back to itself"),
        ("./mkdocs.yml", "its INHERIT leads back to itself"),
        ("linked.yml", "its INHERIT leads back to itself"),
        ("round.yml", "its INHERIT leads back to itself"),
        ("/dev/zero", "^mkdocs.yml:1: its INHERIT names .+, and there is no such file"),
        ("pipe.yml", "^mkdocs.yml:1: its INHERIT names .+, and there is no such file"),
        ("docs", "^mkdocs.yml:1: its INHERIT names .+, and there is no such file"),
        ("nowhere.yml", "^mkdocs.yml:1: its INHERIT names nowhere.yml, and there is no such file"),
        ("[a, b]", "no such file"),
        ("0.yml", "its INHERIT names 20.yml, and 20 files inherit from it already"),
    ],
)
def test_settings_that_inherit_from_themselves_or_from_no_file_are_reported(
    tmp_path: Path, parent: str, what: str
) -> None:
    root = write_site(tmp_path, {"mkdocs.yml": f"INHERIT: {parent}\n{MKDOCS}"})
    (root / "linked.yml").symlink_to("mkdocs.yml")
    (root / "pipe.yml").symlink_to("/dev/stdin")
    (root / "round.yml").write_text("INHERIT: docs/../mkdocs.yml\n")
    for n in range(2000):
        (root / f"{n}.yml").write_text(f"INHERIT: {n + 1}.yml\na: 1\n")
    with pytest.raises(SettingsError, match=what):
        read_settings(root / "mkdocs.yml")


def test_an_ordinary_alias_is_no_mistake() -> None:
    log = ProblemLog()
    document = read_yaml("a: &a {k: [1, 2]}\nb: *a\nc: {<<: *a, d: 1}\n", "a.yml", log)
    assert log == []
    assert document.value["c"] == {"k": [1, 2], "d": 1}

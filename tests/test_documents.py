"""What the documents say of the repository is true: paths, links, commands, make targets, sizes."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from entraide.cli.main import main
from entraide.model.places import PageKind
from support.paths import ROOT
from support.source_code import get_relative_path

HANDBOOK = ROOT / "handbook"
DECISIONS = HANDBOOK / "decisions"
FRONT = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")]
PAGES = sorted(HANDBOOK.rglob("*.md"))
DOCUMENTS = [*FRONT, *PAGES]
READMES_OF_SAMPLES = sorted((ROOT / "src" / "entraide" / "samples").glob("README.*.md"))
ABOUT_CODE = [page for page in DOCUMENTS[1:] if page.parent.name != "tutorials"]

FENCE = re.compile(r"^(`{3,})[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)(?:\s+\"[^\"]*\")?\)")
MODULE = re.compile(r"[\w/]+\.py")
CODE_FOLDERS = ("src", "hooks", "overrides", "tests", "bench", "deploy", "handbook", "screenshots")


def remove_code(text: str) -> str:
    return SPAN.sub("", FENCE.sub("", text))


def iter_code(page: Path) -> Iterator[str]:
    """Return each line of code blocks, and each code span, of a document."""
    text = page.read_text(encoding="utf-8")
    for block in FENCE.finditer(text):
        yield from block[2].replace("\\\n", " ").split("\n")
    yield from SPAN.findall(FENCE.sub("", text))


def test_links_between_documents_lead_to_files() -> None:
    broken = [
        f"{get_relative_path(page)}: {target}"
        for page in DOCUMENTS
        for target in LINK.findall(remove_code(page.read_text(encoding="utf-8")))
        if "://" not in target and not target.startswith(("#", "mailto:"))
        if not (page.parent / target.partition("#")[0]).exists()
    ]
    assert broken == []


def test_paths_of_the_code_exist() -> None:
    modules = {
        path.name
        for folder in ("src", "hooks", "tests", "bench", "handbook")
        for path in (ROOT / folder).rglob("*.py")
        if "node_modules" not in path.parts
    }
    missing = [
        f"{get_relative_path(page)}: {name}"
        for page in ABOUT_CODE
        for name in SPAN.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
        if not is_existing_path(name.partition("::")[0], modules)
    ]
    assert missing == []


def is_existing_path(name: str, modules: set[str]) -> bool:
    """Answer for a code span that names a path of the code or a module; true for all others."""
    if re.search(r"[\s<>*…{}]|\.\.\.", name):
        return True
    if "/" not in name:
        return not MODULE.fullmatch(name) or name in modules
    first = name.partition("/")[0]
    if MODULE.fullmatch(name) or first in CODE_FOLDERS:
        places = (ROOT, ROOT / "src" / "entraide", ROOT / "overrides")
        return any((place / name).exists() for place in places)
    return True


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {
        (get_relative_path(page), target)
        for page in DOCUMENTS
        for line in iter_code(page)
        for target in re.findall(r"(?:^|&& |; )make ([a-z][a-z-]*)\b", line)
    }
    assert named
    assert [each for each in named if each[1] not in targets] == []


def test_commands_and_their_options_exist() -> None:
    unknown = [
        f"{get_relative_path(page)}: {line.strip()}"
        for page in (*DOCUMENTS, *READMES_OF_SAMPLES)
        for line in iter_code(page)
        for words in re.findall(r"(?:^|[/;&|] ?|\s)entraide ([a-z].*?)(?=$|&&|\|\s|;|\s#)", line)
        if not is_existing_command(words.split())
    ]
    assert unknown == []
    assert READMES_OF_SAMPLES


def is_existing_command(words: list[str]) -> bool:
    command: click.Command = main
    context = click.Context(main, info_name="entraide")
    while words and isinstance(command, click.Group):
        word = words[0]
        inner = command.get_command(context, word) if re.fullmatch("[a-z][a-z-]*", word) else None
        if inner is None:
            if command is main or not command.invoke_without_command:
                return command is not main and word.startswith("-")
            break
        command, words = inner, words[1:]
    options = {name for param in command.params for name in param.opts} | {"--help"}
    asked = [word.partition("=")[0] for word in words if word.startswith("--")]
    return set(asked) <= options


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    page = (HANDBOOK / "reference" / "dependencies.md").read_text(encoding="utf-8")
    names = [re.split(r"[\[<>=;~ ]", each)[0].lower() for each in wanted]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_every_part_of_a_page_is_named() -> None:
    page = (HANDBOOK / "reference" / "page-parts.md").read_text(encoding="utf-8")
    overrides = ROOT / "overrides"
    parts = [*overrides.glob("*.html"), *(overrides / "partials").glob("*.html")]
    parts += (overrides / "assets" / "styles").glob("*.css")
    words = set(re.findall(r"`([\w.]+)`", page)) | {"base"}
    assert [get_relative_path(part) for part in parts if part.stem not in words] == []
    first_paragraph = page.split("\n\n")[1]
    assert [kind for kind in PageKind if f"`{kind}`" not in first_paragraph] == []


def test_every_page_of_the_handbook_can_be_reached() -> None:
    nav = (ROOT / "handbook.yml").read_text(encoding="utf-8")
    index = (DECISIONS / "index.md").read_text(encoding="utf-8")
    reached = [*yaml.safe_load(nav)["nav"]]
    listed = set(re.findall(r"handbook/[\w/-]+\.md", yaml.safe_dump(reached)))
    listed |= {f"handbook/decisions/{name}" for name in LINK.findall(index)}
    assert sorted(listed) == [get_relative_path(page) for page in PAGES]


def test_the_first_page_leads_to_every_task() -> None:
    """Straight, or over a task that it names."""
    first = find_tasks(HANDBOOK / "index.md")
    found = first.union(*(find_tasks(HANDBOOK / "how-to" / name) for name in first))
    assert {page.name for page in (HANDBOOK / "how-to").iterdir()} - found == set()


def find_tasks(page: Path) -> set[str]:
    """Return the pages of `how-to` that `page` links to."""
    targets = (
        page.parent / link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8"))
    )
    return {each.name for each in targets if each.resolve().parent == HANDBOOK / "how-to"}


def test_the_readme_is_read_in_a_few_minutes() -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8").count("\n") <= 100


def test_the_architecture_is_one_page_that_names_every_part() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert text.count("\n") <= 150
    parts = [path for path in (ROOT / "src" / "entraide").iterdir() if path.is_dir()]
    names = [part.name for part in parts if part.name != "__pycache__"]
    assert [name for name in names if f" {name}/" not in text] == []


def test_a_word_of_the_glossary_stands_there_once() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("\n## Words\n")[2]
    rows = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    words = [word.strip() for row in rows[2:] for word in row.split(",")]
    assert 40 <= len(words) == len(set(words))


def test_a_decision_has_its_day_and_what_was_considered_instead() -> None:
    for page in DECISIONS.glob("2*.md"):
        text = page.read_text(encoding="utf-8")
        day = page.name[:10]
        assert re.search(rf"^Decided on {day}\.$", text, re.MULTILINE), page.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Considered instead",
        ], page.name


def test_lines_are_wrapped() -> None:
    """Tables, code and lines that are one link cannot be wrapped."""
    long = [
        f"{get_relative_path(page)}:{number}"
        for page in [*DOCUMENTS, ROOT / "CHANGELOG.md", ROOT / "ACCESSIBILITY.md"]
        for number, line in enumerate(blank_code(page).split("\n"), 1)
        if len(line) > 125 and not line.startswith(("|", "![", "- [", "["))
    ]
    assert long == []


def blank_code(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    return FENCE.sub(lambda block: "\n" * block[0].count("\n"), text)


def test_every_requirement_of_the_asvs_names_tests_that_exist() -> None:
    page = (HANDBOOK / "reference" / "asvs.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| ([\d.]+) \| ([12]) \| [^|]+ \| ([a-z ]+) \| ([^|]+) \|$", page, re.MULTILINE
    )
    assert len({number for number, *_ in rows}) == len(rows) == 253  # of levels 1 and 2
    assert {state for *_, state, _ in rows} == {"met", "not applicable", "not met"}
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)
    assert [
        (path, test)
        for path, test in named
        if f"def {test}(" not in (ROOT / path).read_text(encoding="utf-8") and test
    ] == []
    unproven = [row for row in rows if row[2] == "met" and not re.search(r"`|\]\(", row[3])]
    assert unproven == []

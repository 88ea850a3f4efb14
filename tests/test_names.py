"""The house rules on names: verbs for functions, one meaning a class name, no participles.

A rule is one test over all files: its message lists every place that breaks it. A verb that is
missing below is added where it says plainly what happens; nothing else is.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from support.offenders import assert_none
from support.paths import ROOT
from support.paths import TESTS as TESTS_FOLDER
from support.source_code import PACKAGE, get_relative_path, list_nodes, parse

OURS = sorted(
    path for folder in ("src", "hooks", "bench") for path in (ROOT / folder).rglob("*.py")
)
# Python files in the other folders of tests/ belong to the sites that tests build.
TESTS = sorted(
    path
    for path in TESTS_FOLDER.rglob("*.py")
    if path.relative_to(TESTS_FOLDER).parts[0] not in {"golden", "sites", "tools"}
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

VERBS = """
    accept add adjust advance align announce answer apply archive ask assert assign attach audit
    authenticate authorize back begin blank build cancel capitalize check choose classify clean
    clear click close collect commit compare compile compose compress compute configure confirm
    connect construct convert copy correct count crash create cut decide declare decode delete
    describe destroy detect disable discard double download draw drop dump echo edit enable encode
    encrypt end enforce enter escape estimate evaluate examine exclude exit expect expire explain
    export extract fetch fill find finish fit fix flush follow forge forget format freeze generate
    get give group hash hide hold identify import indent index insert invoke issue iter join judge
    keep kill leave limit list listen load locate log make map mark mask match measure mend merge
    migrate mix move nest normalize note open order override pack pair parse pick pin place plan
    poll post prefetch prepare press preview print propose protect prune publish pull purge put
    query quote raise rank rate read receive record redirect refresh refuse register reject remember
    remove rename render renew renumber replace report require reset resolve restore restrict resume
    retry return revert review revise revoke rewrite run salvage save scan schedule seal search
    secure select send serve set shift shorten show shutdown sign skip solve sort spend splice split
    start stop store strip submit suggest sum summarize swap take test throttle tokenize touch track
    translate try turn type typeset unify unlock unnest unpack update upgrade use validate veil
    verify visit void vote wait walk warn withdraw wrap write
"""
PREDICATES = "is has can may needs"
CONVERSIONS = "to from"
FIRST_WORDS = frozenset(f"{VERBS} {PREDICATES} {CONVERSIONS}".split())
# Names that belong to who calls them: a library, or whoever starts a program.
NAMES_OF_CALLERS = frozenset(
    {"main", "N_", "openapi", "preprocess", "push", "startup"}
    | {
        "connection_made",
        "connection_lost",
        "data_received",
        "do_GET",
        "do_POST",
        "handle",
        "log_message",
        "dispatch",
    }
    | {"do_HEAD", "end_headers", "translate_path", "send_error", "handle_error"}
    | {"handle_starttag", "handle_endtag", "increase_indent", "gettext"}
    | {"ngettext", "pgettext", "npgettext"}
    | {"process_text"}  # of markdownify
    | {"pytest_collection_finish", "pytest_collection_modifyitems", "pytest_configure"}
    | {"pytest_ignore_collect", "pytest_terminal_summary"}
    | {"pytest_xdist_auto_num_workers"}
)

IRREGULAR = """
    told kept found said sought known given made done written built shown drawn sent taken left held
    begun broken hidden gone
"""
PARTICIPLE = re.compile(rf"{'|'.join(IRREGULAR.split())}|[a-z]{{3,}}ed")
TYPE = re.compile(r"[A-Z]\w*[a-z]\w*")  # of a class or an alias; constants are capitals
NO_PARTICIPLES = frozenset({"feed", "embed", "speed", "seed", "need"})
NAMES_OF_OTHERS = frozenset(
    {"not_found", "test_not_found", "connection_made", "data_received"}
)  # HTTP's, asyncio's


def test_public_functions_begin_with_a_verb() -> None:
    offenders = [
        f"{get_relative_path(path)}: {name}"
        for path, name in iter_public_functions()
        if name.split("_")[0] not in FIRST_WORDS
        and name not in NAMES_OF_CALLERS
        and not (path.parent.name == "hooks" and name.startswith("on_"))
    ]
    assert_none(offenders)


def iter_public_functions() -> Iterator[tuple[Path, str]]:
    """Yield each function that others may call; a property, a test or a fixture is none."""
    for path in OURS + TESTS:
        scopes: list[ast.Module | ast.ClassDef] = [parse(path)]
        scopes += [node for node in list_nodes(path) if isinstance(node, ast.ClassDef)]
        for node in (node for scope in scopes for node in scope.body):
            if isinstance(node, FUNCTIONS) and not (
                node.name.startswith(("_", "test_")) or is_property(node) or is_fixture(node)
            ):
                yield path, node.name


def is_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("property" in name for name in iter_decorators(node))


def is_fixture(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(name.startswith("pytest.fixture") for name in iter_decorators(node))


def iter_decorators(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """Yield the name of each, without what it is called with: tests are called with long lists."""
    for each in node.decorator_list:
        yield ast.unparse(each.func if isinstance(each, ast.Call) else each)


def test_a_class_name_means_one_thing() -> None:
    places = defaultdict(list)
    for path in OURS:
        for name in iter_type_names(path):
            places[name].append(get_relative_path(path))
    assert_none([f"{name}: {', '.join(paths)}" for name, paths in places.items() if len(paths) > 1])


def iter_type_names(path: Path) -> Iterator[str]:
    """Yield the name of each class and of each type alias of a module; type variables are none."""
    for node in list_nodes(path):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in parse(path).body:
        if not isinstance(node, ast.Assign):
            continue
        names = [name for name in map(ast.unparse, node.targets) if TYPE.fullmatch(name)]
        if names and not ast.unparse(node.value).startswith("TypeVar("):
            yield from names


def test_nothing_is_named_by_a_participle() -> None:
    offenders = [
        f"{get_relative_path(path)}: {name}"
        for path, name, word in iter_names()
        if PARTICIPLE.fullmatch(word) and word not in NO_PARTICIPLES and name not in NAMES_OF_OTHERS
    ]
    assert_none(offenders)


def iter_names() -> Iterator[tuple[Path, str, str]]:
    """Yield each module, class and function, private ones too, with the word that says what it is.

    That is the last word of a noun (`ProposedText` is a text) and the first word of a function.
    A fixture has the name of what tests receive, so its last word counts.
    """
    for path in OURS + TESTS:
        yield path, path.stem, split_words(path.stem)[-1]
        for node in list_nodes(path):
            if isinstance(node, ast.ClassDef):
                yield path, node.name, split_words(node.name)[-1]
            elif isinstance(node, FUNCTIONS) and not is_property(node):
                yield path, node.name, split_words(node.name)[-1 if is_fixture(node) else 0]


# Locals that say how a value came about, not what it is. Plain adjectives of a set or a state may
# stay where the noun is plain (`known`, `seen`, `shown`, `written`, `changed`, `broken`, `left`).
LOCALS_WITHOUT_A_NOUN = """
    told kept found said sought given taken asked wanted sent made done gone held begun built drawn
"""


def test_no_local_is_named_by_what_was_done_to_it() -> None:
    offenders = [
        f"{get_relative_path(path)}:{line}: {name}"
        for path in OURS
        if path.parent.name != "versions"  # released steps of the store never change
        for name, line in iter_locals(path)
        if name.strip("_") in LOCALS_WITHOUT_A_NOUN.split()
    ]
    assert_none(offenders)


def iter_locals(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each name that a function binds, with its line: parameters, and targets of any kind.

    Those are targets of assignments, loops and comprehensions; fields of classes are none.
    """
    for function in list_nodes(path):
        if isinstance(function, (*FUNCTIONS, ast.Lambda)):
            for node in ast.walk(function):
                if isinstance(node, ast.arg):
                    yield node.arg, node.lineno
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    yield node.id, node.lineno


def split_words(name: str) -> list[str]:
    """Split a name of either style into its words, in small letters."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)] or [name]


# Words of the glossary that are also common words of English: where names may have them, and no
# others, in their one meaning. Paths begin in the package; a private function counts as well.
HOMES_OF_WORDS = {
    "frame": ("editor/visit.py", "preview/", "publish/page_context.py"),
    "fact": (
        *("cli/doctor.py", "content/checks/", "content/data/", "editor/row_shapes.py"),
        *("model/known_fact.py", "model/operator_facts.py"),
        *("publish/known_facts.py", "publish/operator_sections.py"),
    ),
    "places": (
        *("model/places.py", "publish/build_context.py"),
        "content/docs/misplaced_versions.py",  # two places of one entry
    ),
    "record": (
        *("cli/channels.py", "cli/upgraded_records.py", "content/", "desk/staff/", "exchange/"),
        *("importers/", "render/earlier_site.py"),
    ),
}


def test_a_word_of_the_glossary_has_one_meaning_in_names() -> None:
    offenders = [
        f"{path.as_posix()}: {name} has “{word}”, which the glossary gives to {homes}"
        for full_path, name in iter_package_names()
        for word, homes in HOMES_OF_WORDS.items()
        for path in [full_path.relative_to(PACKAGE)]
        if {word, f"{word}s"} & {*split_words(name)} and not path.as_posix().startswith(homes)
    ]
    assert_none(offenders)


def iter_package_names() -> Iterator[tuple[Path, str]]:
    """Yield each module, class and function of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, path.stem
        for node in list_nodes(path):
            if isinstance(node, (ast.ClassDef, *FUNCTIONS)):
                yield path, node.name


def test_a_function_says_which_text_it_finds() -> None:
    """`find_text` once stood for the texts of seven things."""
    names = {name for _, name in iter_package_names()}
    assert not names & {"find_text", "_find_text"}


def test_what_makes_is_named_by_a_verb_and_a_class_by_a_noun() -> None:
    """No variable of a module gives a class the name of a function: `make_x = load(…).X`."""
    offenders = [
        f"{get_relative_path(path)}: {target}"
        for path in OURS
        for node in parse(path).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute)
        if TYPE.fullmatch(node.value.attr)
        for target in map(ast.unparse, node.targets)
        if target.split("_")[0] in FIRST_WORDS
    ]
    assert_none(offenders)

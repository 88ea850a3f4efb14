"""A mistake in a template: where it is, and what is wrong, for whoever wrote the template."""

import os
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from entraide.content.own_templates import OURS, OwnTemplates
from entraide.errors import ContentError, EntraideError, Fault, FileLine, Problem, suggest_name
from entraide.publish.partial_rendering import OurFilesLoader

CURE = "What each template takes: entraide handbook templates"
TAGS = ("block", "extends", "filter", "for", "if", "import", "include", "macro", "set", "with")
QUOTED = re.compile(r"'([^']*)'")
LOOK = "Compare the brackets, the quotes and the signs around it"
# What Jinja says, by its beginning; what that means and the cure, with what it names in quotes.
WORDS = (
    (
        r"Encountered unknown tag '(\w+)'\. You probably .* closed is '(\w+)'",
        "“{{% {0} %}}” comes before the end of “{{% {1} … %}}”",
        "Write {{% end{1} %}} first",
    ),
    (r"Encountered unknown tag '(\w+)'", "there is no tag “{{% {0} %}}”", ""),
    (
        r"Unexpected end of template.* closed is '(\w+)'",
        "“{{% {0} … %}}” has no end",
        "Write {{% end{0} %}} behind it",
    ),
    (r"[Uu]nexpected '?end of template'?", "something has no end", LOOK),
    (r"[Uu]nexpected '(.+?)', expected '(.+?)'", "“{0}” stands where “{1}” is wanted", LOOK),
    (r"expected token '(.+?)', got '(.+?)'", "“{1}” stands where “{0}” is wanted", LOOK),
    (r"[Uu]nexpected '(.+?)'", "“{0}” cannot stand here", LOOK),
    (r"No filter named '(.+?)'", "there is no filter “{0}”", ""),
    (r"No test named '(.+?)'", "there is no test “{0}”", ""),
    (r"'(.+?)' is undefined", "there is no value “{0}” here", CURE),
    (r"'.+' has no attribute '(.+?)'", "what stands before it has no “{0}”", CURE),
)
KNOWN = {"tag": TAGS, "filter": FILTERS, "test": TESTS}


def explain_template_error(error: TemplateError, root: Path) -> EntraideError:
    """Return the problem for `error`, at the line of the template.

    Its path is shown from `root`, the folder of the project.
    """
    if isinstance(error, TemplateNotFound):
        what, cure = f"there is no template {error.name}", CURE
    else:
        what, cure = _explain_message(error.message or "it cannot be drawn")
    file, line = find_template_line(error)
    shown = _show(Path(file), root) if file else "overrides"
    return EntraideError(Problem(FileLine(shown, line), what, cure))


def explain_other_error(error: Exception, root: Path) -> EntraideError | None:
    """Return the problem of an exception that a template in `root` raised; None if none did."""
    file, line = find_template_line(error)
    if not file or not Path(file).is_relative_to(root):
        return None
    location = FileLine(_show(Path(file), root), line)
    return EntraideError(Problem(location, f"it cannot be drawn: {error}", CURE))


def find_template_line(error: Exception) -> tuple[str, int]:
    """Return the file and the line where Jinja was when it raised `error`; "" for no file."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or "", error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    html = [frame for frame in frames if frame.filename.endswith((".html", ".css"))]
    return (html[-1].filename, html[-1].lineno or 1) if html else ("", 0)


def _explain_message(message: str) -> Fault:
    """Return an explanation of a message of Jinja’s, and the cure."""
    for start, what, cure in WORDS:
        if match := re.match(start, message):
            kind = next((each for each in KNOWN if f"no {each} " in what), "")
            advice = cure.format(*match.groups()) or suggest_name(match[1], KNOWN[kind], CURE)
            return what.format(*match.groups()), advice
    return QUOTED.sub(r"“\1”", message).rstrip("."), CURE


def load_own_templates(environment: Environment, templates: OwnTemplates, root: Path) -> None:
    """Let `environment` keep a project's own templates, whatever becomes of their files.

    ContentError has what is wrong with any, by the line; paths are shown from `root`.
    """
    problems: list[Problem] = []
    for name in templates.names:
        file = templates.folder / name
        if file.suffix != ".html":
            continue
        try:
            environment.get_template(name)
            parsed = environment.parse(templates.read_own(name), name, str(file))
        except TemplateError as error:
            problems += explain_template_error(error, root).problems
        except UnicodeDecodeError:
            what = "the file is not UTF-8"
            problems.append(Problem(FileLine(_show(file, root), 1), what, "Save it as UTF-8"))
        else:
            for line, what, cure in _find_missing_templates(parsed, environment, templates):
                problems.append(Problem(FileLine(_show(file, root), line), what, cure))
    if problems:
        raise ContentError(*problems)
    for loader in getattr(environment.loader, "loaders", ()):
        if isinstance(loader, OurFilesLoader):
            loader.keep(templates)


def _find_missing_templates(
    parsed: nodes.Template, environment: Environment, templates: OwnTemplates
) -> Iterator[tuple[int, str, str]]:
    """Yield the line of each name of a template that there is not, what is wrong, and the cure."""
    for line, name in _iter_named_templates(parsed):
        try:
            assert environment.loader  # noqa: S101 - of MkDocs
            environment.loader.get_source(environment, name)
        except TemplateNotFound:
            ours = OURS if name.startswith(OURS) else ""
            known = {f"{ours}{each}" for each in (*templates.shipped_names, *templates.names)}
            cure = suggest_name(name, known, "Name another, or add it to the same folder")
            yield line, f"there is no template {name}", cure


def _iter_named_templates(parsed: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield the lines and names of all that a template extends, includes or imports for certain."""
    for node in parsed.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        may_miss = getattr(node, "ignore_missing", False)
        if isinstance(named, nodes.Const) and isinstance(named.value, str) and not may_miss:
            yield node.lineno, named.value


def _show(file: Path, root: Path) -> str:
    return Path(os.path.relpath(file, root)).as_posix()

"""Read the `mkdocs.yml` of a foreign site: its values, and none of the code that its tags name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import yaml

from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import compose_yaml
from entraide.errors import FileLine, ProblemLog
from entraide.importers.articles import ImportedTerm


@dataclass(frozen=True, slots=True)
class MkdocsSite:
    """What `mkdocs.yml` says. `titles` and `sections` are by the path of a page from `docs_dir`.

    `former_pages` has those that redirect to a page of today; all are paths of files.
    """

    docs: str = "docs"
    site_url: str = ""
    language: str = ""
    directory_urls: bool = True
    titles: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    former_pages: Mapping[str, list[str]] = field(default_factory=dict)
    nav_titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by language

    def describe_sections(self) -> dict[str, ImportedTerm]:
        """Return the label of each section by language; its key is that of the first one."""
        terms = {}
        for section in dict.fromkeys(self.sections.values()):
            words = {
                language: each[section]
                for language, each in self.nav_titles.items()
                if section in each
            }
            terms[section] = ImportedTerm(key=section, labels={self.language: section, **words})
        return terms


def parse_mkdocs_yml(text: str, name: str, language: str, log: ProblemLog) -> MkdocsSite:
    """Return the site in `text`, the file `name`; `language` is that of one that names none."""
    try:
        root = compose_yaml(text)
    except YAML_ERRORS as error:
        mark = getattr(error, "problem_mark", None)
        location = FileLine(name, mark.line + 1 if mark else 1)
        what = f"this is no YAML: {str(getattr(error, 'problem', None) or error)[:100]}"
        log.add(location, what, "Mend it in the source, or import the folder as markdown")
        return MkdocsSite(language=language)
    values = _to_value(root, 0) if root else {}
    if not isinstance(values, dict):
        log.add(FileLine(name, 1), "this is no mapping", "Name the folder of a MkDocs site")
        return MkdocsSite(language=language)
    plugins = _list_plugins(values.get("plugins"))
    languages = _list_languages(plugins.get("i18n"))
    theme = values.get("theme")
    own = theme.get("language") if isinstance(theme, dict) else None
    default = next((each for each, is_default, *_ in languages if is_default), own)
    pages = list(_iter_nav(values.get("nav"), ""))
    return MkdocsSite(
        docs=_clean_docs(values.get("docs_dir")),
        site_url=str(values.get("site_url") or ""),
        language=str(default or language),
        directory_urls=values.get("use_directory_urls") != "false",
        titles={page: title for page, title, _ in pages if title},
        sections={page: section for page, _, section in pages if section},
        former_pages=_invert_redirects(plugins.get("redirects", {}).get("redirect_maps")),
        nav_titles={
            each: titles | _pair_sections(pages, nav) for each, _, titles, nav in languages
        },
    )


def _invert_redirects(redirects: object) -> dict[str, list[str]]:
    former_pages: defaultdict[str, list[str]] = defaultdict(list)
    for old, new in redirects.items() if isinstance(redirects, dict) else ():
        former_pages[str(new).partition("#")[0]].append(str(old))
    return former_pages


def _pair_sections(pages: list[tuple[str, str, str]], nav: object) -> dict[str, str]:
    """Return what a language calls each section, known by the pages that both have."""
    theirs = {page: section for page, _, section in _iter_nav(nav, "")}
    return {section: theirs[page] for page, _, section in pages if section and theirs.get(page)}


def _to_value(node: yaml.Node, depth: int) -> Any:  # noqa: ANN401 - any value of YAML
    """Return the texts, lists and mappings of `node`; its tags are not looked at."""
    if depth > 50:
        return ""
    if isinstance(node, yaml.MappingNode):
        return {
            str(key.value): _to_value(value, depth + 1)
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        }
    if isinstance(node, yaml.SequenceNode):
        return [_to_value(item, depth + 1) for item in node.value]
    return str(node.value)


def _clean_docs(value: object) -> str:
    path = PurePosixPath(str(value or "docs"))
    is_inside = not path.is_absolute() and ".." not in path.parts
    return path.as_posix().removeprefix("./") if is_inside else "docs"


def _list_plugins(value: object) -> dict[str, dict[str, Any]]:
    """Return the options of each plugin by its name."""
    plugins: dict[str, dict[str, Any]] = {}
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, dict):
            plugins |= {
                name: options for name, options in item.items() if isinstance(options, dict)
            }
    return plugins


def _list_languages(
    options: Mapping[str, Any] | None,
) -> list[tuple[str, bool, dict[str, str], object]]:
    """Return each language of static-i18n, whether it is the default, its titles and its nav."""
    languages = (options or {}).get("languages")
    if isinstance(languages, dict):  # as its version 0 had them
        default = (options or {}).get("default_language")
        return [(code, code == default, {}, None) for code in languages]
    rows = [row for row in languages or () if isinstance(row, dict) and row.get("locale")]
    return [
        (
            str(row["locale"]),
            row.get("default") == "true",
            {str(name): str(title) for name, title in row.get("nav_translations", {}).items()}
            if isinstance(row.get("nav_translations"), dict)
            else {},
            row.get("nav"),
        )
        for row in rows
    ]


def _clean_path(path: str) -> str:
    return path.strip().removeprefix("./")


def _iter_nav(nav: object, section: str) -> Iterator[tuple[str, str, str]]:
    """Yield each page of the navigation with its title and its section at the top."""
    for item in nav if isinstance(nav, list) else ():
        if isinstance(item, str):
            yield _clean_path(item), "", section
        elif isinstance(item, dict):
            for title, value in item.items():
                if isinstance(value, str) and not re.match(r"https?:", value):
                    yield _clean_path(value), title, section
                else:
                    yield from _iter_nav(value, section or title)

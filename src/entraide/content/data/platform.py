"""Read `data/platform.yml`: the operator's facts, for placeholders and for the operator's pages.

Any name may stand in it, but in the groups of `model/operator_facts.py` only known ones may, and a
known fact must have its shape. Everything wrong is reported at once, with its line.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from phonenumbers import NumberParseException, is_possible_number, parse

from entraide.content.data.files import check_locales, read_data
from entraide.content.field_types import WORLD_NUMBER, add_schema_header
from entraide.content.plain_text import check_data_signs
from entraide.content.settings import Settings
from entraide.content.validation import describe_value
from entraide.content.yaml.documents import YamlDocument, read_yaml
from entraide.errors import FileLine, Problem, ProblemLog, suggest_name
from entraide.model.locales import get_default_locale
from entraide.model.operator_facts import CLOSED_GROUPS, FACTS, PREFIX, Fact, FactShape
from entraide.model.web_address import EMAIL_ADDRESS, HTTPS_ADDRESS

# Of each shape but words and days: what a value matches from end to end, and the cure.
SHAPES = {
    FactShape.EMAIL: (EMAIL_ADDRESS, "Write an e-mail address"),
    FactShape.LINK: (HTTPS_ADDRESS, "Write a full address, from https:// on"),
    FactShape.REPORT: (
        f"{EMAIL_ADDRESS}|{HTTPS_ADDRESS}",
        "Write an e-mail address, or an address from https:// on",
    ),
    FactShape.PHONE: (
        WORLD_NUMBER,
        "Write it with its country and no spaces: +33199001122",
    ),
    FactShape.CONFORMANCE: ("full|partial|none", "Use full, partial or none"),
    FactShape.LANGUAGES: (
        "[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})*(, ?[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})*)*",
        "Write language tags: en, fr",
    ),
}


@dataclass(frozen=True, slots=True)
class Platform:
    """The facts as read; `values`: locale -> `platform.name` -> text, empty if there is none.

    `borrowed`: locale -> the names of those that stand there in the default language.
    """

    path: str
    document: YamlDocument
    values: Mapping[str, Mapping[str, str]]
    borrowed: Mapping[str, set[str]]

    def has_fact(self, name: str) -> bool:
        """Return whether the fact stands in the file, rightly or wrongly."""
        return tuple(name.split(".")) in self.document.lines

    def get_location(self, name: str) -> FileLine:
        """Return the line of the fact, as in `security.expires`, or of what is around it."""
        return FileLine(self.path, self.document.get_line(tuple(name.split("."))))


def read_platform(settings: Settings, log: ProblemLog) -> Platform:
    """Read the facts; a project without the file gives none."""
    file = settings.data / "platform.yml"
    if os.path.lexists(file):
        path, document = read_data(settings, file, log)
    else:
        path = settings.make_relative(file)
        document = read_yaml("{}", path, log)
    values: dict[str, dict[str, str]] = {locale.code: {} for locale in settings.locales}
    borrowed: dict[str, set[str]] = {code: set() for code in values}
    platform = Platform(path, document, values, borrowed)
    if not document.is_sound:
        return platform
    if not isinstance(document.value, Mapping):
        what, cure = f"the file is {describe_value(document.value)}", "Write its facts as “name: …”"
        log.add(FileLine(path, 1), what, f"{cure}, or remove the file")
        return platform
    log.extend(check_data_signs(document, path))
    for location, leaf in _iter_leaves(document.value, (), set(values)):
        name, where = ".".join(location), FileLine(path, document.get_line(location))
        words = leaf if isinstance(leaf, Mapping) else dict.fromkeys(values, leaf)
        if stray := list(_check_name(name, where)):
            log.extend(stray)
            continue
        texts = dict.fromkeys(words, "…")  # whether it is text is asked below
        log.extend(check_locales(texts, settings.locales, _make_value_name(name), where))
        wrong: dict[tuple[str, str], None] = {}  # one text for all locales is wrong once
        for code, value in words.items():
            if value == "" and isinstance(leaf, Mapping):  # nobody has translated it yet
                value = words.get(get_default_locale(settings.locales).code)  # noqa: PLW2901
                borrowed.get(code, set()).add(_make_value_name(name))
            text, problem = _read_value(value, name)
            wrong |= dict.fromkeys(problem)
            if code in values and text is not None:
                values[code][_make_value_name(name)] = text
        log.extend(Problem(where, *problem) for problem in wrong)
    return platform


def _make_value_name(name: str) -> str:
    """Return the name of a fact among the values, and in a placeholder."""
    return f"{PREFIX}{name}" if name else PREFIX[:-1]


def _iter_leaves(
    value: object, location: tuple[str, ...], codes: set[str]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every fact below `value`, with its place: a text, or a mapping of locale to text."""
    if isinstance(value, Mapping) and not (set(value) & codes):
        for key, child in value.items():
            yield from _iter_leaves(child, (*location, str(key)), codes)
    else:
        yield location, value


def _check_name(name: str, location: FileLine) -> Iterator[Problem]:
    """Yield a problem for an unknown name in a closed group, or below a fact that has one text."""
    group, above = name.partition(".")[0], name.rpartition(".")[0]
    if above in FACTS and FACTS[above].shape is not FactShape.GROUP:
        cure = f"Write one text for {above}, or one for each locale"
        yield Problem(location, f"“{name}” is not a key here", cure)
    elif group in CLOSED_GROUPS and name not in FACTS:
        known = [fact for fact in FACTS if fact.startswith(f"{group}.")]
        yield Problem(location, f"“{name}” is not a key here", suggest_name(name, known))


def _read_value(value: object, name: str) -> tuple[str | None, list[tuple[str, str]]]:
    """Return a value as text, or None; and what is wrong with it, with the cure."""
    fact = FACTS.get(name)
    if fact and value is False:
        return "", []  # `no`: there is none
    if fact and fact.shape is FactShape.DAY:
        return _read_day(value, fact)
    if not isinstance(value, str) or not value:
        none = ", or “no” where there is none" if fact else ""
        cure = f"Write the words, in quotes if needed{none}"
        return None, [(f"“{_make_value_name(name)}” is not text", cure)]
    pattern, cure = SHAPES.get(fact.shape, ("", "")) if fact else ("", "")
    if pattern and not (re.fullmatch(pattern, value) and _is_possible_phone(value, fact)):
        return value, [(f"“{_make_value_name(name)}” is “{value}”", cure)]
    return value, []


def _read_day(value: object, fact: Fact) -> tuple[str | None, list[tuple[str, str]]]:
    if type(value) is date:  # a datetime is one too
        return value.isoformat(), []
    return None, [
        (f"“{fact.key}” is “{value}”, which is no date", "Write a real day as YYYY-MM-DD")
    ]


def _is_possible_phone(value: str, fact: Fact | None) -> bool:
    """Return whether a phone number has a possible length; True of any other fact."""
    if fact is None or fact.shape is not FactShape.PHONE:
        return True
    try:
        return is_possible_number(parse(value))
    except NumberParseException:
        return False


def build_platform_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `data/platform.yml`."""
    root = _make_object_schema("The facts of the platform and of who runs it")
    for fact in FACTS.values():
        node = root
        *groups, key = fact.name.split(".")
        for group in groups:
            node = node["properties"].setdefault(group, _make_object_schema())
            node["additionalProperties"] = group not in CLOSED_GROUPS
        node["properties"][key] = _make_fact_schema(fact)
    return add_schema_header(root)


def _make_object_schema(title: str = "") -> dict[str, Any]:
    return {"type": "object", "properties": {}} | ({"title": title} if title else {})


def _make_fact_schema(fact: Fact) -> dict[str, Any]:
    if fact.shape is FactShape.GROUP:
        return {"description": fact.meaning, "anyOf": [{"type": "object"}, {"const": False}]}
    text: dict[str, Any] = {"type": "string", "minLength": 1}
    if fact.shape is FactShape.DAY:
        text["format"] = "date"
    elif fact.shape in SHAPES:
        text["pattern"] = f"^({SHAPES[fact.shape][0]})$"
    by_locale = {"type": "object", "minProperties": 1, "additionalProperties": text}
    return {"description": fact.meaning, "anyOf": [text, by_locale, {"const": False}]}

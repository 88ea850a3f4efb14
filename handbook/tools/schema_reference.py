"""The pages of front matter and of data files, from their JSON Schemas."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from entraide.model.operator_facts import FACTS
from handbook.tools.pages import render_page, render_table, wrap

Schema = Mapping[str, Any]  # JSON
Reader = Callable[[str], Schema]

FRONT_MATTER = """
The front matter is the part of an entry between two lines `---`, above its text. The source
version holds everything. A translation holds only what is its own. A key that is not listed here
is refused. [Write entries](../how-to/write-entries.md) and [translate](../how-to/translate.md)
show them in use.
"""
DATA_FILES = """
What entries share is in `data/`. Each file has a JSON Schema in `data/schemas/`, which editors
use to complete and to warn. A key that is not listed here is refused, except in
`data/platform.yml`. [Keep facts and services up to date](../how-to/facts-and-services.md) shows
them in use, and [settings](settings.md) lists the keys of `data/settings.yml`.

A YAML or JSON file with any other name is read by nobody, and `entraide check` warns of it: its
name may have a mistake. Folders other than `data/channels/` are yours; nothing in them is read or
reported.
"""
FILES = {  # the name of a schema -> its files, and what is in them
    "platform": ("data/platform.yml", "The facts of your platform and of who runs the site."),
    "brand": ("data/brand.yml", "How the site is called and what it looks like."),
    "terms": (
        "data/categories.yml, data/tags.yml, data/topics.yml",
        "A list: categories, tags, or the topics of services.",
    ),
    "channels": ("data/channels/COUNTRY.yml", "A list of outside services of one country."),
    "glossary": ("data/glossary.yml", "A list of terms, and of wordings to avoid."),
    "ids": ("data/ids.yml", "Which number belongs to which entry. Commands write it."),
    "law": ("data/law.yml", "A list of lines of law."),
    "checklists": ("data/checklists.yml", "A list of checklists."),
    "paths": (
        "data/paths.yml",
        "A list of steps of the guided path. The first one begins.",
    ),
    "scam_check": ("data/scam_check.yml", "The page “Is this a scam?”: its questions and signs."),
    "incident_log": (
        "data/incident_log.yml",
        "The log of incidents: what its page and its pack say.",
    ),
    "people": ("data/people.yml", "Who asked to be named as a translator."),
    "pinned": (
        "data/pinned.yml",
        "A list of what search shows first for some words, and suggests in its empty box.",
    ),
    "ratings": ("data/ratings.json", "Written by `entraide ratings export`, never by hand."),
    "proposals": ("data/proposals.json", "Written by `entraide proposals counts`, never by hand."),
    "segments": (
        "SLUG.segments.json",
        "What each part of a translation was made from. Written by an import, never by hand.",
    ),
}
WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "mapping",
    "array": "list",
    "null": "",
}


def render_front_matter(read: Reader) -> str:
    schema = read("entry")
    titles = {
        "SourceMatter": "The source version",
        "LocalisedMatter": "A translation",
        "ChangeMatter": "A change, in the list `changes`",
    }
    sections = (
        f"## {title}\n\n{render_keys(schema['$defs'][name], schema)}"
        for name, title in titles.items()
    )
    return render_page("Front matter", FRONT_MATTER, sections)


def render_data_files(read: Reader) -> str:
    sections = (
        "\n\n".join([f"## {path}", wrap(words), *iter_tables(name, read(name))])
        for name, (path, words) in FILES.items()
    )
    return render_page("Data files", DATA_FILES, sections)


def iter_tables(name: str, schema: Schema) -> Iterator[str]:
    """Yield a table for the file itself, and for each kind of row in it."""
    if name == "platform":
        yield wrap(
            "You may add facts with names of your own, for placeholders. A fact that is “expected” "
            "and not given is named by `entraide check`. Of the values, words are any text; a "
            "phrase completes a sentence, such as “use …”; a group has facts below it, whose names "
            "you choose; report is an e-mail address or the address of a form."
        )
        yield render_facts()
        return
    if "properties" in schema:
        yield render_keys(schema, schema)
    for row in schema.get("$defs", {}).values():
        if "properties" in row:
            if words := row.get("description"):
                yield wrap(str(words))
            yield render_keys(row, schema)


def render_facts() -> str:
    rows = [
        (f"`{fact.name}`", fact.shape.value, "yes" if fact.expected else "", fact.meaning)
        for fact in FACTS.values()
    ]
    return render_table(["fact", "value", "expected", ""], rows)


def render_keys(row: Schema, schema: Schema, required: str = "required") -> str:
    """Return the table of the keys of `row`; `required` stands above those that must be there."""
    names = set(row.get("required", ()))
    rows = [
        (
            f"`{key}`",
            describe_type(value, schema),
            "yes" if key in names else "",
            describe(value, schema),
        )
        for key, value in row["properties"].items()
    ]
    return render_table(["key", "value", required, ""], rows)


def describe(value: Schema, schema: Schema) -> str:
    description = value.get("description", "")
    return str(description or resolve(value, schema).get("description", ""))


def resolve(value: Schema, schema: Schema) -> Schema:
    """Return what a `$ref` refers to; anything else as it is."""
    name = value.get("$ref", "").rpartition("/")[2]
    definition: Schema = schema["$defs"][name] if name else value
    return definition


def describe_type(value: Schema, schema: Schema) -> str:
    value = resolve(value, schema)
    if "anyOf" in value:
        kinds = [describe_type(each, schema) for each in value["anyOf"]]
        return " or ".join(kind for kind in dict.fromkeys(kinds) if kind)
    if "enum" in value:
        return ", ".join(f"`{each}`" for each in value["enum"])
    if "properties" in value:
        return "mapping, see below"
    if isinstance(inner := value.get("items", value.get("additionalProperties")), dict):
        return f"{WORDS[value['type']]} of: {describe_type(inner, schema)}"
    return "date" if value.get("format") == "date" else WORDS[value.get("type", "null")]

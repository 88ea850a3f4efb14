"""Suggest commands for a name that is none, by its meaning and then by its letters."""

from collections.abc import Iterable
from difflib import get_close_matches

# What a group has, as somebody may look for it without its group.
INNER_COMMANDS = (
    *("entry archive", "entry publish", "entry schedule", "category rename", "channels verified"),
    *("proposals counts", "proposals list", "proposals pull", "proposals show"),
    *("translate glossary", "translate memory", "locale add", "locale source"),
    *("desk backup", "desk migrate", "desk purge", "desk restore"),
)
SYNONYMS = (  # words that people use for one thing
    frozenset({"move", "rename", "mv", "relocate", "redirect"}),
    frozenset({"remove", "delete", "rm", "del", "erase", "destroy"}),
    frozenset({"new", "add", "create", "draft"}),
    frozenset({"status", "list", "ls"}),
    frozenset({"archive", "retire", "unpublish", "hide", "expire"}),
    frozenset({"serve", "start", "run", "dev", "preview", "watch", "server"}),
    frozenset({"check", "lint", "validate", "test"}),
    frozenset({"fix", "format", "tidy", "mend"}),
    frozenset({"upgrade", "update"}),
    frozenset({"publish", "deploy", "release"}),
    frozenset({"revise", "revision", "change", "bump"}),
)
ENTRIES = "entry"  # the group for what most commands are about


def suggest_command(typed: str, commands: Iterable[str]) -> list[str]:
    """Return the commands, or commands of groups, that `typed` may mean, the likeliest first."""
    listed = [*commands, *INNER_COMMANDS]
    if meant := _find_synonyms(typed, listed):
        return meant
    names = {full.rpartition(" ")[2]: full for full in reversed(listed)}
    return [names[name] for name in get_close_matches(typed, names)]


def suggest_inner_command(
    typed: str, group: str, inner: Iterable[str], commands: Iterable[str]
) -> list[str]:
    """Return the command that `typed` may mean in a group, such as “rename” for “category move”.

    Some of what is done with an entry is a command of its own, named in full: “entraide remove” for
    “entry delete”.
    """
    listed = list(inner)
    if meant := _find_synonyms(typed, listed) or get_close_matches(typed, listed):
        return meant
    elsewhere = suggest_command(typed, commands) if group == ENTRIES else []
    return [f"entraide {full}" for full in elsewhere]


def _find_synonyms(typed: str, listed: Iterable[str]) -> list[str]:
    words = next((words for words in SYNONYMS if typed.lower() in words), frozenset())
    return [full for full in listed if full.rpartition(" ")[2] in words]

"""What `data/settings.yml` sets for a part of the site that is off: nothing takes it up."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from entraide.content.checks.project import Project, to_warning
from entraide.errors import Problem


class SettingNeed(NamedTuple):
    """What a setting has an effect with, and the words for that it is missing."""

    is_met: Callable[[Project], bool]
    missing: str


def _has_translations(project: Project) -> bool:
    return len(project.site.locales) > 1


def _takes_words(project: Project) -> bool:
    parts = project.settings.parts
    return parts.proposals or parts.questions or (parts.rating and project.settings.desk)


NEEDS = {
    "licence": SettingNeed(
        lambda project: project.settings.parts.proposals, "nobody may propose texts (proposals)"
    ),
    "feedback_entry": SettingNeed(
        _takes_words, "visitors can send nothing (proposals; rating or questions, with a desk)"
    ),
    "safety_entry": SettingNeed(
        lambda project: project.settings.parts.exit, "“Leave this page” is off (exit)"
    ),
    "exit_keys": SettingNeed(
        lambda project: project.settings.parts.exit or not project.settings.exit_keys,
        "“Leave this page” is off (exit)",
    ),
    "publish_at": SettingNeed(_has_translations, "the site has one language"),
    "machine_translation": SettingNeed(_has_translations, "the site has one language"),
}


def check_idle_settings(project: Project) -> Iterator[Problem]:
    """Warn of the settings that change nothing, since what they are about is off.

    Each may be right in itself; whoever wrote it believes that it does something.
    """
    settings = project.settings
    for name, need in NEEDS.items():
        if name in settings.model_fields_set and not need.is_met(project):
            what = f"{name} changes nothing: {need.missing}"
            cure = "Remove the line, or turn on what it is about"
            yield to_warning(Problem(settings.get_site_location(name), what, cure))

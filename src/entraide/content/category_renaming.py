"""Renaming a category: its row in the data, its folders, and what the settings call it."""

from pathlib import Path
from typing import Any

from entraide.content.checks.project import Project
from entraide.content.data.files import TermRow
from entraide.content.entry_moves import plan_moves
from entraide.content.file_plan import ChangePlan
from entraide.content.site_settings import FILE_NAME, SITE_KEYS
from entraide.content.yaml.editor import YamlEdit, edit_yaml

CATEGORIES = "categories.yml"
CategoryFacts = dict[str, Any]


def plan_renaming(project: Project, old: str, new: str) -> ChangePlan:
    """Return what giving the category `old` the id `new` does to the files of a project."""
    addresses = {
        entry.address: f"{new}/{entry.slug}"
        for entry in project.site.entries.values()
        if entry.category == old
    }
    plan = plan_moves(project, addresses, {old: new})
    _edit_categories(project, old, new, plan)
    _edit_settings(project, old, new, plan)
    return plan


def _edit_categories(project: Project, old: str, new: str, plan: ChangePlan) -> None:
    """Plan the new id in `data/categories.yml`, with the old one as a former id."""

    def rename(rows: list[CategoryFacts]) -> list[CategoryFacts]:
        return [_rename_row(row, old, new) for row in rows]

    file = project.settings.data / CATEGORIES
    shown = project.settings.make_relative(file)
    order = tuple(TermRow.model_fields)
    edit = YamlEdit(rename, order, ["id", "moved_from"], shown, f"the category “{old}”")
    plan.write(file, edit_yaml(plan.read(file), edit))


def _rename_row(row: CategoryFacts, old: str, new: str) -> CategoryFacts:
    if row["id"] != old:
        return row
    former = [each for each in row.get("moved_from", []) if each != new]
    return {**row, "id": new, "moved_from": [old, *former]}


def _edit_settings(project: Project, old: str, new: str, plan: ChangePlan) -> None:
    """Plan the new id where the settings name the category."""
    file: Path = project.settings.data / FILE_NAME
    if old not in project.settings.home.categories:
        return

    def rename(settings: dict[str, Any]) -> dict[str, Any]:
        names = [new if each == old else each for each in settings["home"]["categories"]]
        return {**settings, "home": {**settings["home"], "categories": names}}

    shown = project.settings.make_relative(file)
    edit = YamlEdit(rename, SITE_KEYS, ["home.categories"], shown, "home.categories")
    plan.write(file, edit_yaml(plan.read(file), edit))

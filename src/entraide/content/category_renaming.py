"""Renaming a category: its row in the data, its folders, and the settings that name it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from entraide.content.checks.numbers import CATEGORIES
from entraide.content.checks.project import Project
from entraide.content.data.files import TermRow
from entraide.content.entry_moves import plan_moves
from entraide.content.file_plan import ChangePlan
from entraide.content.site_settings import FILE_NAME, SITE_KEYS
from entraide.content.yaml.editor import YamlEdit, edit_yaml

CategoryFacts = dict[str, Any]


def plan_renaming(project: Project, old: str, new: str) -> ChangePlan:
    """Return the plan that gives the category `old` the id `new`."""
    addresses = {
        entry.address: f"{new}/{entry.slug}"
        for entry in project.site.entries.values()
        if entry.category == old
    }
    plan = plan_moves(project, addresses, {old: new})
    rename_in_data(project, old, new, plan)
    return plan


def rename_in_data(project: Project, old: str, new: str, plan: ChangePlan) -> None:
    """Plan the new id of a category in its row, in its redirects, and in the settings."""
    _edit_category(project, old, lambda row: _rename_row(row, old, new), plan)
    _edit_settings(project, old, new, plan)


def add_former_id(project: Project, id_: str, former: str, plan: ChangePlan) -> None:
    """Plan a redirect to the page of a category from the address of a former id."""

    def add(row: CategoryFacts) -> CategoryFacts:
        return {**row, "moved_from": [former, *row.get("moved_from", [])]}

    _edit_category(project, id_, add, plan)


def _edit_category(
    project: Project,
    id_: str,
    change: Callable[[CategoryFacts], CategoryFacts],
    plan: ChangePlan,
) -> None:
    """Plan a `change` of the row of a category in `data/categories.yml`."""

    def edit_rows(rows: list[CategoryFacts]) -> list[CategoryFacts]:
        return [change(row) if row["id"] == id_ else row for row in rows]

    file = project.settings.data / CATEGORIES
    shown = project.settings.make_relative(file)
    order = tuple(TermRow.model_fields)
    edit = YamlEdit(edit_rows, order, ["id", "moved_from"], shown, f"the category “{id_}”")
    plan.write(file, edit_yaml(plan.read(file), edit))


def _rename_row(row: CategoryFacts, old: str, new: str) -> CategoryFacts:
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

"""Buttons of the platform, drawn as small as a word where a text says to press them.

A fact such as `report.profile` names its button in quotation marks: “Report”. The page draws these
words as what to look for, with a flag or the sign of a block. Feeds and exports have the words.
"""

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from entraide.content.icon_names import read_icon
from entraide.model.operator_facts import PREFIX

QUOTED = re.compile(r"[“«„\"]\s*([^“”«»„\"]+?)\s*[”»“\"]")
ICONS: Mapping[str, str] = MappingProxyType({"report": "flag", "block": "cancel"})  # by fact


def draw_buttons(name: str, value: str) -> str | None:
    """Return `value` of the placeholder `name` as HTML with its buttons drawn; None without one.

    The sign stands at the last of them, which does what the fact is for.
    """
    icon = ICONS.get(name.removeprefix(PREFIX).partition(".")[0])
    buttons = list(QUOTED.finditer(value)) if icon and name.startswith(PREFIX) else []
    if not icon or not buttons:
        return None
    html, end = "", 0
    for match in buttons:
        sign = read_icon(icon) if match is buttons[-1] else ""
        words = escape(match[1], quote=False)
        html += escape(value[end : match.start()], quote=False)
        html += f'<b class="press">{sign}{words}</b>'
        end = match.end()
    return html + escape(value[end:], quote=False)

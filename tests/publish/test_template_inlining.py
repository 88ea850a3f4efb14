"""Templates that are made ready print what they print as they are written."""

from gettext import NullTranslations

import pytest
from jinja2 import DictLoader, Environment

from entraide.publish.template_inlining import prepare_templates

TEMPLATES = {
    "partials/plain.html": "{#- A comment. -#}\n<b>{{ _('Menu') }} {{ name }}</b>\n",
    "partials/words.html": '{{ _("Menu") }}, {{ _("Menu") | upper }}, {{ _("100 %%") }}\n',
    "partials/sets.html": "{%- set name = 'inner' %}{{ name }}\n",
    "partials/outer.html": '<i>\n  {%- include "partials/words.html" -%}\n</i>\n',
    "page.html": 'x\n  {% include "partials/plain.html" %}\ny {% include "partials/sets.html" %} '
    '{{ name }}{%- include "partials/outer.html" -%}\n z {{ _("Menu") }}',
    "loop.html": '{% for name in "ab" %}{% include "partials/plain.html" %}{% endfor %}',
    "child.html": '{% extends "frame.html" %}{% block a %}{% include "partials/words.html" %}'
    "{{ super() }}{% endblock %}",
    "frame.html": '<{% block a %}{% include "partials/sets.html" %}{% endblock %}{{ name }}>',
    "both.html": '{% with gettext = other %}{% include "partials/words.html" %}{% endwith %}'
    '{{ _("Menu") }}',
    "asked.html": '{% set partial = "partials/plain.html" %}{% include partial %}',
    "missing.html": '{% include "partials/none.html" ignore missing %}',
}


class Shouting(NullTranslations):
    def gettext(self, message: str) -> str:
        return {"Menu": "<em>Menü</em>"}.get(message, message)


def make_environment() -> Environment:
    made = Environment(
        loader=DictLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(Shouting(), newstyle=True)  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize("name", [name for name in TEMPLATES if "/" not in name])
def test_a_page_is_the_same_with_partials_inlined(name: str) -> None:
    plain, ready = make_environment(), make_environment()
    prepare_templates(ready, Shouting())
    values = {"name": "<outer>", "other": lambda message: f"({message})"}
    assert ready.get_template(name).render(values) == plain.get_template(name).render(values)


def test_words_and_partials_are_in_place_before_anything_is_drawn() -> None:
    ready = make_environment()
    prepare_templates(ready, Shouting())
    source = str(ready.preprocess(TEMPLATES["page.html"], "page.html"))
    assert "include" not in source
    assert "<em>Menü</em>" in source

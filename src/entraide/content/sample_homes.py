"""The home page that a new language begins with, in that language where we have one."""

import re

import yaml

from entraide.content.project_start import Sample
from entraide.model.locales import get_language, to_language_tag
from entraide.shipped_folders import PACKAGE

PLATFORM = re.compile(r"\{\{platform\.name\}\}")


def make_home_page(code: str, name: str, site_name: str, *, has_platform: bool) -> str:
    """Return the home page of the locale `code`, which calls itself `name`.

    A title, a sentence and a welcome; in a language that we have no words in, comments say what to
    write. `has_platform` says whether `{{platform.name}}` stands for something.
    """
    language = get_language(to_language_tag(code))
    folders = (Sample.BLANK.folder / "docs", PACKAGE / "samples" / "homes")
    for file in (folders[0] / language / "index.md", folders[1] / f"{language}.md"):
        if file.is_file():
            text = file.read_text("utf-8")
            return text if has_platform else PLATFORM.sub(lambda _: site_name, text)
    title = yaml.safe_dump(site_name, allow_unicode=True, width=1000).splitlines()[0]
    return f"""\
---
# The home page, to be written in {name}: a title such as “How can we help?”, and a summary, one
# sentence for search and previews. Below the second line of dashes, a welcome of two sentences.
title: {title}
summary: {title}
---
"""

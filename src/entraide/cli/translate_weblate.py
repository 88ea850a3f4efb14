"""`entraide translate weblate`: a component of Weblate for the files that this project exports."""

import re
from collections.abc import Sequence
from typing import Any

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.outputs import echo_json
from entraide.cli.translation_project import read_translations, require_locale
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.locales import Locale
from entraide.model.placeholders import PLACEHOLDER

CHECKS = ("placeholders", "md-link", "md-reflink", "md-syntax")


@click.command(
    "weblate",
    cls=ExampleCommand,
    example="entraide translate weblate --repo https://forge.example/team/help.git",
    short_help="Print a component of Weblate for this project.",
)
@click.option("--repo", metavar="URL", help="What Weblate clones. Default: repo_url of mkdocs.yml.")
@click.option("--branch", default="", metavar="NAME", help="Default: that of the repository.")
@click.option("--from", "source", metavar="CODE", help="The source. Default: the default locale.")
@click.option("--folder", default="translations", help="Where the repository has the PO files.")
def print_component(repo: str | None, branch: str, source: str | None, folder: str) -> None:
    """Print the component as JSON, for “weblate import_json” or the interface of Weblate.

    It reads one PO file a language, which “entraide translate export” writes into the folder, and
    “entraide translate import” takes in again.
    """
    project = read_translations()
    site = project.reading.site
    if source is not None:
        require_locale(source, project.codes, Argument("--from"))
    locale = site.get_locale(source) if source else site.default_locale
    url = repo or project.reading.settings.repo_url
    if not url:
        cure = "Write --repo URL, or repo_url in mkdocs.yml"
        raise EntraideError(Problem(Argument("--repo"), "nothing says what Weblate clones", cure))
    others = [each for each in site.locales if each != locale]
    echo_json([build_component(locale, others, str(url), branch, folder)])


def build_component(
    source: Locale, others: Sequence[Locale], repo: str, branch: str, folder: str
) -> dict[str, Any]:
    """Return the component: what Weblate clones, which files it edits, and what it checks.

    New languages are added here, since an export makes their file.
    """
    codes = "|".join(re.escape(locale.code) for locale in others)
    return {
        "name": source.site_name,
        "slug": f"entraide-{source.code.lower()}",
        "vcs": "git",
        "repo": repo,
        "push": repo,
        "branch": branch,
        "file_format": "po",
        "filemask": f"{folder.strip('/')}/*.po",
        "template": "",
        "new_base": "",
        "new_lang": "none",
        "source_language": {"code": source.lang.replace("-", "_"), "name": source.name},
        "language_regex": f"^({codes})$",
        "check_flags": f'md-text, placeholders:r"{PLACEHOLDER.pattern}"',
        "enforced_checks": list(CHECKS),
        "edit_template": False,
        "manage_units": False,
        "push_on_commit": True,
    }

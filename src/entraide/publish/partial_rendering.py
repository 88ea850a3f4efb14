"""The templates of the site, in pages and in partials that are put into texts.

Material is the theme below: templates take its icons from `.icons/` as inline SVG where one is read
rather than worn on every page (a page has 12,000 bytes beside its text), and
`overrides/base.html` keeps the names of its blocks. Nothing else of it is shipped: a page loads
what it uses, and `script-src 'self'` holds.
"""

from collections.abc import Callable, Mapping, Sequence
from gettext import NullTranslations
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from entraide.content.own_templates import KINDS, OURS, OwnTemplates
from entraide.content.template_words import configure_environment
from entraide.model.locales import Locale
from entraide.publish.style_sheets import shorten_css
from entraide.shipped_folders import get_theme_folder


def configure_site_environment(
    environment: Environment, locale: Locale, catalog: NullTranslations
) -> None:
    """Give `environment` what every template has, and what style sheets of the site need."""
    configure_environment(environment, locale.lang, catalog)
    environment.filters["shorten_css"] = shorten_css


def add_shipped_templates(loader: BaseLoader | None) -> BaseLoader:
    """Let templates of a project name ours behind `entraide/`, to extend or to include them."""
    shipped = PrefixLoader({OURS.rstrip("/"): FileSystemLoader(get_theme_folder().resolve())})
    return ChoiceLoader([loader, shipped] if loader else [shipped])


class OurFilesLoader(FileSystemLoader):
    """Finds templates in all `folders`, and lists those of `ours`: only these are published.

    Material has 14,000 icons, and MkDocs goes through what is listed for every locale.
    """

    def __init__(self, folders: Sequence[str], ours: Sequence[Path]) -> None:
        super().__init__(folders)
        self._ours = FileSystemLoader(ours)
        self._kept: Mapping[str, str] = {}
        self._kept_folder: Path | None = None

    def keep(self, templates: OwnTemplates) -> None:
        """Have a project's own templates as they are now, whatever becomes of their files."""
        if templates.is_theme_itself:
            return  # none is its own, and without this folder there would be no theme
        self._kept = {name: templates.read_own(name) for name in templates.names}
        self._kept_folder = templates.folder

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, and where it stands."""
        folder = self._kept_folder
        if folder is None or not template.endswith(tuple(KINDS)):
            return super().get_source(environment, template)
        if template in self._kept:
            return self._kept[template], str(folder / template), lambda: True
        others = [each for each in self.searchpath if Path(each) != folder]
        return FileSystemLoader(others).get_source(environment, template)

    def list_templates(self) -> list[str]:
        """List the files in `ours`."""
        return self._ours.list_templates()


class PartialRenderer:
    """Renders the partials of the theme, in `folders`, with the words and formats of `locale`."""

    def __init__(
        self,
        folders: Sequence[Path],
        locale: Locale,
        catalog: NullTranslations,
        filters: Mapping[str, Callable[[str], str]] | None = None,
    ) -> None:
        self.locale = locale
        self.catalog = catalog
        loader = add_shipped_templates(FileSystemLoader(folders))
        self._environment = Environment(loader=loader)  # noqa: S701 - see configure_environment
        configure_site_environment(self._environment, locale, catalog)
        self._environment.filters |= filters or {}

    def render(self, partial: str, **values: object) -> str:
        """Render `partials/<partial>.html`, without the space around it."""
        template = self._environment.get_template(f"partials/{partial}.html")
        return template.render(locale=self.locale, **values).strip()

"""Read `data/brand.yml`: names, marks, colours, letters and a style sheet. A project may have none.

Every key may be left out: what is not given stays as the theme has it.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from entraide.content.data.brand_colours import ColourChoice, make_palettes
from entraide.content.data.brand_files import (
    DRAWINGS,
    LETTERS,
    BrandFiles,
    explain_unfit_drawing,
    measure_svg,
)
from entraide.content.data.files import read_data
from entraide.content.design_tokens import read_themes
from entraide.content.field_types import COLOUR, FONT_FAMILY, StrictModel, Text, WordsByLocale
from entraide.content.plain_text import check_data_signs
from entraide.content.settings import Settings
from entraide.content.validation import validate
from entraide.content.yaml.documents import YamlDocument
from entraide.errors import EntraideError, FileLine, Problem, ProblemLog, suggest_name
from entraide.model.brand import Brand, FontFile, Icon, Logo
from entraide.model.colours import normalize_hex
from entraide.model.locales import Locale
from entraide.model.palette import WHITE

FILE_NAME = "brand.yml"
Colour = Annotated[str, Field(pattern=COLOUR)]
Family = Annotated[str, Field(pattern=FONT_FAMILY)]


def _open_short_form(key: str, kind: type[StrictModel]) -> BeforeValidator:
    """Return a mapping with `text` as its `key`: the short form of a mapping of `kind`."""

    def open_text(value: object) -> object:
        return {key: value} if isinstance(value, str) else value

    return BeforeValidator(open_text, json_schema_input_type=str | kind)


class LogoRow(StrictModel):
    """The mark at the top of every page."""

    light: Annotated[Text, Field(description="An SVG or a PNG, in `data/`.")]
    dark: Annotated[str, Field(description="Another for the dark theme.")] = ""
    wordmark: Annotated[
        bool, Field(description="It has the name in it: pages write no name beside it.")
    ] = False


class IconRow(StrictModel):
    """The drawing that the icons of browsers and phones are made from."""

    file: Annotated[Text, Field(description="An SVG, in `data/`.")]
    ground: Annotated[
        Colour,
        Field(description="The colour behind it where a phone cuts it into a shape; else white."),
    ] = ""


class ColourRow(StrictModel):
    """The colours, each as six hex digits behind a #, in quotes."""

    accent: Annotated[
        Colour,
        Field(
            description="Links, buttons, what is current and what has focus, in the light theme."
        ),
    ] = ""
    accent_dark: Annotated[
        Colour,
        Field(description="The same in the dark theme; else made from the accent."),
    ] = ""
    band: Annotated[
        Colour,
        Field(description="The band at the top; else a deep tone of the accent."),
    ] = ""
    band_dark: Annotated[
        Colour,
        Field(description="The same in the dark theme; else a deep tone of the band."),
    ] = ""


class FontFileRow(StrictModel):
    """A file with letters."""

    family: Annotated[Family, Field(description="As in `font`.")]
    file: Annotated[Text, Field(description="A WOFF2, in `data/`.")]
    weight: Annotated[int, Field(ge=1, le=1000)] = 400
    style: Literal["normal", "italic"] = "normal"


class BrandRow(StrictModel):
    """The brand: every key may be left out."""

    name: Annotated[
        WordsByLocale,
        Field(default_factory=dict, description="The name of the site, in place of `site_name`."),
    ]
    logo: Annotated[LogoRow | None, _open_short_form("light", LogoRow)] = None
    icon: Annotated[IconRow | None, _open_short_form("file", IconRow)] = None
    colours: ColourRow = ColourRow()
    font: Annotated[
        list[Family],
        Field(
            default_factory=list,
            description="Families of letters, the best first: of `font_files`, or those that "
            "readers have.",
        ),
    ]
    font_files: Annotated[
        list[FontFileRow],
        Field(default_factory=list, description="Letters that are published with the site."),
    ]
    css: Annotated[
        str, Field(description="Your own style sheet, in `data/`, after all others.")
    ] = ""

    @classmethod
    def suggest_key(cls, keys: tuple[str | int, ...]) -> str:
        """Return the cure for an unknown key of the brand, or of one of its parts."""
        parts: dict[str, type[StrictModel]] = {
            "logo": LogoRow,
            "icon": IconRow,
            "colours": ColourRow,
            "font_files": FontFileRow,
        }
        part = parts.get(str(keys[0])) if len(keys) > 1 else None
        return suggest_name(str(keys[-1]), (part or cls).model_fields)


@dataclass(frozen=True)
class _BrandReader:
    """Makes a brand of a valid row; what is wrong with it goes into the log of `files`."""

    row: BrandRow
    path: str
    document: YamlDocument
    files: BrandFiles

    def get_location(self, *keys: str | int) -> FileLine:
        return FileLine(self.path, self.document.get_line(keys))

    def read(self) -> Brand:
        settings, log = self.files.settings, self.files.log
        light, dark = self._read_colours(settings, log)
        log.extend(self._check_names(settings))
        return Brand(
            names=dict(self.row.name),
            logo=self._read_logo(),
            icon=self._read_icon(),
            light=light,
            dark=dark,
            fonts=tuple(self.row.font),
            font_files=tuple(self._iter_font_files()),
            css=self._read_css(),
            files=self.files.by_url,
        )

    def _check_names(self, settings: Settings) -> Iterator[Problem]:
        """Yield what is wrong with the names: of no locale, or given in `mkdocs.yml` too."""
        locales = {locale.code: locale for locale in settings.locales}
        for code, name in self.row.name.items():
            location = self.get_location("name", code)
            if code not in locales:
                yield Problem(location, f"“{code}” is no locale", suggest_name(code, locales))
            elif name and locales[code].site_name not in {name, settings.site_name}:
                what = f"“name.{code}” is “{name}”, and mkdocs.yml says “{locales[code].site_name}”"
                yield Problem(location, what, f"Take site_name out of the language {code} there")

    def _read_colours(
        self, settings: Settings, log: ProblemLog
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        choice = ColourChoice(
            **{key: value and normalize_hex(value) for key, value in dict(self.row.colours).items()}
        )
        locations = {
            key: self.get_location("colours", key) for key, value in self.row.colours if value
        }
        try:
            themes = read_themes(settings.theme_folders)
        except EntraideError as error:
            log.extend(error.problems)
            return {}, {}
        return make_palettes(choice, themes, locations, log)

    def _read_logo(self) -> Logo | None:
        row = self.row.logo
        if row is None:
            return None
        light = self.files.read_mark(row.light, self.get_location("logo", "light"))
        dark = (
            self.files.read_mark(row.dark, self.get_location("logo", "dark")) if row.dark else light
        )
        return Logo(light, dark, row.wordmark) if light and dark else None

    def _read_icon(self) -> Icon | None:
        row, location = self.row.icon, self.get_location("icon", "file")
        path = self.files.find_file(row.file, DRAWINGS, location) if row else None
        content = self.files.read_bytes(path, location) if path else None
        root = None if path is None or content is None else self.files.read_svg(path, content)
        if row is None or path is None or content is None or root is None:
            return None
        shown = self.files.settings.make_relative(path)
        if not (ratio := measure_svg(root)):
            what = f"{shown} does not say how wide and high it is"
            self.files.log.add(location, what, "Save it anew: an SVG needs a viewBox")
        if unfit := explain_unfit_drawing(root):
            self.files.log.add(location, f"{shown} {unfit[0]}", unfit[1])
        elif fault := self.files.find_drawing_fault(content):
            self.files.log.add(location, f"{shown} cannot be drawn: {fault}", "Save it anew")
        ground = normalize_hex(row.ground) if row.ground else WHITE
        return Icon(content.decode("utf-8-sig"), ratio or 1, ground)

    def _iter_font_files(self) -> Iterator[FontFile]:
        for index, row in enumerate(self.row.font_files):
            location = self.get_location("font_files", index, "file")
            if row.family not in self.row.font:
                what = f"“{row.family}” is not in “font”, so that nothing is written in it"
                self.files.log.add(location, what, f"Add it: font: [{row.family}, …]")
            if path := self.files.find_file(row.file, LETTERS, location):
                self.files.check_letters(path, location)
                url = self.files.publish(path, location)
                yield FontFile(row.family, url, str(row.weight), row.style)

    def _read_css(self) -> str:
        location = self.get_location("css")
        path = self.files.find_file(self.row.css, (".css",), location) if self.row.css else None
        if not path:
            return ""
        from entraide.content.data.brand_css import read_brand_css  # noqa: PLC0415 - 17 ms

        return read_brand_css(path, self.files)


def read_brand(settings: Settings, log: ProblemLog) -> Brand:
    """Read the brand; an empty one where there is no such file, or a broken one."""
    file = settings.data / FILE_NAME
    if not os.path.lexists(file):
        return Brand()
    path, document = read_data(settings, file, log)
    if not document.is_sound or document.value is None:
        return Brand()
    log.extend(check_data_signs(document, path))
    row = validate(BrandRow, document, path, log)
    return _BrandReader(row, path, document, BrandFiles(settings, log)).read() if row else Brand()


def rename_locales(locales: tuple[Locale, ...], brand: Brand) -> tuple[Locale, ...]:
    """Return `locales` with the names that the brand gives the site; an empty one is none."""
    return tuple(
        replace(locale, site_name=brand.names.get(locale.code) or locale.site_name)
        for locale in locales
    )

"""A project with a brand of its own: a bicycle club, orange, with a mark, letters and a style."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from support.built_site import copy_site

BRAND = """\
name: {en: Vélo Commun Help, fr: Aide de Vélo Commun}
logo: {light: brand/logo.svg, dark: brand/logo-dark.png}
icon: {file: brand/icon.svg, ground: "#fff3e8"}
colours: {accent: "#b64600"}
font: [Vélo Sans, system-ui, sans-serif]
font_files:
  - {family: Vélo Sans, file: brand/letters.woff2, weight: 700}
css: brand/own.css
"""
LANGUAGES = """\
plugins:
  i18n:
    languages:
      - { locale: en, name: English, default: true }
      - { locale: fr, name: Français }
"""
WHEELS = (
    '<circle cx="8" cy="16" r="6" fill="none" stroke="{0}" stroke-width="3"/>'
    '<circle cx="32" cy="16" r="6" fill="none" stroke="{0}" stroke-width="3"/>'
    '<path d="M8 16 16 5h12l4 11M20 16 16 5" fill="none" stroke="{0}" stroke-width="2"/>'
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 24">{0}</svg>'
OWN_CSS = '.lead { background: url("pattern.svg") }\n'


def write_brand(project: Path, brand: str = BRAND) -> None:
    """Give a project a brand: `brand` is its data/brand.yml."""
    folder = project / "data" / "brand"
    folder.mkdir(parents=True, exist_ok=True)
    (project / "data" / "brand.yml").write_text(brand, encoding="utf-8")
    for name, colour in (("logo", "#ffd9b8"), ("icon", "#b64600"), ("pattern", "#eeeeee")):
        text = DRAWING.format(WHEELS.format(colour))
        (folder / f"{name}.svg").write_text(text, encoding="utf-8")
    (folder / "logo-dark.png").write_bytes(make_png(80, 20))
    (folder / "letters.woff2").write_bytes(b"wOF2" + bytes(60))
    (folder / "own.css").write_text(OWN_CSS, encoding="utf-8")


def make_png(width: int, height: int) -> bytes:
    """A PNG of that size, with a note in it on who made it."""
    notes = PngInfo()
    notes.add_text("Author", "Camille in Lyon")
    file = BytesIO()
    Image.new("RGBA", (width, height), "orange").save(file, "PNG", pnginfo=notes)
    return file.getvalue()


def copy_site_with_brand(folder: Path, brand: str = BRAND) -> Path:
    """The settings of a copy of the site `states`, in `folder`, with a brand."""
    config = copy_site("states", folder)
    config.write_text(config.read_text(encoding="utf-8") + LANGUAGES, encoding="utf-8")
    write_brand(folder, brand)
    return config

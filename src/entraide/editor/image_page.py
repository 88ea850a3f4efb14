"""The form that puts an image into a text, with its description, or the mark of a decoration.

The image belongs to the working copy until that is published. A script gets its Markdown, and
inserts it at the caret; without scripts it is added at the end of the text.
"""

import re
from pathlib import PurePosixPath

from starlette.responses import JSONResponse, Response

from entraide.desk.http_errors import BAD_BODY, NOT_FOUND, RefusalError
from entraide.editor.editor import OpenVersion
from entraide.editor.entry_text import BLANKS, BODY, read_entry_text, write_entry_text
from entraide.editor.image_files import find_equal_image, generate_name
from entraide.editor.visit import EditorVisit
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.hidden_characters import HIDDEN_CHARACTER

SIGNS = re.compile(r"([\\\[\]`*_<>{}!&~|#])")  # of Markdown
LONGEST_WORDS = 500  # letters that say what an image shows


def show_image_form(visit: EditorVisit) -> Response:
    """Answer with the form for an image, for browsers without scripts."""
    return _render_form(visit, visit.editor.find_version(visit.number, visit.code))


def add_image(visit: EditorVisit) -> Response:
    """Store an image for the text, and answer with its Markdown; or say what is wrong."""
    here = visit.editor.find_version(visit.number, visit.code)
    parts = read_entry_text(here.text)
    if parts is None:
        raise RefusalError(NOT_FOUND)
    try:
        words = _read_words(visit)
        written = f"![{words}]({_keep_image(visit, here)})" + ("" if words else '{alt=""}')
    except EntraideError as error:
        if visit.wants_json:
            raise
        return _render_form(visit, here, error)
    if visit.wants_json:
        return JSONResponse({"written": written})
    values = parts.format_values() | {BODY: [f"{parts.body}\n\n{written}".lstrip("\n")]}
    visit.save(here, write_entry_text(here.text, here.version.path, values), here.number)
    return visit.redirect(f"{visit.number}/{visit.code}/?done=image")


def _keep_image(visit: EditorVisit, here: OpenVersion) -> str:
    """Return the name of the image that was sent; it is stored unless it exists already."""
    file, editor = visit.file, visit.editor
    if file is None:
        raise RefusalError(BAD_BODY)
    name = generate_name(file.data, file.name)
    category = PurePosixPath(here.version.path).parent.name
    for locale in editor.settings.locales:
        folder = editor.settings.docs / locale.code / category
        if known := find_equal_image(file.data, folder):
            return known
    editor.images.add(here.version.path, name, file.data)
    return name


def _read_words(visit: EditorVisit) -> str:
    """Return the description of the image, as Markdown; "" for a decoration.

    EntraideError if the form has neither.
    """
    words = BLANKS.sub(" ", visit.get_field("alt")).strip()[:LONGEST_WORDS]
    if visit.get_field("decorative") == "yes":
        return ""
    if not any(map(str.isalnum, words)) or HIDDEN_CHARACTER.search(words):
        what, cure = "nothing says what the image shows", "Say it, or tick that it is decoration"
        raise EntraideError(Problem(Argument("alt"), what, cure))
    return SIGNS.sub(r"\\\1", words)


def _render_form(
    visit: EditorVisit, here: OpenVersion, error: EntraideError | None = None
) -> Response:
    return visit.render(
        "image",
        409 if error else 200,
        here=here,
        problems=error.problems if error else (),
        words_in=visit.editor.site.build.reading.site.get_locale(visit.code),
    )

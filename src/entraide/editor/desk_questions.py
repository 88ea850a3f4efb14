"""Questions of the desk, read and answered with the session of the person who makes an entry.

So the desk checks the role of that person again, and logs their name.
"""

from urllib.parse import quote, urlencode

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request

from entraide.desk.http_errors import NO_QUESTION, RefusalError
from entraide.editor.desk_access import DESK_AWAY, select_headers
from entraide.editor.desk_line import DeskLine
from entraide.model.staff_roles import STAFF_PATH


class DeskQuestion(BaseModel):
    """What a visitor asked; `entry` is the one that was made of it, or 0."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    locale: str
    question: str
    details: str
    entry: int


class DeskQuestions:
    """The questions of the desk at the end of `line`, of the site below `base`."""

    def __init__(self, line: DeskLine, base: str) -> None:
        self._line, self._root = line, base + STAFF_PATH

    def find(self, request: Request, id_: str) -> DeskQuestion:
        """Return the question; RefusalError where there is none, or the desk does not answer."""
        path = f"{self._root}session/questions/{quote(id_, safe='')}"
        answer = self._line.get(path, select_headers(request))
        if answer is None or answer.status not in {200, 404}:
            raise RefusalError(DESK_AWAY)
        if answer.status == 404:
            raise RefusalError(NO_QUESTION)
        try:
            return DeskQuestion.model_validate_json(answer.body)
        except ValidationError as error:  # of another version
            raise RefusalError(DESK_AWAY) from error

    def note_entry(self, request: Request, question: DeskQuestion, entry: int, csrf: str) -> bool:
        """Tell the desk which entry was made of a question; return whether it knows."""
        path = f"{self._root}questions/{quote(question.id, safe='')}/entry/"
        form = urlencode({"entry": entry, "csrf": csrf})
        answer = self._line.post(path, select_headers(request), form)
        return answer is not None and answer.status == 303

"""Routes of the desk: FastAPI's, which describe their refusals and answer them in their own way.

Dependencies name what they refuse in an attribute `refusals`, handlers by `declare_refusals`.
"""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any, ClassVar, TypeVar

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.responses import HTMLResponse, RedirectResponse, Response

from entraide.desk.http_errors import (
    BROKEN,
    CONTENT_TYPE,
    CROSS_ORIGIN,
    NOT_FOUND,
    STORE_FAILED,
    TOO_MANY,
    Refusal,
    RefusalError,
)
from entraide.desk.logs import log_failure
from entraide.desk.request_bodies import FORM_TYPE, JSON_TYPE, RequestBody
from entraide.desk.store_errors import STORE_EXCEPTIONS, find_fault

Handler = TypeVar("Handler", bound=Callable[..., Any])

HTML_TYPE = "text/html"
# Options of a route that leads on to a page.
REDIRECT: dict[str, Any] = {"status_code": 303, "response_class": RedirectResponse}
SAME_ORIGIN_HEADER = {
    "name": "Sec-Fetch-Site",
    "in": "header",
    "required": True,
    "description": (
        "Browsers send it with what a page of the same origin posts. In place of it, an older "
        "one sends an `Origin`, which must be the host that is asked."
    ),
    "schema": {"type": "string", "const": "same-origin"},
}


def declare_refusals(*refusals: Refusal) -> Callable[[Handler], Handler]:
    """Declare, for the OpenAPI description, which refusals the handler itself raises."""

    def mark(handler: Handler) -> Handler:
        vars(handler)["refusals"] = refusals
        return handler

    return mark


class DeskRoute(APIRoute):
    """A route that lists its refusals in the description, and answers them by `answer_refusal`."""

    parameter_refusal: ClassVar[Refusal] = NOT_FOUND  # of an address or a query that cannot be
    always_json: ClassVar[tuple[Refusal, ...]] = (
        CROSS_ORIGIN,
        CONTENT_TYPE,
        BROKEN,
    )  # to forms too

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options | {"response_description": "Done"})
        self.responses = self.responses | self.describe_responses()
        self.openapi_extra = self._describe_request()

    @property
    def method(self) -> str:
        """The one method of the route."""
        return next(iter(self.methods or ()))

    @property
    def roles(self) -> list[tuple[Any, ...]]:
        """The roles that its dependencies demand: one of each tuple.

        It is empty for open routes.
        """
        return [call.roles for call in self.calls if hasattr(call, "roles")]

    @property
    def calls(self) -> list[Callable[..., Any]]:
        """Its dependencies, each before those that depend on it."""
        return list(_list_calls(self.dependant))

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return FastAPI's handler, which also answers a RefusalError."""
        answer = super().get_route_handler()

        async def answer_anyway(request: Request) -> Response:
            try:
                return await answer(request)
            except RequestValidationError:
                refusal = self.parameter_refusal
            except RefusalError as error:
                refusal = error.refusal
            except STORE_EXCEPTIONS as error:
                if not find_fault(error):
                    raise
                log_failure("store", error)
                refusal = STORE_FAILED
            return await self.answer_refusal(request, refusal)

        return answer_anyway

    async def answer_refusal(self, _request: Request, refusal: Refusal) -> Response:
        """Return the answer to a request that is refused."""
        return refusal.to_response()

    def list_answer_types(self) -> list[str]:
        """Return the media types of its answers: a page for a form, JSON for a script."""
        answers = {JSON_TYPE: JSON_TYPE, FORM_TYPE: HTML_TYPE}
        if body := self._body:
            return [answers[media_type] for media_type in body.media_types]
        pages = (HTMLResponse, RedirectResponse)
        return [HTML_TYPE if self.response_class in pages else JSON_TYPE]

    @property
    def _body(self) -> RequestBody[Any] | None:
        return next((call for call in self.calls if isinstance(call, RequestBody)), None)

    def _describe_request(self) -> dict[str, Any]:
        all_parameters = [
            parameter for call in self.calls for parameter in getattr(call, "parameters", ())
        ]
        # A route may ask for a higher role than its router: the last of a name is the strictest.
        parameters = list(
            {
                (parameter["in"], parameter["name"]): parameter for parameter in all_parameters
            }.values()
        )
        if not (body := self._body):
            return {"parameters": parameters} if parameters else {}
        schema = body.schema.model_json_schema()
        schemas = {JSON_TYPE: schema, FORM_TYPE: body.describe_form(schema)}
        content = {media_type: {"schema": schemas[media_type]} for media_type in body.media_types}
        return {
            "parameters": [*parameters, SAME_ORIGIN_HEADER],
            "requestBody": {"required": True, "content": content},
        }

    def describe_responses(self) -> dict[int | str, dict[str, Any]]:
        """Return the OpenAPI description of each refusal, by status."""
        types = self.list_answer_types()
        refusals: dict[int, list[Refusal]] = {}
        for source in (*self.calls, self.endpoint, self):
            for refusal in getattr(source, "refusals", ()):
                refusals.setdefault(refusal.status, []).append(refusal)
        responses: dict[int | str, dict[str, Any]] = {}
        if len(types) > 1:  # FastAPI describes the answer in JSON
            responses[self.status_code or 200] = {"content": {HTML_TYPE: PAGE_CONTENT}}
        for status, status_refusals in sorted(refusals.items()):
            words = list(dict.fromkeys(refusal.word for refusal in status_refusals))
            answers = {
                answer
                for refusal in status_refusals
                for answer in ([JSON_TYPE] if refusal in self.always_json else types)
            }
            responses[status] = {
                "description": "Refused: " + ", ".join(words),
                "content": _describe_refusals(words, sorted(answers)),
            }
        return responses

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What any route may answer."""
        return (TOO_MANY, BROKEN, STORE_FAILED)


PAGE_CONTENT = {"schema": {"type": "string"}}


def _describe_refusals(words: list[str], types: list[str]) -> dict[str, Any]:
    answer = {
        "type": "object",
        "properties": {"error": {"type": "string", "enum": words}},
        "required": ["error"],
        "additionalProperties": False,
    }
    return {type_: PAGE_CONTENT if type_ == HTML_TYPE else {"schema": answer} for type_ in types}


def _list_calls(dependant: Dependant) -> Iterator[Callable[..., Any]]:
    for inner in dependant.dependencies:
        yield from _list_calls(inner)
        if inner.call:
            yield inner.call

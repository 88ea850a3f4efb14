"""FastAPI dependencies of handlers: the desk, the visitor, and parts of an address or a query."""

from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import BeforeValidator, Field, TypeAdapter, WithJsonSchema

from entraide.desk.desk import Desk
from entraide.desk.networks import Visitor
from entraide.desk.request_bodies import WHOLE_NUMBER
from entraide.desk.schemas import LocaleCode
from entraide.model.entry import LARGEST_NUMBER


async def get_desk(request: Request) -> Desk:
    """Return the desk of the application that answers `request`."""
    desk: Desk = request.app.state.desk
    return desk


async def get_visitor(request: Request) -> Visitor:
    """Return the networks from which `request` comes."""
    visitor: Visitor = request.state.visitor
    return visitor


def _check_digits(value: Any) -> Any:
    if isinstance(value, str) and not WHOLE_NUMBER.fullmatch(value):
        raise ValueError("no whole number")
    return value


CurrentDesk = Annotated[Desk, Depends(get_desk)]
CurrentVisitor = Annotated[Visitor, Depends(get_visitor)]
WholeNumber = Annotated[int, Field(ge=1, le=LARGEST_NUMBER), BeforeValidator(_check_digits)]
# As it was typed: a form at an address of no entry is answered with all that somebody wrote.
EntryInPath = Annotated[
    str, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER})
]
LocaleInPath = Annotated[str, WithJsonSchema(TypeAdapter(LocaleCode).json_schema())]

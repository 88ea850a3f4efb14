"""Requests of hostile visitors to the desk, and checks of its answers."""

import base64
import json
from collections.abc import Callable
from typing import Any

from altcha.v2 import Challenge, solve_challenge

from entraide.desk import http_errors
from entraide.desk.http_errors import Refusal

TEXT = {"entry": 1029, "locale": "en", "revision": 4}
VOTE = TEXT | {"rating": 1}
Send = Callable[..., Any]
ReadText = Callable[[], str]
WORDS = {one.word for one in vars(http_errors).values() if isinstance(one, Refusal)} | {"too-many"}


def solve(challenge: dict[str, Any]) -> str:
    """The payload of a visitor's browser that has done the work."""
    solution = solve_challenge(Challenge.from_dict(challenge))
    assert solution is not None
    return pack_payload({"challenge": challenge, "solution": solution.to_dict()})


def pack_payload(payload: object) -> str:
    return base64.b64encode(json.dumps(payload).encode()).decode()


def is_constant(answer: Any) -> bool:
    """Whether it is a refusal in JSON, of one of our words and nothing else."""
    return (
        400 <= answer.status_code < 500
        and set(answer.json()) == {"error"}
        and (answer.json()["error"] in WORDS)
    )

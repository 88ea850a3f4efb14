"""The program with which a site translates by machine; only `entraide translate machine` runs it.

It is an argument vector, and no shell reads it. It gets one JSON object on its standard input, and
answers with one on its standard output:

    {"from": "en", "to": "fr", "texts": [{"name": "1029/title", "text": "…", "keep": ["{{x}}"]}]}
    {"texts": ["…"]}

The answer has as many texts as the question, in the same order; "" stands for one that the program
leaves out. What it says of itself on standard error is shown where it fails.
"""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entraide.content.site_setting_types import MachineTranslation
from entraide.errors import EntraideError, Problem, ProblemLocation
from entraide.exchange.program_pipes import EndlessOutputError, ask_program
from entraide.model.segment import count_protected_parts
from entraide.translation.formats.bundle import UnitRow

SHOWN = 300  # signs of what the program says
LARGEST_ANSWER = 50_000_000  # bytes
ANSWER_CURE = 'Let it print one JSON object: {"texts": ["…"]}, with a text for each'


@dataclass(frozen=True)
class TranslationProgram:
    """The translation program that the settings of a project name, at `location`.

    It is run in the project’s folder, `root`.
    """

    setting: MachineTranslation
    root: Path
    location: ProblemLocation

    def translate(self, rows: Sequence[UnitRow], source: str, target: str) -> list[str]:
        """Return the program’s translation of each of `rows`, in order.

        `source` and `target` are language tags. Raise EntraideError where the program fails, or
        answers with another number of texts.
        """
        texts = [
            {
                "name": row.name,
                "text": row.source,
                "keep": sorted(count_protected_parts(row.source).elements()),
            }
            for row in rows
        ]
        question = {"from": source, "to": target, "texts": texts}
        output = self._run(json.dumps(question, ensure_ascii=False).encode())
        return self._read_answer(output, len(texts))

    def _run(self, question: bytes) -> bytes:
        command, seconds = list(self.setting.command), self.setting.seconds
        try:
            process = subprocess.Popen(  # noqa: S603 - the operator’s own program
                command,
                cwd=self.root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                start_new_session=True,  # so that what it starts ends with it
            )
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise self._refuse(f"cannot be started: {reason}", "Name one that is there") from None
        try:
            answer = ask_program(process, question, seconds, LARGEST_ANSWER)
        except TimeoutError:
            cure = "Raise machine_translation.seconds, or ask for less: --id"
            raise self._refuse(f"gave no answer within {seconds} seconds", cure) from None
        except EndlessOutputError:
            what = f"printed more than {LARGEST_ANSWER // 1_000_000} MB"
            raise self._refuse(what, ANSWER_CURE) from None
        if answer.code:
            reason = _shorten(answer.words) or "it says nothing of it on standard error"
            what = f"failed with {answer.code}: {reason}"
            raise self._refuse(what, "Run it by itself, with the question on its standard input")
        return answer.output

    def _read_answer(self, output: bytes, count: int) -> list[str]:
        cure = ANSWER_CURE
        try:
            answer: Any = json.loads(output)
        except (ValueError, RecursionError):
            raise self._refuse(f"printed no JSON: “{_shorten(output)}”", cure) from None
        texts = answer.get("texts") if isinstance(answer, dict) else None
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise self._refuse(f"printed no list of texts: “{_shorten(output)}”", cure)
        if len(texts) != count:
            raise self._refuse(f"was given {count} texts, and printed {len(texts)}", cure)
        return texts

    def _refuse(self, what: str, cure: str) -> EntraideError:
        what = f"machine_translation: the program “{self.setting.command[0]}” {what}"
        return EntraideError(Problem(self.location, what, f"{cure}. Nothing was written"))


def _shorten(output: bytes) -> str:
    words = " ".join(output[-20 * SHOWN :].decode("utf-8", "replace").split())
    return words if len(words) <= SHOWN else f"…{words[-SHOWN:]}"

"""Sample texts: a plan and a vocabulary become a title, a summary and a body."""

import random
from collections.abc import Iterator

from bench.plans import CATEGORIES, EntryPlan, PlanSection
from bench.vocabulary import Vocabulary


class TextWriter:
    """Writes one version of one entry with its own choice of words."""

    def __init__(self, plan: EntryPlan, locale: str, words: Vocabulary) -> None:
        self.plan = plan
        self.chance = random.Random(f"{plan.number} {locale}")  # noqa: S311 - no secrets
        self.topics = words.draw_words(self.chance, plan.topics)
        self.glue = words.glue
        self.title = self._write_phrase(4)
        self.summary = self._write_plain_sentence()
        self.keywords = self.chance.sample(self.topics, 3)
        self.note = self._write_plain_sentence()  # of its last change

    def write_body(self) -> str:
        blocks = [self.write_paragraph(2)]
        for number, section in enumerate(self.plan.sections):
            blocks += [
                f"## {self._write_phrase(3)} {self.topics[number]}",
                *self._write_section(section),
            ]
        return "\n\n".join(blocks) + "\n"

    def write_sentence(self) -> str:
        words = [
            self.chance.choice(self.topics if self.chance.random() < 0.4 else self.glue)
            for _ in range(self.chance.randint(8, 16))
        ]
        if self.chance.random() < 0.15:
            words[3] = f"**{words[3]}**"
        return f"{' '.join(words).capitalize()}."

    def _write_plain_sentence(self) -> str:
        return self.write_sentence().replace("**", "")

    def write_paragraph(self, sentences: int) -> str:
        return " ".join(self.write_sentence() for _ in range(sentences))

    def _write_phrase(self, length: int) -> str:
        return " ".join(self.chance.sample(self.topics, length)).capitalize()

    def _write_section(self, section: PlanSection) -> Iterator[str]:
        match section.shape:
            case "steps":
                yield "\n".join(
                    f"{i}. {self.write_sentence()}" for i in range(1, section.items + 1)
                )
            case "bullets":
                yield "\n".join(f"- {self.write_sentence()}" for _ in range(section.items))
            case "callout":
                yield self.write_paragraph(2)
                yield f"> [!{section.callout}]\n> {self.write_paragraph(2)}"
            case "table":
                yield self._write_table(section.items)
            case _:
                yield self.write_paragraph(section.items)
        for number in section.links:
            sentence = self.write_sentence()
            yield f"{sentence} [{self._write_phrase(2)}]({self._make_address(number)})."

    def _write_table(self, rows: int) -> str:
        lines = [f"| {self._write_phrase(1)} | {self._write_phrase(1)} |", "| --- | --- |"]
        lines += [f"| {self._write_phrase(2)} | {self._write_phrase(3)} |" for _ in range(rows)]
        return "\n".join(lines)

    def _make_address(self, number: int) -> str:
        return f"../{CATEGORIES[number % len(CATEGORIES)]}/entry-{number}.md"

"""Format a proposal for a terminal: its facts, then each text with its changes."""

from collections.abc import Iterator

from entraide.exchange.proposal_rows import format_segment_name
from entraide.model.proposal import Proposal, ProposedText
from entraide.model.word_diff import Side, compare_words
from entraide.terminal_text import escape_controls, escape_line

MARKS = {Side.BOTH: "{}", Side.OLD: "[-{}-]", Side.NEW: "{{+{}+}}"}


def format_proposal(proposal: Proposal) -> Iterator[str]:
    """Yield the lines of a proposal; changed words stand in [-old-] and {+new+}."""
    proof = "with a proof of work" if proposal.proven else "without a proof of work"
    facts = {
        "Proposal": f"{proposal.id}, {proposal.state.value}, of {proposal.day}, {proof}",
        "For": f"entry {proposal.entry}, {proposal.locale}, made from revision {proposal.revision}",
        "Credit": proposal.credit or "nobody is to be named",
        "Licence": proposal.licence,
        "Note": proposal.note,
        "Reason": proposal.reason,
    }
    for name, text in facts.items():
        if text:
            yield f"{name + ':':<9} {_indent(text, 10)}"
    for each in proposal.texts:
        yield ""
        yield escape_line(format_segment_name(each.key, each.kind, each.source or each.old_text))
        yield from _format_text(each)


def _format_text(each: ProposedText) -> Iterator[str]:
    if each.source != each.old_text:
        yield f"  source  {_indent(each.source, 10)}"
    if not each.old_text:
        yield f"  new     {_indent(each.text, 10)}"
        return
    stretches = compare_words(escape_controls(each.old_text), escape_controls(each.text))
    changed = "".join(MARKS[stretch.side].format(stretch.text) for stretch in stretches)
    yield f"  change  {_indent(changed, 10)}"


def _indent(text: str, by: int) -> str:
    return escape_controls(text).strip().replace("\n", "\n" + " " * by)

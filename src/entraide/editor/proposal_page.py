"""The last step of a proposal: what it changes in the files, and publishing that in one go.

The files are written, checked and committed in the name of whoever proposed it, then the desk is
told that it is accepted. Publishing it once more writes what is missing, and nothing twice.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from starlette.responses import Response

from entraide.content.file_plan import ChangePlan
from entraide.content.provenance import EntryHistory
from entraide.content.provenance_files import get_record_path
from entraide.desk.http_errors import NO_PROPOSAL, RefusalError
from entraide.editor.desk_proposals import DeskProposal, DeskProposals
from entraide.editor.editor import Editor
from entraide.editor.git_repository import Writer
from entraide.editor.project_changes import apply_plan, refuse_mistakes
from entraide.editor.publication import FileConflictError, read_file
from entraide.editor.publish_page import read_request
from entraide.editor.visit import EditorVisit
from entraide.editor.word_differences import FieldDifference, compare_versions
from entraide.editor.working_copies import CopyConflictError, WorkingCopy
from entraide.errors import EntraideError, Problem, ProposalSegment, select_errors
from entraide.exchange.proposal_import import ProposalImport
from entraide.exchange.source_corrections import CorrectionFile
from entraide.model.proposal import Proposal, ProposalState
from entraide.model.revision import Significance
from entraide.model.staff_roles import MAIL_HOST

OPEN_STATES = {ProposalState.OPEN, ProposalState.ACCEPTED}


@dataclass(frozen=True, slots=True)
class ProposalEffect:
    """What publishing a proposal would change: the new text of its version, and `problems`.

    Of a correction of a source, the page asks how significant it is.
    """

    pulled: ProposalImport
    differences: list[FieldDifference]
    problems: tuple[Problem, ...]

    @property
    def correction(self) -> CorrectionFile | None:
        return next(iter(self.pulled.correction_files), None)

    @property
    def is_refused(self) -> bool:
        return bool(select_errors(self.problems))


def show_proposal(visit: EditorVisit) -> Response:
    """Answer with what publishing the proposal would change."""
    return _render(visit, _find_proposal(visit)[1])


def publish_proposal(visit: EditorVisit) -> Response:
    """Publish the proposal and accept it, or say why not; nothing has changed then."""
    proposals, at_desk = _find_proposal(visit)
    proposal, effect = at_desk.proposal, judge_proposal(visit, at_desk.proposal)
    try:
        _check_acceptance(visit, proposal)
        refuse_mistakes(select_errors(effect.problems))
        committed = _publish(visit, proposal, effect)
    except (FileConflictError, CopyConflictError):
        what, cure = "the text has changed meanwhile", "Look at it again, then repeat this"
        problem = Problem(ProposalSegment(proposal.short_id), what, cure)
        return _render(visit, at_desk, (problem,))
    except EntraideError as error:
        return _render(visit, at_desk, error.problems)
    accepted = proposals.accept(visit.request, at_desk, visit.session.csrf)
    word = ("committed" if committed else "written") if accepted else "undecided"
    return visit.redirect(f"{proposal.entry}/{proposal.locale}/?done={word}")


def _check_acceptance(visit: EditorVisit, proposal: Proposal) -> None:
    """Raise EntraideError where the site asks for two people, and they have not accepted it."""
    if visit.editor.settings.two_people and proposal.state is not ProposalState.ACCEPTED:
        what = "two people have to accept this proposal at the desk before it is published"
        cure = "Accept it there, and let somebody else do so, too"
        raise EntraideError(Problem(ProposalSegment(proposal.short_id), what, cure))


def judge_proposal(visit: EditorVisit, proposal: Proposal) -> ProposalEffect:
    """Return what publishing a proposal would change in the files as they are."""
    editor = visit.editor
    reading, reviewer = editor.site.build.reading, visit.writer.name if visit.writer else ""
    history = EntryHistory(editor.settings, site=reading.site)
    pulled = ProposalImport(reading, history, editor.day, reviewer)
    pulled.import_proposals([proposal])
    texts = {each.path: each.text for each in pulled.localised_files}
    texts |= {each.correction.path: each.text for each in pulled.correction_files}
    differences, problems = [], list(pulled.problems)
    for path, text in texts.items():
        file = editor.settings.root / path
        differences += compare_versions(read_file(file) if file.exists() else "", text)
        problems += editor.sites.list_new_mistakes(path, text)
    return ProposalEffect(pulled, differences, tuple(problems))


def _publish(visit: EditorVisit, proposal: Proposal, effect: ProposalEffect) -> bool:
    """Write and commit the texts of a proposal; return whether there was anything to commit."""
    assert visit.writer  # noqa: S101 - the desk has said who it is
    writer = replace(visit.writer, proposer=make_author(proposal))
    if effect.correction:
        return _publish_correction(visit, effect.correction, writer)
    entry = visit.editor.entries[proposal.entry]
    version = entry.find_version(proposal.locale)
    title = (version or entry.source).title
    subject = f"Entry {entry.id} ({proposal.locale}): {title}"
    message = f"{subject}\n\nProposal {proposal.short_id}, accepted at the desk"
    plan = ChangePlan()
    plan.add(effect.pulled.files)
    if plan.texts:
        return apply_plan(visit.editor, plan, message, writer)
    # All of it is there: whoever wrote it may have been stopped before the commit.
    file = visit.editor.settings.root / version.path if version else None
    paths = [file, get_record_path(file)] if file else []
    names = [visit.editor.settings.make_relative(path) for path in paths if path.exists()]
    return bool(names) and visit.editor.repository.commit(names, message, writer)


def _publish_correction(visit: EditorVisit, file: CorrectionFile, writer: Writer) -> bool:
    """Publish a corrected source as its writers do: with a revision."""
    editor, entry = visit.editor, file.correction.entry
    locale, path = entry.source.locale, file.correction.path
    copy = _begin_copy(editor, file, writer.proposer or writer)
    try:
        committed = editor.publisher.publish(copy, read_request(visit), writer, editor.day)
    except (EntraideError, FileConflictError):
        editor.copies.discard(entry.id, locale, copy.number)
        raise
    editor.preview.take_over([editor.settings.root / path]).result()
    return committed


def _begin_copy(editor: Editor, file: CorrectionFile, writer: Writer) -> WorkingCopy:
    """Begin a working copy of the correction; EntraideError while somebody writes the text."""
    entry, path = file.correction.entry, file.correction.path
    if editor.copies.find(entry.id, entry.source.locale):
        what = "somebody is writing this text"
        cure = "Publish or discard that first: “All entries” leads there"
        raise EntraideError(Problem(ProposalSegment(str(entry.id)), what, cure))
    return editor.copies.begin(
        WorkingCopy(
            entry=entry.id,
            locale=entry.source.locale,
            path=path,
            base=read_file(editor.settings.root / path),
            text=file.text,
            number=0,
            writer=writer.name,
            saved=datetime.now(UTC),
        )
    )


def make_author(proposal: Proposal) -> Writer | None:
    """Return the author for the commit of a proposal; None where its sender gave no name."""
    name = " ".join("".join(sign for sign in proposal.credit if sign not in "<>").split())
    return Writer(name, f"proposal@{MAIL_HOST}") if any(map(str.isalnum, name)) else None


def _find_proposal(visit: EditorVisit) -> tuple[DeskProposals, DeskProposal]:
    """Return the proposal in the address, and the connection to those of the desk."""
    if visit.editor.desk is None:
        raise RefusalError(NO_PROPOSAL)
    proposals = visit.editor.desk.proposals
    at_desk = proposals.find(visit.request, str(visit.request.path_params["id"]))
    if at_desk.proposal.state not in OPEN_STATES:
        raise RefusalError(NO_PROPOSAL)
    return proposals, at_desk


def _render(
    visit: EditorVisit, at_desk: DeskProposal, problems: tuple[Problem, ...] = ()
) -> Response:
    proposal, site = at_desk.proposal, visit.editor.site.build.reading.site
    effect = judge_proposal(visit, proposal)
    entry = site.entries.get(proposal.entry)
    return visit.render_change(
        "proposal",
        409 if problems else 200,
        proposal=proposal,
        entry=entry,
        effect=effect,
        differences=effect.differences,
        problems=problems,
        author=make_author(proposal),
        significances=[(each, visit.get_field("significance") == each) for each in Significance],
        typed={"note": visit.get_field("note")},
        words_in=site.get_locale(proposal.locale),
        original=site.get_locale(entry.source.locale) if entry else None,
    )

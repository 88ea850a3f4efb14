"""A site with a log of incidents, a scam check and a guided path: two questions, two ends."""

from hashlib import blake2b

import pytest

from support.built_site import BuildSite, BuiltSite, copy_site

PATHS = """\
- id: start
  title: {en: "What happened?", fr: "Que se passe-t-il ?"}
  lead: {en: "A few answers lead to help.", fr: "Quelques réponses mènent à de l’aide."}
  answers:
    - {label: {en: "I paid", fr: "J’ai payé"}, to: paid}
    - {label: {en: "Something else", fr: "Autre chose"}, to: more}
- id: more
  title: {en: "What else?", fr: "Quoi d’autre ?"}
  answers:
    - {label: {en: "Someone frightens me", fr: "On me fait peur"}, to: fear}
    - {label: {en: "I gave my card", fr: "J’ai donné ma carte"}, to: paid}
- id: paid
  title: {en: "You paid", fr: "Vous avez payé"}
  lead: {en: "Call your bank.", fr: "Appelez votre banque."}
  entries: [1]
  report: 1
  topics: [bank, scams]
  scam_check: true
  incident_log: true
- id: fear
  title: {en: "Someone frightens you", fr: "On vous fait peur"}
  entries: [1]
  topics: [danger]
  call_first: true
"""

SCAM_CHECK = """\
title: {en: "Is this a scam?", fr: "Est-ce une arnaque ?"}
lead: {en: "Tick what is true.", fr: "Cochez ce qui est vrai."}
questions:
  - question: {en: "Are they rushing you?", fr: "Vous presse-t-on ?"}
    sign: {en: "You can stop.", fr: "Vous pouvez arrêter."}
  - question: {en: "Do they want a code?", fr: "Veut-on un code ?"}
    sign: {en: "Give it to nobody.", fr: "Ne le donnez à personne."}
    entries: [1]
found: {en: "Stop.", fr: "Arrêtez."}
none: {en: "It may be one all the same.", fr: "C’en est peut-être une quand même."}
entries: [1]
report: 1
"""


CHECKLISTS = """\
- id: captures
  title: {en: "Before you keep anything", fr: "Avant de garder quoi que ce soit"}
  warnings:
    - {en: "Never copy such an image.", fr: "Ne copiez jamais une telle image."}
"""

INCIDENT_LOG = """\
entries: [1]
checklist: captures
keywords: {en: "diary, keep a log", fr: "carnet"}
first:
  - {en: "Never keep such an image.", fr: "Ne gardez jamais une telle image."}
topics: [harassment, scams]
platform:
  title: {en: "For our staff", fr: "Pour notre équipe"}
  say: {en: "I have reported it.", fr: "Je l’ai signalé."}
  keep: {en: "We look at our record.", fr: "Nous regardons nos données."}
procedures:
  - title: {en: "Statement of facts", fr: "Exposé des faits"}
    say: {en: "I report a crime.", fr: "Je signale une infraction."}
    keep: {en: "Ask for a number.", fr: "Demandez un numéro."}
  - country: FR
    title: {en: "Complaint", fr: "Plainte"}
    say: {en: "I complain.", fr: "Je porte plainte."}
    keep: {en: "Keep the receipt.", fr: "Gardez le récépissé."}
texts:
  - title: {en: "To your bank", fr: "À votre banque"}
    topic: scams
    lead: {en: "Call first.", fr: "Appelez d’abord."}
    text:
      en: "Stop it. {facts}\\nNumbers: {numbers}\\n{payments}"
      fr: "Bloquez-le. {facts}\\nNuméros : {numbers}\\n{payments}"
"""


def make_step_path(id_: str) -> str:
    """Where a step stands, but the first."""
    return f"find-help/{blake2b(id_.encode(), digest_size=3).hexdigest()}/"


@pytest.fixture(scope="session")
def guide_site(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of tests/sites/channels with `PATHS`, `SCAM_CHECK` and `INCIDENT_LOG`."""
    project = tmp_path_factory.mktemp("guide") / "guided"
    copy_site("channels", project)
    (project / "data/paths.yml").write_text(PATHS, encoding="utf-8")
    (project / "data/scam_check.yml").write_text(SCAM_CHECK, encoding="utf-8")
    (project / "data/checklists.yml").write_text(CHECKLISTS, encoding="utf-8")
    (project / "data/incident_log.yml").write_text(INCIDENT_LOG, encoding="utf-8")
    for locale in ("en", "fr"):
        with (project / f"docs/{locale}/harassment/call.md").open("a", encoding="utf-8") as entry:
            entry.write("\n{{checklist.captures}}\n")
    return build_site(project)

"""What is a site among words with points in them, in English and in French."""

from entraide.content.contacts.host_names import is_host_name
from support.offenders import assert_none


def split_names(text: str) -> list[str]:
    return text.split()


SITES = split_names("""
example.org evil.example support.google.com booking.com youtu.be impots.gouv.fr service-public.fr
police.uk gov.uk cnil.fr www.anything.zone polri.go.id secure.web.app amazon.es ikea.se
mercadona.es correos.es poste.it secure-login.info bank.help login.support evil.click site.online
EXAMPLE.COM Evil.Com école.fr web.de 3018.fr e-enfance.org allegro.pl openai.com signal.me
ici.radio-canada.ca
""")
INCLUSIVE = split_names("""
salarié.es ami.es invité.es citoyen.ne étudiant.e.s tou.te.s client.e auteur.rice directeur.trice
auteur.rices chanteur.euse acteur.ice.s lycéen.ne heureux.se danseur.se actif.ve naïf.ve élu.es
adhérent.es étudiant.es certain.es voisin.es paysan.ne champion.ne bon.ne métis.se gros.se
premier.ère ouvrier.es étranger.es infirmi.er.ère.s infirmi.er.es bénévole.s ceux.elles
celui.celle un.e un.es le.la du.de son.sa ils.elles tous.tes professionnel.le professionnel.les
nouveau.elle sportif.ve Salarié.es AMI.ES bloqué.e.s harceleur.euse harcelé.es retraité.es
habitant.es français.es élève.s inconnu.es
""")
OTHERS = split_names("""
e.g i.e e.g.this e.g.in i.e.it p.m a.m U.S U.S.in p.ex cf.la etc.In again.It done.So ici.La
fini.De cache.Click profile.Support report.pdf setup.py config.sh README.md drawing.svg main.rs
lib.so page.html notes.txt photo.jpg v1.2.3 1.2.3 10.30 3.5 node.js Vue.js ASP.NET socket.io
example..org .com com. -a.org Ph.D M.le St.Louis vs.It music.mp3 archive.zip film.mov user.id
container.id Firefox.app user.name index.ts
""")


def test_names_of_sites_are_host_names() -> None:
    assert_none(word for word in SITES if not is_host_name(word))


def test_a_french_word_in_two_genders_is_no_site() -> None:
    assert_none(word for word in INCLUSIVE if is_host_name(word))


def test_other_words_with_points_are_no_sites() -> None:
    assert_none(word for word in OTHERS if is_host_name(word))


def test_punctuation_around_it_changes_nothing() -> None:
    assert is_host_name("(example.org),")
    assert not is_host_name("« salarié.es ».")


def test_a_path_behind_it_makes_it_a_site() -> None:
    words = ("t.me", "get.sh", "docs.rs", "aldi.es", "ami.es", "v.gd")
    assert_none(word for word in words if not is_host_name(word, has_path=True))


def test_a_path_behind_a_file_makes_no_site() -> None:
    words = ("README.md", "setup.py", "report.pdf", "and.or")
    assert_none(word for word in words if is_host_name(word, has_path=True))


def test_a_word_with_an_accent_in_two_genders_stays_one_before_a_slash() -> None:
    assert not is_host_name("salarié.es", has_path=True)

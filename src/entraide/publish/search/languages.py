"""What search knows of a language: the words that tell nothing, how words end, what sounds alike.

Words are in small letters and without accents, as `words.py` makes them. The browser gets this with
the index, so there is one list for both, and no code for any language. A language that is not here
is searched by whole words, their beginnings and wrong letters.

`endings` are taken off a word, the longest first, to bring nouns and verbs together; `beginnings`
likewise. `elided` may stand before a word with no apostrophe, as people type it. `sounds` are pairs
of a pattern and what it sounds like, applied in their order.
"""

from dataclasses import dataclass, field

from entraide.model.locales import Locale, get_language
from entraide.publish.search.words import split_words


@dataclass(frozen=True, slots=True)
class SearchLanguage:
    """What search knows of one language; each field is a list of words, separated by spaces."""

    stop: str = ""
    endings: str = ""
    beginnings: str = ""
    elided: str = ""
    sounds: str = ""
    stop_words: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stop_words", frozenset(split_words(self.stop)))


LANGUAGES = {
    "en": SearchLanguage(
        stop="a about after all also am an and any are arent as at be been before being but by can "
        "cannot cant could day days did didnt do does doesnt doing don done dont for from get gets "
        "getting go going got had has have having he hell her here hers hes him his how i id if "
        "ill im in into is isnt it its ive just know let like ll made make makes me month months "
        "my need no not now of off on or our out over please re really s said say says she shes "
        "should since so some t tell than that thats the their them then there theres these they "
        "theyre thing things think this those to too us ve very want wants was wasnt we week weeks "
        "were weve what whats when where which while who whos why will with wont would yes you "
        "your youre",
        endings="ations ation ments ment ingly ings ing edly ness ions ion ives ive ists ist ers "
        "er ors or ies ied ens en ed es ly al s e y",
        sounds="ph:f gh: ck:k qu:k wh:w kn:n wr:r x:ks c([eiy]):s$1 c:k z:s y:i tio:sio "
        "[aei][iy]:a ee|ea|ie|ei:i oa:o ou|oo:u e$:",
    ),
    "fr": SearchLanguage(
        stop="a ai aie ait alors apres as au aussi aux avait avant avec avez avoir avons c ca car "
        "ce cela ces cest cet cette ceux chez comme comment d dans de deja depuis des dois "
        "doit donc du elle elles en es est et etait etaient ete etes etre eu eux faire fais "
        "fait faut font hui il ils j jai je jour jours jusqu kelkun kelkin l la le les leur "
        "leurs lorsqu lui m ma mais me mes moi mois mon n ne ni nos notre nous on ont ou par "
        "parce pas peut peux plus pour pourquoi presqu puis puisqu qu quand que quel quelle "
        "quelles quelqu quels quelquun qui quil quils quoi quoiqu rien s sa sais sait sans se "
        "semaine semaines sera ses si son sont suis sur t ta te tes toi ton tous tout toute "
        "tres tu un une va vais vers veut veux voila vos votre vous y",
        endings="issements issement atrices atrice ateurs ateur ations ation ements ement euses "
        "euse eurs eur ments ment aient antes ante ants ant ages age ances ance ives ive ifs if "
        "ions ion ites ite ees ee ent ait ais ons ont ez er ir es is it ai e s x i a",
        elided="qu c d j l m n s t",
        sounds="ph:f ch:@ qu:k ck:k c([eiy]):s$1 c:k gu:g g([ei]):j$1 eau|au:o "
        "ai|ei:e (er|ez|et|es|ent|e|s|t|x)$: y:i [ae][nm](?![aeiou]):an [ai]?i[nm](?![aeiou]):in "
        "z:s h: @:ch",
    ),
    "de": SearchLanguage(
        stop="aber als am an auch auf aus bei bin bis das dass dein dem den der des dich die dir "
        "doch du ein eine einem einen einer er es fur hab habe haben hat hatte ich ihr im in ist "
        "ja kann kein keine man mein meine mich mir mit nach nicht noch nur oder ohne sein seine "
        "sich sie sind so um und uns vom von vor wann war warum was wegen wenn wer werden wie wir "
        "wird wo zu zum zur",
        endings="ungen ung keiten keit heiten heit lichen liche lich ischen ische isch enden ende "
        "end sten ten test te tet en ern er em es e n s t",
        sounds="ae:a oe:o ue:u ph:f ck:k v:f tz:z dt:t th:t ie:i ([aou])h:$1",
    ),
    "es": SearchLanguage(
        stop="a al algo ante aqui asi aun como con cual cuando de del desde donde el ella ellas "
        "ellos en entre era es esa ese eso esta estan estar este esto estoy fue ha han hay he la "
        "las le les lo los mas me mi mis muy ni no nos o para pero por porque puede puedo que "
        "quien quiero se ser si sin sobre son soy su sus te tengo tiene tu un una uno y ya yo",
        endings="amientos amiento imientos imiento aciones acion adoras adora adores ador antes "
        "ante ancias ancia mente iendo ando adas ada ados ado idas ida idos ido aron ieron aba "
        "ar er ir an en as os es a e o s",
        sounds="v:b ll:y qu:k c([ei]):s$1 z:s ch:@ c:k h: g([ei]):j$1 @:ch",
    ),
    "ar": SearchLanguage(
        stop="في من على عن الى إلى ان أن هذا هذه ذلك التي الذي ما ماذا كيف هل لا لم لن قد كان هو "
        "هي هم انا أنا انت أنت مع او أو ثم كل بعد قبل عند",
        endings="ات ون ين ان ها هم نا كم تي ه ي ت",
        beginnings="وال بال كال فال ال لل و",
        sounds="ا+:ا ى:ي ه$:",
    ),
}


def get_search_language(locale: Locale) -> SearchLanguage:
    """Return what search knows of the language of `locale`, or nothing."""
    return LANGUAGES.get(get_language(locale.lang), SearchLanguage())

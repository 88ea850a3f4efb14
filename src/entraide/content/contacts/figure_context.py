"""Judge a figure by the words around it: a number to dial, a quantity, or a label.

“Call 3018”, « au 3018 » and “3018 is free” name a number to dial; “3018 cases”, « les 3018 cas »
and “order 3018” do not.
"""

import re

LOOK_BACK = 80  # characters before a figure in which it may be called a number

DIAL = (
    r"call(?:ing|s|ed)?|dial(?:ling|ing)?|ring(?:ing)?|phone|telephone|sms|tel|hotline|helpline"
    r"|appel(?:ez|er|le|les|lez|ant)|compos(?:ez|er|ant)|t[ée]l[ée]phon(?:ez|er)|t[ée]l"
    r"|joi(?:gnez|ndre|gnable)|texto|t[ée]l[ée]phone|text(?:ing)?"
)
AMBIGUOUS_VERBS = r"numbers?|reach(?:ed)?|faites|faire|contact(?:ez|er)?|num[ée]ros?|au"
WORDS_BETWEEN = (
    r"\b ?[.:]?"
    r"(?: (?:the|to|on|at|by|free|number|police|them|us|me|now|is|it|emergency|line|le|la|les|au"
    r"|aux|du|par|est|message|sms|texto|gratuitement|directement|num[ée]ro|vite|tout de suite)"
    r"\b ?:?){0,4}"
    r"(?:,? ?\d{2,6},? (?:or|and|then|ou|et|puis)(?: (?:the|to|le|au|a))?)* ?[(\"“«]* ?$"
)
CALLED = re.compile(rf"\b(?:{DIAL}|{AMBIGUOUS_VERBS}){WORDS_BETWEEN}", re.IGNORECASE)
DIALLED = re.compile(rf"\b(?:{DIAL}){WORDS_BETWEEN}", re.IGNORECASE)
FROM = re.compile(r"\b(?:du|from|entre|between) \d{1,2}(?:er)? (?:au|to|et|and) ?$", re.IGNORECASE)

LABELLED = re.compile(
    r"(?:\b(?:entry|entries|fiches?|pages?|articles?|art\.|sections?|sec\.|chapters?|chapitres?"
    r"|steps?|[ée]tapes?|lines?|versions?|rooms?|chambres?|question|step|tables?|figures?|fig\."
    r"|orders?|commandes?|tickets?|cases?|dossiers?|reports?|signalements?|ref|r[ée]f|references?"
    r"|r[ée]f[ée]rences?|invoices?|factures?|accounts?|comptes?|customers?|clients?|cards?|cartes?"
    r"|tracking|suivi|colis|parcels?|serial|s[ée]rie|contracts?|contrats?|policy|transactions?"
    r"|isbn|issn|ean|imei|siren|siret|iban|bic|vat|tva|id|ids|identifiants?|codes?|errors?"
    r"|erreurs?|ports?|rfc|iso|cve|doi|pmid|build|device|firmware|[LRD]\.)"
    r"(?: (?:numbers?|no\.?|n[o°º]\.?|num[ée]ros?|id|de|of|is))*|\bno\.|\bn[°º]|§|#)"
    r"(?: ?[:=#])? ?[(\"“«]* ?$",
    re.IGNORECASE,
)
OF_A_THING = re.compile(  # “the number of the report is”, « le numéro de la commande : »
    r"\b(?:numbers?|num[ée]ros?) (?:of|de|d['’]|du) ?(?:the |a |your |la |le |l['’]|votre |une? )?"
    r"(?:report|order|ticket|case|parcel|invoice|account|card|commande|dossier|signalement|colis"
    r"|facture|compte|carte|suivi)s?(?: (?:is|are|was|est|sont))?(?: not)?(?: ?:)? ?$",
    re.IGNORECASE,
)
PLURAL_BEFORE = re.compile(
    r"\b(?:les|des|ces|nos|vos|leurs|ses|mes|tes|these|those) ?$", re.IGNORECASE
)
ONE_BEFORE = re.compile(r"(?:\b(?:le|au|du)|\bl['’]) ?$", re.IGNORECASE)
WORD_AFTER = re.compile(r" ?([^\W\d_]+)")
MANY = re.compile(r"[^\W\d_]+[sx]|people|men|women|children", re.IGNORECASE)
# Words that end like a plural and are none: small words, and what a number does.
NO_PLURAL = frozenset(
    re.findall(
        r"\w+",
        "is was has does as us this its his yes always unless plus minus perhaps besides sometimes "
        "across less towards afterwards answers listens works helps takes gives costs opens closes "
        "rings connects reaches goes leads offers serves stays remains replies means accepts sms "
        "vous nous tous toutes les des ses ces mes tes dans sans sous dès après très puis mais "
        "alors toujours parfois depuis jamais pas suis aux eux ceux deux moins vers hors ils elles "
        "leurs quelques",
    )
)
PLACE_AFTER = re.compile(
    r",? ?(?:(?:bis|ter|rue|avenue|boulevard|bd|place|chemin|allée|impasse|quai|cours|route|street"
    r"|road|rd|lane|square|drive)\b|du mois|de chaque mois|of the month)",
    re.IGNORECASE,
)


def is_called(before: str, after: str) -> bool:
    """Return whether a short figure between `before` and `after` is a number to dial."""
    return bool(CALLED.search(before)) and not FROM.search(before) and not is_counted(before, after)


def is_dialled(before: str) -> bool:
    """Return whether the words before a long figure ask the reader to dial it."""
    return bool(DIALLED.search(before)) and not is_labelled(before)


def is_labelled(before: str) -> bool:
    """Return whether the figure numbers something else: an order, a page, an article of law."""
    return bool(LABELLED.search(before) or OF_A_THING.search(before))


def is_counted(before: str, after: str) -> bool:
    """Return whether the figure counts things, or numbers a house or a day."""
    if PLACE_AFTER.match(after) or PLURAL_BEFORE.search(before):
        return True
    if ONE_BEFORE.search(before):
        return False
    word = WORD_AFTER.match(after)
    return bool(word and MANY.fullmatch(word[1]) and word[1].lower() not in NO_PLURAL)

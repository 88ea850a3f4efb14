"""What is a number to dial among figures, in English and in French: one table, line by line."""

from entraide.content.contacts import ContactKind, find_contacts
from support.offenders import assert_none

KNOWN = {"3018", "3919", "33700", "7726", "116006", "17", "112", "999", "114", "101", "911"}
KNOWN |= {"0805805817", "33805805817", "18884958501"}

# A text, and the digits of the number in it.
NUMBERS = {
    "Call 01 23 45 67 89.": "0123456789",
    "Write to us, or 06 12 34 56 78": "0612345678",
    "0612345678": "0612345678",
    "06.12.34.56.78": "0612345678",
    "06-12-34-56-78": "0612345678",
    "06/12/34/56/78": "0612345678",
    "0 8 0 0 1 3 0 0 0 0": "0800130000",
    "le 0 800 130 000 (appel gratuit)": "0800130000",
    "+33 6 12 34 56 78": "33612345678",
    "+33 (0)6 12 34 56 78": "330612345678",
    "(+33) 6 12 34 56 78": "33612345678",
    "0033 6 12 34 56 78": "0033612345678",
    "33 6 12 34 56 78": "33612345678",
    "+49 30 901820": "4930901820",
    "+34912345678": "34912345678",
    "+1 202-555-0123": "12025550123",
    "(202) 555-0123": "2025550123",
    "202.555.0123": "2025550123",
    "202-555-0123": "2025550123",
    "1-888-495-8501": "18884958501",
    "8884958501, day and night": "8884958501",
    "Text me at 2025550123": "2025550123",
    "011 33 6 12 34 56 78": "01133612345678",
    "020 7946 0958": "02079460958",
    "(020) 7946 0958": "02079460958",
    "0300 123 2040": "03001232040",
    "07911 123456": "07911123456",
    "1800 666 111, in Ireland": "1800666111",
    "1300 432 273": "1300432273",
    "078 170 170": "078170170",
    "0800 32 123": "080032123",
    "044 668 18 00, à Zurich": "0446681800",
    "26 47 12 34, au Luxembourg": "26471234",
    "８００２ １２３４": "80021234",
    "06 12 34 56 78 / 06 12 34 56 79": "0612345678 0612345679",
    "tel:+33612345678": "33612345678",
    "<tel:+33612345678>": "33612345678",
    "tel0612345678": "0612345678",
    "Call 12 34 56 78": "12345678",
    "Appelez le 12345678": "12345678",
    "2026-11-21, 06 12 34 56 78": "0612345678",
    "Le 3018 écoute, gratuitement": "3018",
    "3018 is free": "3018",
    "3018 answers day and night": "3018",
    "au 3018": "3018",
    "Le 3018 vous aide": "3018",
    "Composez le 3919.": "3919",
    "3919 (gratuit)": "3919",
    "Text 7726": "7726",
    "Call 999 always": "999",
    "Dial 112 unless you are safe": "112",
    "Appelez le 17 tous les jours": "17",
    "Préciser au 15": "15",
    "Appelez le 116 117": "116117",
    "the helpline, 116 006": "116006",
    "Call 911": "911",
    "par SMS au 114": "114",
}

# Texts in which there is none.
OTHERS = """
On 5/15/2021
le 15/05/2021
2021-05-15
15.05.2021
15-05-21
2020-9-30 and 2021/05/15
1er mai 2021
le 21 novembre 2026
May 15, 2021
2021-05-15 10:00:00
2020-06-16T06:33:51.419Z
At 14:22:23.331751
de 9 h à 17 h 30
12345678 views
About 12345678 and 1234567 of them
1 000 000
10 000 000 personnes
25 000 000 de comptes
1,000,000 accounts
1,234,567.89
1.000.000
CVE-2025-21614
CVE-2021-44228, RFC 5321 and ISO 8601
GHSA-3652-939f-f7g4
192.168.240.1
169.254.0.0-169.254.255.255
10.0.0.1:8080
FR76 3000 6000 0112 3456 7890 189
FR7630006000011234567890189
GB29 NWBK 6016 1331 9268 19
BE68 5390 0754 7034
ISBN 978-2-07-036822-8
978 2 07 036822 8
ISBN 2-07-036822-7
4970 1012 3456 7890
4970101234567890
3782 822463 10005
Order 4085551234
order number: 202-555-0123
commande n° 0612345678
la commande 06 12 34 56 78
n° de suivi : 0123456789
ticket #202-555-0123
dossier 0612345678
The number of the report is not 987 654 321 0
the number of your order is 202-555-0123
SIREN 732 829 320
732 829 320
SIRET 732 829 320 00074
id 3d9cecac-71a2-4637-9341-acf000eedf04
00000000-0000-0000-0000-000000000000
fs_febb971fb39fe1d085622308a7cccb21769c33fcd2913a927478252dbde41d64
0x12345678 and deadbeef12345678
1.8.19, 2.0.10 and 4.0.6
0.9.2342.19200300.100.1.1
3.1 / 1023.0
10:30, 9:00-17:00, 24/7
1073741824 bytes
1616161616
€15 000 and 15,99 €
0,15 €/min
75001 Paris, 90210-1234
1000 Bruxelles, SW1A 1AA
Les 3018 cas
3018 cas
3018 people
The 3018 cases of last year
Ces 3919 victimes
3,919 accounts
entry 3018, fiche 3018, page 3018
article 3018 du code civil
articles 222-33-2-2 et 226-2-1
art. L. 3018-1
§ 3018, section 3018
in 1999, 2020 2021, 2024-2025
48.8566, 2.3522
-33.856784, 151.215297
3.14159265358979
0.123456789
au 112 rue de Rivoli
au 17, avenue Foch
au 15 du mois, au 17 avril
du 12 au 17
Call 16 friends, call 112 people
appelez 17 personnes
appelez les 17 voisins
port 3018, error 3919
1 2 3 4 5 6
10, 20, 30, 40
(0,5]:0 (5,10]:0 (10,25]:0
2341:0366
vault_FULL_20201208_003243
360003198300
""".strip().split("\n")


def find_numbers(text: str) -> str:
    return " ".join(
        each.plain for each in find_contacts(text, KNOWN) if each.kind is ContactKind.NUMBER
    )


def test_the_table_is_large_enough() -> None:
    assert len(NUMBERS) + len(OTHERS) > 120


def test_a_number_to_dial_is_found() -> None:
    assert_none(
        f"{text}: {found!r}, not {digits!r}"
        for text, digits in NUMBERS.items()
        if (found := find_numbers(text)) != digits
    )


def test_other_figures_are_no_phone_numbers() -> None:
    assert_none(f"{text}: {found!r}" for text in OTHERS if (found := find_numbers(text)))

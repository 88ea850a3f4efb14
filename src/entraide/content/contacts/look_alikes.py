"""Find hosts that imitate a known one: a letter off, or a letter of another alphabet.

Copies of official sites live from being taken for them. Only the likeliest imitations are found: a
warning that is wrong often would not be read.
"""

import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from entraide.model.web_address import find_script, to_unicode_name

SHORTEST_NAME = 5  # letters of a name of which one may be wrong and it still looks like it
# Letters of other alphabets, and figures, for what they look like.
SKELETON = str.maketrans(
    "аеіјкорсухһԁѕɡıӏοαεικνρτυχ013",
    "aeijkopcyxhdsgiloaeiknptuxole",
)


@lru_cache(maxsize=4096)  # a site is linked many times
def find_imitated_host(host: str, known: frozenset[str]) -> str:
    """Return the host of `known` that `host` imitates; empty if there is none, or it is one."""
    name = host.partition(":")[0]
    plain = _make_skeleton(name)
    if name in (hosts := sorted(known)):
        return ""
    return next((each for each in hosts if _is_imitation(name, plain, each)), "")


def _is_imitation(name: str, plain: str, known: str) -> bool:
    """Return whether `name`, whose skeleton is `plain`, may be taken for `known`."""
    if name.endswith(f".{_get_registered_name(known)}") or _get_registered_name(
        name
    ) == _get_registered_name(known):
        return False
    if plain == _make_skeleton(known) or name.startswith(f"{known}."):
        return True
    mine, known_name = _get_registered_name(plain), _get_registered_name(_make_skeleton(known))
    known_label = known_name.partition(".")[0]
    return len(known_label) >= SHORTEST_NAME and (
        _is_one_letter_off(mine, known_name) or mine.replace("-", "") == known_name.replace("-", "")
    )


def _is_one_letter_off(name: str, known_name: str) -> bool:
    return name != known_name and OSA.distance(name, known_name, score_cutoff=1) <= 1


def _get_registered_name(host: str) -> str:
    """Return the part that somebody registered: the last two labels, or three as in gov.uk."""
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-2]) <= 4 and len(labels[-1]) == 2
    return ".".join(labels[-3:] if short else labels[-2:])


def _make_skeleton(host: str) -> str:
    """Return `host` with each letter as what it looks like; equal skeletons look alike."""
    letters = unicodedata.normalize("NFD", to_unicode_name(host))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.translate(SKELETON).replace("rn", "m").replace("vv", "w")


def has_mixed_alphabets(host: str) -> bool:
    """Return whether a label of `host` has letters of several alphabets, as no honest name has."""
    for label in to_unicode_name(host).split("."):
        scripts = {find_script(each) for each in label if each.isalpha()}
        if len(scripts) > 1 and "LATIN" in scripts:
            return True
    return False

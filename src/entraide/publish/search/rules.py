"""The rules of the index that its reader in the browser needs, as a module for the scripts.

What is typed has to become the same words as a text did, and to lead to the same file of them.
"""

from entraide.publish.javascript import format_module
from entraide.publish.search import index, words

PATH = "assets/scripts/search/rules.js"


def build_search_rules() -> str:
    """Build the module."""
    return format_module(
        {
            "MARK": words.MARK,
            "LETTER": words.LETTER,
            "LETTERS": words.LETTERS,
            "WORD": words.WORD,
            "BEGINNING": index.BEGINNING,
            "FACTOR": index.FACTOR,
            "MODULUS": index.MODULUS,
            "STEPS": index.STEPS,
        }
    )

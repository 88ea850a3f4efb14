"""The five kinds of callouts, and what the dialects call each of them."""

KINDS = ("note", "tip", "important", "warning", "caution")
# The names that the dialects have for each kind.
SYNONYMS = {
    "note": "note info abstract summary tldr question help faq example quote cite todo seealso "
    "details spoiler primary secondary default",
    "tip": "tip hint success check done",
    "important": "important",
    "warning": "warning attention",
    "caution": "caution danger error failure fail missing bug",
}
NAMES = {name: kind for kind, names in SYNONYMS.items() for name in names.split()}
FOLDED = {"details", "spoiler"}  # folded wherever they stand

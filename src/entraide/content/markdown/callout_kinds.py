"""The list of the five kinds of callouts, and of the names that dialects have for each of them."""

KINDS = ("note", "tip", "important", "warning", "caution")
SYNONYMS = {
    "note": "note info abstract summary tldr question help faq example quote cite todo seealso "
    "details spoiler primary secondary default",
    "tip": "tip hint success check done",
    "important": "important",
    "warning": "warning attention",
    "caution": "caution danger error failure fail missing bug",
}
KINDS_BY_NAME = {name: kind for kind, names in SYNONYMS.items() for name in names.split()}
FOLDING_NAMES = {"details", "spoiler"}  # names of callouts that are folded in every dialect

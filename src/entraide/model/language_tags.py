"""Language tags (BCP 47), such as `pt-BR`, and what other formats call the same language."""


def get_language(tag: str) -> str:
    """Return the language of `tag`, without script and region: `pt` of `pt-BR`."""
    return tag.partition("-")[0]


def to_gettext_code(tag: str) -> str:
    """Return `tag` as gettext, PO files and POSIX write it: `pt_BR`."""
    return tag.replace("-", "_")


def to_language_tag(code: str) -> str:
    """Return the tag of a code of gettext or of a folder: `pt-BR` of `pt_BR`."""
    return code.replace("_", "-")

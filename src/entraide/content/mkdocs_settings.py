"""Every setting of MkDocs, of its theme and of its plugins: what each means here.

One is ours (`Settings` reads it), or works as MkDocs says, or is refused with what to write in its
place. Nothing is ignored; a test asks MkDocs for the names that it knows.
"""

from collections.abc import Mapping

BRAND = "in data/brand.yml: read: entraide handbook your-brand"
LOGO, ICON = f"Write logo: … {BRAND}", f"Write icon: … {BRAND}"
COLOURS, FONT = f"Write colours: {{ accent: … }} {BRAND}", f"Write font: … {BRAND}"
LOCALES = "Delete the line: each locale has a folder of its own, and pages of ours fill its gaps"
LOCALE = "Delete the line: a language has locale, name, site_name, default and build"
LOCALE_OPTIONS = ("locale", "name", "site_name", "default", "build")  # those that mean something
LINKS = "Delete it: entraide check looks at every link, in all languages at once"
LISTS = "Delete it: the sidebar lists categories and entries, in the order of data/"
TEXTS = "Delete it: texts are read by Entraide; what they may have: entraide handbook writing"
FOOTER = "Delete it, and write it into your own overrides/partials/footer.html"
STATUS = "Delete it: “status: draft” in the front matter of an entry keeps it from readers"

SettingRefusal = tuple[
    tuple[object, ...], str
]  # values that say what is so anyway; the cure of any other

# Settings that do what MkDocs says, and why they harm nothing.
WORKING_SETTINGS: Mapping[str, str] = {
    "strict": "a build is strict in any case; MkDocs fails at its own warnings too",
    "dev_addr": "where “mkdocs serve” listens",
    "watch": "further folders that “mkdocs serve” watches",
    "hooks": "functions of the project run beside ours; those that change texts are refused, and "
    "those that act on pages make builds slower",
    "plugins": "other plugins run too; those that change texts are refused, and those that act on "
    "pages make builds slower",
    "extra": "values for templates of the project",
    "remote_branch": "where “mkdocs gh-deploy” puts the site",
    "remote_name": "where “mkdocs gh-deploy” puts the site",
    "theme.static_templates": "further templates of the project are drawn too",
}

# Names that no mkdocs.yml can have: MkDocs keeps them for itself, or has left them behind.
INTERNAL_SETTINGS = frozenset({"config_file_path", "mdx_configs"})

REFUSED_SETTINGS: Mapping[str, SettingRefusal] = {
    "nav": ((), LISTS),
    "pages": ((), LISTS),
    "not_in_nav": ((), LISTS),
    "exclude_docs": ((), STATUS),
    "draft_docs": ((), STATUS),
    "site_description": ((), "Write it as the summary of each home page, docs/LOCALE/index.md"),
    "site_author": ((), "Write it as operator: {name: …} in data/platform.yml"),
    "copyright": ((), FOOTER),
    "google_analytics": ((), "Delete it: no page counts its readers"),
    "use_directory_urls": ((True,), "Delete the line: every page has a folder of its own"),
    "repo_name": ((), "Delete it: pages name no repository, and repo_url says where it is"),
    "edit_uri_template": ((), "Write edit_uri in its place, such as edit/main/docs/"),
    "extra_css": ((), "Write css: … in data/brand.yml: read: entraide handbook your-brand"),
    "extra_javascript": ((), "Load it in the block “scripts” of your own overrides/base.html"),
    "extra_templates": ((), "Put the template into overrides/, and name it in static_templates"),
    "markdown_extensions": ((), TEXTS),
    "validation": ((), LINKS),
    "theme.logo": ((), LOGO),
    "theme.icon": ((), LOGO),
    "theme.favicon": ((), ICON),
    "theme.palette": ((), COLOURS),
    "theme.font": ((False,), FONT),
    "theme.features": ((), "Delete it: our pages have no such features to switch on"),
    "theme.language": ((), "Delete it: the languages are those of the plugin i18n"),
    "theme.locale": ((), "Delete it: the languages are those of the plugin i18n"),
    "theme.direction": ((), "Delete it: the direction follows from the language"),
    "extra.social": ((), FOOTER),
    "extra.homepage": ((), "Delete it: the name at the top leads to the home page"),
    "extra.alternate": ((), "Delete it: the languages are those of the plugin i18n"),
    "extra.analytics": ((), "Delete it: no page counts its readers"),
    "extra.consent": ((), "Delete it: no page keeps anything that asks for consent"),
    "extra.version": ((), "Delete it: entries have revisions of their own"),
    "extra.generator": ((False,), "Delete it: no page names its generator"),
    "extra.status": ((), "Delete it: the state of an entry is in its front matter"),
    "extra.tags": ((), "Delete it: tags are in data/tags.yml"),
    "extra.annotate": ((), TEXTS),
    "extra.polyfills": ((), "Delete it: our scripts need none"),
    "extra.scope": ((), "Delete it: no page keeps anything in the browser"),
    "plugins.i18n.docs_structure": (("folder",), LOCALES),
    "plugins.i18n.fallback_to_default": ((False,), LOCALES),
    "plugins.i18n.reconfigure_material": ((False,), LOCALES),
    "plugins.i18n.reconfigure_search": ((False,), LOCALES),
    "plugins.i18n.enabled": ((True,), "Delete the line: without the plugin there are no languages"),
    "plugins.i18n.build_only_locale": ((), "Write “build: false” at each other language"),
}

REFUSED_LOCALE_SETTINGS: Mapping[str, str] = {
    "site_description": "Write it as the summary of its home page, docs/LOCALE/index.md",
    "site_author": "Write it as operator: {name: …} in data/platform.yml",
    "site_url": "Delete the line: its pages are below the folder of the locale",
    "copyright": FOOTER,
    "nav": LISTS,
    "nav_translations": LISTS,
    "admonition_translations": "Delete it: words of callouts are in the catalog of each locale",
    **dict.fromkeys(("extra", "fixed_link", "link", "theme"), LOCALE),
}

# Plugins of Material by their names without “material/”, and others that people often have.
REFUSED_PLUGINS: Mapping[str, str] = {
    "search": "Delete it: every page has a search of its own",
    "tags": "Delete it: tags are in data/tags.yml and in the front matter of entries",
    "social": "Delete it: a shared page shows its title, its summary and the icon of the brand",
    "blog": "Delete it: what is new is on the page “Recent changes” and in its feed",
    "privacy": "Delete it: no page loads anything from another host",
    "offline": "Delete it: the search needs a web server",
    "meta": "Delete it: each entry has a front matter of its own",
    "typeset": "Delete it: titles are set in type as texts are",
    "optimize": "Delete it: it would change files that are made and listed by Entraide",
    "group": "Delete it: name each plugin itself",
    "info": "Delete it: it asks for a site that Material draws",
    "projects": "Delete it: build each project by itself",
    **dict.fromkeys(("awesome-pages", "awesome-nav", "literate-nav", "section-index"), LISTS),
    **dict.fromkeys(("macros", "include-markdown", "mkdocstrings", "table-reader"), TEXTS),
    **dict.fromkeys(
        ("git-revision-date-localized", "git-revision-date", "git-authors", "git-committers"),
        "Delete it: days and authors are in the front matter of entries",
    ),
    "redirects": "Delete it: moved_from in the front matter of an entry says where it was",
    "rss": "Delete it: every language has a feed",
    "exclude": STATUS,
    "htmlproofer": LINKS,
}

# Events of MkDocs that see each page, or the list of all. For a plugin that works by one of them
# MkDocs draws the pages itself, one after another.
PAGE_EVENTS = ("files", "pre_page", "page_context", "post_page")

# Events of MkDocs that reach no text here: pages are read and drawn by Entraide. A plugin that
# works by one of them would do nothing, in silence.
SILENT_EVENTS = ("page_read_source", "page_markdown", "page_content", "nav")

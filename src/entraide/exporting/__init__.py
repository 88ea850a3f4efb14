"""What a project holds, written for others: our own archive and JSON, tables, pages, other systems.

`project_files` says what belongs to a project's content. The archive and the JSON hold all of it as
it was written, and `restore` reads both back. Every other format is made of `rendered_texts`, what
pages show.
"""

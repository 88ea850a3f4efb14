"""Write the content of a project for others: our archive and JSON, tables, pages, other systems.

`project_files` lists the files of a project's content. The archive and the JSON hold all of it as
it was written, and `restore` reads both back. Every other format is made from `rendered_texts`: the
texts as pages show them.
"""

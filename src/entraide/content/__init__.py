"""Read and write the files of a project: settings, front matter, data, catalogs. Imports no MkDocs.

Readers turn files into the values of `entraide.model` and yield a Problem for each mistake; writers
turn values into files. `checks/` judges a project, `fixes/` mends its files, `markdown/` parses
texts, `typography/` sets marks and spaces.
"""

"""Read and write the files of a project: settings, front matter, data, catalogs. Imports no MkDocs.

Readers turn files into the values of `entraide.model` and yield a Problem for each mistake; writers
turn values into files. `docs/` and `data/` know the files of the folders of that name, `yaml/`
parses and edits. `checks/` judges a project, `fixes/` mends its files, `markdown/` parses texts,
`contacts/` finds numbers and addresses in them, `typography/` sets marks and spaces.
"""

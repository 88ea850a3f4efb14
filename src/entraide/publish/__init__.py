"""The output of a build: the values of each template, and the files beside the pages.

This package uses the model and the content, not MkDocs; the hooks hand its results to MkDocs.
"""

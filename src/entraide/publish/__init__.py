"""What a build puts out: the values of each template, and the files beside the pages.

It knows the model and the content, not MkDocs; the hooks hand its results to MkDocs.
"""

"""The editor: pages in the browser for staff who write, review and publish entries without git.

It works on the files of one project. A text that is being written is a *working copy*, kept apart
from the files (`working_copies.py`) until it is published (`publication.py`). `entraide.preview`
reads and draws it. The editor uses the desk's templates and styles; the desk does not know the
editor.
"""

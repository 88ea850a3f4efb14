"""Staff: who may sign in, and what they see of votes and feedback.

`routes` lists every page and form with its role, and `access` holds them to it; `accounts` and
`sessions` say who somebody is, `audit` what they did. `standings` and `queue` read the store,
`masks` cuts what people wrote; `sign_in`, `dashboard`, `version_page` and `feedback_pages` make
pages of it.
"""

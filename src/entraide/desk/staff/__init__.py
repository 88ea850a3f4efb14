"""Staff: who may sign in, and what they see of votes, feedback and proposals.

`routes` lists every page and form with its role, and `access` holds them to it; `accounts` and
`sessions` say who somebody is, `audit` what they did. `standings` and `queue` read the store,
`masks` cuts what people wrote, `judged` compares a proposal with the site; `sign_in`, `dashboard`,
`version_page`, `feedback_pages` and `proposal_pages` make pages of it. Programs ask `api`, with one
of the `tokens`.
"""

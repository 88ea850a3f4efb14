"""Staff: who may sign in, and what they see of votes, feedback and proposals.

`access` says who may do what, and each router holds its routes to it. `accounts`, `authentication`,
`passwords`, `second_factor` and `sessions` say who somebody is, `audit` what they did.
`rating_stats` and `feedback_queue` read the store, `masks` cuts what people wrote, `review`
compares a proposal with the site. `sign_in`, `account_pages`, `factor_pages`, `dashboard`,
`version_page`, `feedback_pages` and `proposal_pages` make pages of it. Programs ask `api`, with one
of the `tokens`.
"""

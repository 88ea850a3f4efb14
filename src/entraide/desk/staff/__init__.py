"""The pages and the interface of the desk for staff, and all that decides who may use them.

`access` holds each route to a role. `accounts`, `authentication`, `passwords`, `second_factor` and
`sessions` establish who somebody is, and `audit` records what they did. `rating_stats` and
`feedback_queue` read the store, `masks` hides personal data in comments, and `review` compares a
proposal with the site. `sign_in`, `account_pages`, `factor_pages`, `dashboard`, `version_page`,
`feedback_pages` and `proposal_pages` are the pages. `api` answers programs that show one of the
`tokens`.
"""

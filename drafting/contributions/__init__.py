"""Sentences that members offer to the library (推荐素材), and what the curator makes of them."""

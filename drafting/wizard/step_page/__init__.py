"""The page of a step: its cards, its form, and the phrases and comments beside it."""

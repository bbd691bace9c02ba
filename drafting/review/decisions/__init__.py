"""Decisions: the table of what may be done in which state, and doing it."""

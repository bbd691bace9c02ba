"""Texts at rest put under another key, or under none, while people write; and counted by their keys
(docs/decisions/0041)."""

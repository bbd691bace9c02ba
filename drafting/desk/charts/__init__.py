"""The charts of a meeting: what the branch names most, and how its papers come in."""

"""The writers of notices."""

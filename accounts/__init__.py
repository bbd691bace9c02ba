"""People, organisations, roles and sign-in. Knows nothing of documents: `drafting` imports this,
never the reverse."""

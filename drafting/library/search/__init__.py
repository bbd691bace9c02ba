"""Looking for words in the phrases of the library: exactly what a plain search for each substring
finds, by an index of pairs of characters, on SQLite and PostgreSQL alike."""

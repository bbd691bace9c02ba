"""From SQLite to PostgreSQL: every row of every table, in one transaction, compared at the end
(docs/decisions/0031)."""

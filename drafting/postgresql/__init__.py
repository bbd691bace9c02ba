"""Django's PostgreSQL, asked less often: the ENGINE of the settings."""

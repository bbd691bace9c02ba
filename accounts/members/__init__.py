"""The members of an organisation as a list: shown, handed out and taken in as .xlsx."""

"""The secretary's desk: the meeting table, its charts and what is taken to the meeting."""

"""The only writers of frameworks. What is published never changes: drafts keep the version they
were begun with."""

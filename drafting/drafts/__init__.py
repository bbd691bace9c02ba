"""Drafts and revisions. The services here are the only writers of a document."""

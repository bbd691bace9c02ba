"""The only writers of meetings, drafts, revisions and the documents in them."""

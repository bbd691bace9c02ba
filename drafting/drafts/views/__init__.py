"""Views of the drafts room, one file for each page family."""

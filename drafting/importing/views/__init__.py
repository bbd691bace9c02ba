"""Views of the importing room, one file for each page."""

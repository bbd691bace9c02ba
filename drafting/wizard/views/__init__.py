"""Views of the wizard, one file for each kind of request."""

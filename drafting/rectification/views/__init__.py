"""Views of last year's paper beside a draft, one file for each kind of request."""

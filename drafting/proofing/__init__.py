"""Proofreading (校对): checks that look at context, one run over a text, findings with exact
places."""

"""Typing errors (错别字): a language model, what sounds and looks alike, and what is made of them.
[pure]"""

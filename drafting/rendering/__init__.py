"""Rendering: from a document to the bytes of a file, in a style and a format. [pure]"""

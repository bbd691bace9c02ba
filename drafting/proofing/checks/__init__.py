"""The checks, one per file, which bears the check's id; the registry finds them by itself. [pure]"""

"""The proofreading itself: a text seen as an outline, the tables, the registry of the checks and
their one run. [pure]"""

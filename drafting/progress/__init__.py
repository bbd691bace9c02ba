"""How far a paper is, computed from the framework and the document: the steps to write and what each lacks. [pure]"""

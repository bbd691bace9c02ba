"""Progress: the steps to write and what each lacks, computed from framework and document. [pure]"""

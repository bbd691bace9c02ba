"""雷同 (papers that say the same): which passages of a paper stand in others, word for word, edited
or with their clauses moved. [pure]"""

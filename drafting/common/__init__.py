"""The shelf: what several rooms and accounts need and what knows no documents. [pure]"""

"""The pages: the list of cards, one card, and what is done with several."""

"""雷同 in a meeting, for whoever reviews it: the papers beside one another, a pair side by side, and both
to take away."""

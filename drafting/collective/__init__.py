"""The committee's paper (班子材料): who writes it, who reads along, what the committee says to it."""

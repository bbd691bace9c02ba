"""The first page of the desk: the meetings that a person leads, reviews for or oversees."""

"""The pages of the review room: the author's and the reviewer's."""

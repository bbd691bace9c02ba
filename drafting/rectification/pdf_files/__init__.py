"""A list or another Word file of ours as PDF: made by a worker, watched on a page of its own, and given
where the Word file came from."""

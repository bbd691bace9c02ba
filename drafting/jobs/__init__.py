"""Jobs: what all tasks that make a file have in common; row, lease, sending again, storage."""

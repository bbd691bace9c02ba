"""What the system has of a person: exported for themselves, and erased when they have left."""

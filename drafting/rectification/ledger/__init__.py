"""整改台账: what a paper promised, opened by its approval and kept by its author."""

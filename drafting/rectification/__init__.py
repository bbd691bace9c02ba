"""What became of what was promised: last year's paper beside this year's, its measures ticked off."""

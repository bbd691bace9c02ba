"""What the person who looks after an installation does with it: examine it, back it up, bring it back."""

"""The panel 批注 beside the text: what the reviewers ask, where the author writes."""

"""The people and organisations in the Django admin."""

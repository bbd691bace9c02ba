"""The table of a meeting: who stands where, and the figures above it."""

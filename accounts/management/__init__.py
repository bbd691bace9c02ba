"""What is typed at the console for accounts."""

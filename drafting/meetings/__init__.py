"""Meetings (会议): the occasion that members write for, what it asks of them, and who is invited."""

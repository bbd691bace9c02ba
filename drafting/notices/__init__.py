"""Notices (提醒): what people are told, in the app and as a digest by e-mail."""

"""A library (素材库) as a package that another unit's curator takes over: made, looked at beside what
is there, taken with a choice for each row, and taken back."""

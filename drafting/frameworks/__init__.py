"""Frameworks: what a year's notice asks to examine, part by part and area by area."""

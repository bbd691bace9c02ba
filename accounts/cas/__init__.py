"""Signing in through CAS (Central Authentication Service)."""

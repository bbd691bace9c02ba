"""Signing in with the password of the unit's directory (LDAP, Active Directory)."""

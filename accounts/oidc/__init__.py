"""Signing in through the unit's own service (统一身份认证, OpenID Connect)."""

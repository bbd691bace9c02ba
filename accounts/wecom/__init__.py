"""Signing in through 企业微信 (WeCom)."""

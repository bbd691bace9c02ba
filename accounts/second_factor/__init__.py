"""The second step of signing in (两步验证): a code of an authenticator on the telephone, or a recovery code kept on
paper."""

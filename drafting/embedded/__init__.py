"""The embedded default: everything one machine needs, without a server set up beforehand."""

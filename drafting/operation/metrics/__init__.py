"""What Prometheus reads at /metrics: numbers, never a name, a text or an address of a page."""

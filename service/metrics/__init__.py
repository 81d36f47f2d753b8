"""What the service counts of itself, for ``GET /metrics``. Labels have closed sets of values; docs/metrics.md."""

"""Faults felt by real processes, each held to a pass line."""

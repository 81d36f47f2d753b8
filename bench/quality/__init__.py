"""Quality figures of reading and of the extractive engine."""

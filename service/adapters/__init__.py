"""The outside, each behind a port of the domain: the model, the stores, prompt files, clocks."""

"""A draft and its article in, verdicts out: the gate and its checks."""

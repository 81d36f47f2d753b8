"""``make bench``: how fast, beside the limits of the same machine and beside a gateway that people use."""

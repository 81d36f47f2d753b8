"""An article and a wish in, a draft out: the two engines."""

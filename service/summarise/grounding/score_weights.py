"""The weights of the score, as ``bench/grounding/fit_score.py`` printed them."""

INTERCEPT = 0.0
WEIGHTS: dict[str, float] = {}

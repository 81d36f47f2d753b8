"""The weights of the score, as ``bench/grounding/fit_score.py`` wrote them."""

INTERCEPT = -0.62
WEIGHTS: dict[str, float] = {
    "failed:attribution": -0.20,
    "failed:coverage": 0.00,
    "failed:dates": -1.96,
    "failed:evidence": -0.21,
    "failed:hedges": -0.50,
    "failed:names": -0.31,
    "failed:negation": -1.02,
    "failed:numbers": -1.66,
    "failed:quantifiers": -0.50,
    "failed:quote_marks": -0.91,
    "failed:roles": -0.02,
    "failed:sensitive": -0.06,
    "gap": -0.32,
    "pairs": 0.13,
    "triples": 1.13,
    "words": 0.49,
}

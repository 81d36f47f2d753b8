"""The weights of the score, as ``bench/grounding/fit_score.py`` wrote them."""

INTERCEPT = -0.57
WEIGHTS: dict[str, float] = {
    "failed:attributes": -0.01,
    "failed:attribution": -0.35,
    "failed:causes": -0.05,
    "failed:counts": -0.80,
    "failed:coverage": 0.00,
    "failed:dates": -2.00,
    "failed:evidence": -0.22,
    "failed:hedges": -0.12,
    "failed:markup": -0.23,
    "failed:names": -0.37,
    "failed:negation": -1.11,
    "failed:numbers": -1.69,
    "failed:opposites": -1.06,
    "failed:quantifiers": -0.58,
    "failed:quote_marks": -0.90,
    "failed:roles": -0.49,
    "failed:sensitive": -0.31,
    "failed:shares": -0.13,
    "failed:tense": -0.94,
    "failed:together": 0.00,
    "gap": -0.29,
    "pairs": 0.15,
    "triples": 1.05,
    "words": 0.55,
}

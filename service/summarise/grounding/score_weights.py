"""The weights of the score, as ``bench/grounding/fit_score.py`` wrote them."""

INTERCEPT = -0.51
WEIGHTS: dict[str, float] = {
    "failed:attributes": 0.00,
    "failed:attribution": -0.37,
    "failed:causes": -0.12,
    "failed:coverage": 0.00,
    "failed:dates": -2.05,
    "failed:evidence": -0.23,
    "failed:hedges": -0.12,
    "failed:markup": -0.23,
    "failed:names": -0.36,
    "failed:negation": -1.62,
    "failed:numbers": -2.47,
    "failed:opposites": -1.04,
    "failed:quantifiers": -0.54,
    "failed:quote_marks": -0.93,
    "failed:roles": -0.46,
    "failed:sensitive": -0.31,
    "failed:tense": -0.95,
    "failed:together": 0.00,
    "gap": -0.28,
    "pairs": 0.12,
    "triples": 1.01,
    "words": 0.55,
}

"""The series by name, with their labels and buckets. Whoever adds one adds it to docs/metrics.md: a test looks."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

# A second series beside each counter that says when it was made, which doubles their number.
disable_created_metrics()

REQUEST_BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 25.0, 60.0)
"""Seconds: a ready answer takes one millisecond, a model up to its time-out; 25 is the default deadline."""

CALL_BUCKETS = (0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 60.0)
"""Seconds that models take."""


class Series:
    """All series of one process. Several of one registry are one and the same."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def counter(name: str, told: str, *labels: str) -> Counter:
            return Counter(f"standfirst_{name}", told, labels, registry=registry)

        def gauge(name: str, told: str, *labels: str) -> Gauge:
            return Gauge(f"standfirst_{name}", told, labels, registry=registry, multiprocess_mode="livesum")

        def histogram(name: str, told: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
            return Histogram(f"standfirst_{name}", told, labels, registry=registry, buckets=buckets)

        self.requests = counter("requests", "Requests answered", "route", "method", "status")
        self.request_seconds = histogram(
            "request_seconds", "Time to the answer, of a stream to its end", REQUEST_BUCKETS, "source"
        )
        self.requests_in_flight = gauge("requests_in_flight", "Requests that are being answered")
        self.refusals = counter("refusals", "Requests refused for the caller's key, limits or budget", "reason")
        self.answers = counter("answers", "Summaries given", "engine", "source")
        self.degraded = counter("degraded", "Summaries given without the model though it was wanted", "reason")
        self.rejections = counter("gate_rejections", "Statements that the gate stopped, by failed check", "check")
        self.flights = counter("flights", "Callers for whom a model is to write, by their place", "boarding")
        self.flights_under_way = gauge("flights_under_way", "Articles that are being written or waited for")
        self.late_flights = gauge("late_flights", "Of these, those that nobody waits for any more")
        self.model_calls = counter("model_calls", "Tries at a model's endpoint", "endpoint", "outcome")
        self.model_seconds = histogram("model_call_seconds", "Time that a try took", CALL_BUCKETS)
        self.model_in_flight = gauge("model_calls_in_flight", "Conversations with a model under way")
        self.model_retries = counter("model_retries", "Tries that were not the first of their call")
        self.tokens = counter("model_tokens", "Tokens as the endpoints count them", "direction")
        self.cost = counter("model_cost", "Cost by the price table, in the settings' currency")
        self.endpoint_left_alone = gauge(
            "endpoint_left_alone", "Workers that leave an endpoint alone, as their breaker is open", "endpoint"
        )
        self.redis_down = gauge("redis_down", "Workers that do without Redis, as their breaker is open")

"""How long things take and what goes wrong: the last few hundred of each part, and all of them for Prometheus."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter
from prometheus_client.core import HistogramMetricFamily
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

RECENT = 500  # durations of a part that its percentiles are taken from
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
EDGES = [*map(floatToGoString, BUCKETS), "+Inf"]


@dataclass
class _Part:
    """The durations of one part."""

    recent: deque[float] = field(default_factory=lambda: deque(maxlen=RECENT))
    counts: list[int] = field(default_factory=lambda: [0] * len(EDGES))
    total: float = 0.0


class Meter(Collector):
    """One for a process. Parts are named in words: "turn", "understanding", "send sms".

    A duration is counted here and put into Prometheus' shape only when somebody asks: its own histograms cost more
    than some of what is measured.
    """

    def __init__(self) -> None:
        self._parts: dict[str, _Part] = {}
        self.registry = CollectorRegistry()
        self.registry.register(self)
        self._failures = Counter(
            "doorstep_send_failures", "Sends that a provider did not take", ["channel", "code"], registry=self.registry
        )

    def note(self, part: str, seconds: float) -> None:
        """One more duration of a part."""
        kept = self._parts.get(part)
        if kept is None:
            kept = self._parts[part] = _Part()
        kept.recent.append(seconds)
        kept.counts[bisect_left(BUCKETS, seconds)] += 1
        kept.total += seconds

    @contextmanager
    def time(self, part: str) -> Iterator[None]:
        """Take the time of a block, however it ends."""
        begun = perf_counter()
        try:
            yield
        finally:
            self.note(part, perf_counter() - begun)

    def failed(self, channel: str, code: str) -> None:
        """A provider did not take a message."""
        self._failures.labels(channel, code).inc()

    def collect(self) -> Iterable[HistogramMetricFamily]:
        """What Prometheus reads."""
        family = HistogramMetricFamily("doorstep_seconds", "How long a part took", labels=["part"])
        for name, part in self._parts.items():
            family.add_metric([name], list(zip(EDGES, accumulate(part.counts), strict=True)), part.total)
        return [family]

    def percentiles(self) -> dict[str, dict[str, float]]:
        """The p50 and p95 of each part in milliseconds, over its last 500."""
        return {part: _percentiles(sorted(kept.recent)) for part, kept in sorted(self._parts.items())}


def _percentiles(ordered: list[float]) -> dict[str, float]:
    return {f"p{p}": round(ordered[min(len(ordered) * p // 100, len(ordered) - 1)] * 1000, 2) for p in (50, 95)}

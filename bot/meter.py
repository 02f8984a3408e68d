"""How long things take and what goes wrong: the last few hundred of each part, and all of them for Prometheus."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram

RECENT = 500  # durations of a part that its percentiles are taken from
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Meter:
    """One for a process. Parts are named in words: "turn", "understanding", "send sms"."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "doorstep_seconds", "How long a part took", ["part"], buckets=BUCKETS, registry=self.registry
        )
        self._failures = Counter(
            "doorstep_send_failures", "Sends that a provider did not take", ["channel", "code"], registry=self.registry
        )
        self._parts: dict[str, tuple[deque[float], Histogram]] = {}

    def note(self, part: str, seconds: float) -> None:
        """One more duration of a part."""
        kept = self._parts.get(part)
        if kept is None:
            kept = self._parts[part] = deque(maxlen=RECENT), self._seconds.labels(part)
        kept[0].append(seconds)
        kept[1].observe(seconds)

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

    def percentiles(self) -> dict[str, dict[str, float]]:
        """The p50 and p95 of each part in milliseconds, over its last 500."""
        return {part: _percentiles(sorted(recent)) for part, (recent, _all) in sorted(self._parts.items())}


def _percentiles(ordered: list[float]) -> dict[str, float]:
    return {f"p{p}": round(ordered[min(len(ordered) * p // 100, len(ordered) - 1)] * 1000, 2) for p in (50, 95)}

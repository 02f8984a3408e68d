"""A provider that is down is left alone for a while: what waits for it keeps its tries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

FAILURES = 5  # in a row, until the provider counts as down
REST = timedelta(seconds=30)


@dataclass
class Breaker:
    """One provider. After a rest it is tried again; the next failure opens the breaker at once."""

    clock: Callable[[], datetime]
    failures: int = 0
    rests_until: datetime | None = None

    def allows(self) -> bool:
        """Whether something may be sent now."""
        return self.rests_until is None or self.clock() >= self.rests_until

    def worked(self) -> None:
        """The provider took a message, or refused it for a reason of its own."""
        self.failures, self.rests_until = 0, None

    def failed(self) -> None:
        """The provider was away, busy, or did not know us."""
        self.failures += 1
        if self.failures >= FAILURES:
            self.rests_until = self.clock() + REST

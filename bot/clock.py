"""The clock is a part like any other: the real one, or one that starts at a fixed moment and can be moved on."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Calling it gives the moment in UTC. `start` fixes where it begins; `move` puts it forward."""

    def __init__(self, start: datetime | None = None, *, still: bool = False) -> None:
        self._still = start if still else None
        moment = start if start is None or start.tzinfo else start.replace(tzinfo=UTC)
        self._ahead = moment - self._real() if moment is not None else timedelta()

    @staticmethod
    def _real() -> datetime:
        return datetime.now(UTC)

    def __call__(self) -> datetime:
        """The moment now."""
        return self._still if self._still is not None else self._real() + self._ahead

    def move(self, by: timedelta) -> None:
        """Put the clock forward."""
        self._ahead += by
        if self._still is not None:
            self._still += by

"""How a long calculation is watched: clock, limit, progress, cancelling. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Watch(Protocol):
    """Whoever waits for a draw; both methods are called between steps, some hundred times a draw."""

    def progress(self, step: str, done: float, left: float | None) -> None:
        """`step` is a word key, `done` 0 to 1 within it, `left` seconds still needed (a guess) or None."""

    def cancelled(self) -> bool:
        """Whether to stop now."""


class Unwatched:
    """Nobody waits: the default, which does nothing."""

    def progress(self, step: str, done: float, left: float | None) -> None:
        """Nothing."""

    def cancelled(self) -> bool:
        """Never."""
        return False


class CancelledError(Exception):
    """The one who waits said stop; nothing was drawn."""


class OutOfTimeError(Exception):
    """The limit came before the answer; what was reached until then may still be used."""


@dataclass(frozen=True)
class Budget:
    """When to stop: `now()` in seconds from any start, `deadline` on the same clock."""

    now: Callable[[], float]
    deadline: float
    watch: Watch

    def remaining(self) -> float:
        """Seconds left, more than 0; raises when there are none or when the watch says stop."""
        if self.watch.cancelled():
            raise CancelledError
        left = self.deadline - self.now()
        if left <= 0:
            raise OutOfTimeError
        return left

    def share(self, part: float) -> "Budget":
        """A budget that ends after `part` (0 to 1) of the seconds left."""
        start = self.now()
        return Budget(self.now, start + (self.deadline - start) * part, self.watch)


def unlimited() -> Budget:
    """A budget for small sums that need no limit: its clock stands still."""
    return Budget(lambda: 0.0, 1e9, Unwatched())

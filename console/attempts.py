"""How often somebody may try to log in. Counted in this process's memory: each web process counts for itself."""

from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

PER_ACCOUNT = parse("10 per 15 minutes")
PER_ADDRESS = parse("30 per 15 minutes")


class Attempts:
    """Counts attempts by account and by address."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def allow(self, account: str, address: str) -> bool:
        """Count one attempt; False when there were too many from this address or at this account."""
        by_address = await self._limiter.hit(PER_ADDRESS, "address", address)
        return by_address and await self._limiter.hit(PER_ACCOUNT, "account", account.casefold())

    async def forget(self, account: str) -> None:
        """The right password came: the account's earlier attempts do not count."""
        await self._limiter.clear(PER_ACCOUNT, "account", account.casefold())

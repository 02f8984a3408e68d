"""How often somebody may try to log in, whichever web process they reach."""

from storage import attempts
from storage.database import Tx

PER_ACCOUNT, PER_ADDRESS = 10, 30  # in 15 minutes


def allow(tx: Tx, account: str, address: str) -> bool:
    """Count one attempt; False when there were too many from this address or at this account."""
    by_address = attempts.hit(tx, f"address {address}", PER_ADDRESS)
    return by_address and attempts.hit(tx, f"account {account.casefold()}", PER_ACCOUNT)


def forget(tx: Tx, account: str) -> None:
    """The right password came: the account's earlier attempts do not count."""
    attempts.forget(tx, f"account {account.casefold()}")

"""Notices of PostgreSQL: a commit that put rows says so, and every process looks at once instead of at its next sweep.

A notice may be missed (a cut connection, a restart): the sweeps find what it would have told. It carries nothing, but
for the web chat the address whose window has something to show.
"""

from collections.abc import Callable

from sqlalchemy import URL

INBOX, OUTBOX, WEB = "doorstep_inbox", "doorstep_outbox", "doorstep_web"
TOPICS = (INBOX, OUTBOX, WEB)


class AwayError(Exception):
    """The connection was cut."""


async def listen(url: URL, heard: Callable[[str, str], None]) -> None:
    """Call `heard` with the topic of every notice and whom it is about, at the start with each topic and nobody.

    Raises AwayError when the connection is cut.
    """
    from psycopg import AsyncConnection, OperationalError  # a third of a second that SQLite need not pay

    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        async with await AsyncConnection.connect(address, autocommit=True) as conn:
            for topic in TOPICS:
                await conn.execute(f"LISTEN {topic}".encode())
                heard(topic, "")
            async for notice in conn.notifies():
                heard(notice.channel, notice.payload)
    except OperationalError as error:
        raise AwayError from error

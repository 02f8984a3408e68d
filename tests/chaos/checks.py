"""What must hold afterwards, read from the database and from the provider."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from storage.base import table
from storage.cases import Case
from storage.conversations import C
from storage.database import Tx
from storage.inbox import I
from storage.outbox import OFFICER, SENT, O
from tests.chaos.residents import SCRIPT, Visit
from tests.counterparts.twilio_api import TwilioApi

K = table(Case)


def wrongs(tx: Tx, visits: Sequence[Visit], twilio: TwilioApi) -> list[str]:
    """Everything that does not hold, in words; [] when all does."""
    numbers = [visit.number for visit in visits if visit.number]
    return [*_inbox(tx, numbers), *_replies(tx), *_cases(tx), *_provider(tx, numbers, twilio)]


def _inbox(tx: Tx, numbers: Sequence[str]) -> Iterator[str]:
    """Every text was kept once, in order, and had its turn."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for row in tx.conn.execute(select(I.c.address, I.c.provider_id, I.c.outcome, I.c.channel).order_by(I.c.id)):
        if row.outcome != "turn":
            yield f"inbox {row.provider_id} ended as {row.outcome!r}"
        if row.channel == "sms":
            said[tx.vault.open(row.address)].append(row.provider_id)
    for number in numbers:
        order = [f"SM{number[-3:]}{nth:029}" for nth in range(len(SCRIPT))]
        if said[number] != order:
            yield f"a resident's {len(SCRIPT)} texts were kept as {said[number]}"


def _replies(tx: Tx) -> Iterator[str]:
    """One reply to each message, sent or before an officer."""
    heard = Counter(tx.conn.execute(select(I.c.channel, I.c.thread).where(I.c.kind == "said")).tuples())
    talks = {row.id: (row.channel, row.found_by) for row in tx.conn.execute(select(C.c.id, C.c.channel, C.c.found_by))}
    said: Counter[tuple[str, str]] = Counter()
    for row in tx.conn.execute(select(O.c.id, O.c.conversation_id, O.c.state)):
        said[talks[row.conversation_id]] += 1
        if row.state not in (SENT, OFFICER):
            yield f"message {row.id} is left {row.state}"
    for talk in {*heard, *said}:
        if heard[talk] != said[talk]:
            yield f"a conversation of {talk[0]} heard {heard[talk]} messages and said {said[talk]}"


def _cases(tx: Tx) -> Iterator[str]:
    """Whoever came to the end of the errand has one case, nobody else has any."""
    whole = Counter(tx.conn.execute(select(I.c.channel, I.c.thread).where(I.c.kind == "said")).tuples())
    cases = Counter(tx.conn.execute(select(K.c.person_id)).scalars())
    for row in tx.conn.execute(select(C.c.channel, C.c.found_by, C.c.person_id)):
        wanted = int(whole[row.channel, row.found_by] >= len(SCRIPT))
        if cases[row.person_id] != wanted:
            yield f"a resident of {row.channel} has {cases[row.person_id]} cases instead of {wanted}"


def _provider(tx: Tx, numbers: Sequence[str], twilio: TwilioApi) -> Iterator[str]:
    """The provider was given each message once and in order; what it may not have been given stands with an officer."""
    ours = tx.conn.execute(select(O.c.id, O.c.address, O.c.state, O.c.provider_id).order_by(O.c.id)).all()
    for number in numbers:
        mine = [row for row in ours if tx.vault.open(row.address) == number]
        given = [str(row["sid"]) for row in twilio.messages if row["to"] == number]
        sent = [row.provider_id for row in mine if row.state == SENT]
        unsure = sum(row.state == OFFICER for row in mine)
        if not set(sent) <= set(given) or len(given) > len(sent) + unsure:
            yield f"the provider was given {len(given)} messages; {len(sent)} are sent and {unsure} with an officer"
        if [sid for sid in given if sid in sent] != sent:
            yield "messages to one resident went out of order"

"""What must hold afterwards, read from the database and from the providers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from bot.messages import Channel
from storage.base import table
from storage.cases import Case
from storage.conversations import C
from storage.database import Tx
from storage.inbox import I
from storage.outbox import OFFICER, SENT, O
from tests.chaos.residents import ERRANDS, SCRIPT, TOLD, Resident
from tests.chaos.town import Town

K = table(Case)
Talk = tuple[str, str]


def wrongs(tx: Tx, town: Town, residents: Sequence[Resident]) -> list[str]:
    """Everything that does not hold, in words; [] when all does."""
    people = {(one.channel.value, one.address): one for one in residents}
    return [*_inbox(tx, people), *_replies(tx, people), *_cases(tx, people), *_providers(tx, people, given(town))]


def given(town: Town) -> Mapping[Talk, list[str]]:
    """What providers were given for each number or chat, in order: their own ids, as receipts carry them."""
    found: defaultdict[Talk, list[str]] = defaultdict(list)
    for row in town.twilio.messages:
        kind, _, number = str(row["to"]).rpartition(":")
        found[kind or Channel.SMS.value, number].append(str(row["sid"]))
    for row in town.telegram.messages:
        found[Channel.TELEGRAM.value, str(row["chat_id"])].append(f"{row['chat_id']}:{row['message_id']}")
    return found


def _inbox(tx: Tx, people: Mapping[Talk, Resident]) -> Iterator[str]:
    """Everything that was acknowledged was kept once, in order, and had its turn."""
    kept: defaultdict[Talk, list[str]] = defaultdict(list)
    for row in tx.conn.execute(select(I).where(I.c.kind == "said").order_by(I.c.id)):
        talk = (row.channel, tx.vault.open(row.address))
        kept[talk].append(row.provider_id)
        if row.outcome != "turn":
            yield f"inbox {row.id} ended as {row.outcome!r}"
    for talk, one in people.items():
        if kept[talk] != one.ids[: one.heard]:
            yield f"{one.heard} messages of a resident of {talk[0]} were kept as {len(kept[talk])}, or out of order"
    if set(kept) - set(people):
        yield "somebody was heard whom nobody knows"


def _replies(tx: Tx, people: Mapping[Talk, Resident]) -> Iterator[str]:
    """One reply to each message, the one that belongs to it, sent or before an officer."""
    said: defaultdict[Talk, list[str]] = defaultdict(list)
    for row in tx.conn.execute(select(O.c.id, O.c.channel, O.c.address, O.c.state, O.c.text).order_by(O.c.id)):
        said[row.channel, tx.vault.open(row.address)].append(tx.vault.open(row.text))
        if row.state not in (SENT, OFFICER):
            yield f"message {row.id} is left {row.state}"
    for talk, one in people.items():
        if len(said[talk]) != one.heard:
            yield f"a conversation of {talk[0]} heard {one.heard} messages and said {len(said[talk])}"
        elif any(words not in text for words, text in zip(TOLD, said[talk], strict=False)):
            yield f"turns of a resident of {talk[0]} were taken out of order"


def _cases(tx: Tx, people: Mapping[Talk, Resident]) -> Iterator[str]:
    """Whoever came to the end has one case for each errand."""
    cases = Counter(tx.conn.execute(select(K.c.person_id)).scalars())
    for row in tx.conn.execute(select(C.c.channel, C.c.address, C.c.person_id)):
        one = people.get((row.channel, tx.vault.open(row.address)))
        wanted = ERRANDS if one and one.heard == len(SCRIPT) else 0
        if cases[row.person_id] != wanted:
            yield f"a resident of {row.channel} has {cases[row.person_id]} cases instead of {wanted}"


def _providers(tx: Tx, people: Mapping[Talk, Resident], had: Mapping[Talk, list[str]]) -> Iterator[str]:
    """Providers were given each message once and in order; what they may not have been given stands with an officer."""
    sent: defaultdict[Talk, list[str]] = defaultdict(list)
    unsure: Counter[Talk] = Counter()
    for row in tx.conn.execute(select(O.c.channel, O.c.address, O.c.state, O.c.provider_id).order_by(O.c.id)):
        talk = (row.channel, tx.vault.open(row.address))
        unsure[talk] += row.state == OFFICER
        sent[talk] += [row.provider_id] if row.state == SENT else []
    for talk in people:
        if talk[0] == Channel.WEB.value:
            continue  # a browser reads what stands in the database
        mine = had.get(talk, [])
        if not set(sent[talk]) <= set(mine) or len(mine) > len(sent[talk]) + unsure[talk]:
            yield f"{talk[0]} was given {len(mine)}; {len(sent[talk])} are sent, {unsure[talk]} with an officer"
        if [name for name in mine if name in sent[talk]] != sent[talk]:
            yield f"messages to a resident of {talk[0]} went out of order"

"""What a panel's officers do around a story: the resident is one of eight people in a pool for four seats."""

from collections.abc import Callable

from panels import service_draw, service_seats
from storage import draws, panels, people
from storage.database import Tx
from tests.panels import lives
from tests.panels.lives import MADE, Ids

Address = tuple[str, str]


def _pooled(tx: Tx, address: Address, others: int = 7) -> Ids:
    ids = lives.pooled(tx, people_in_pool=others)
    mine = lives.put_in_pool(tx, ids.panel, address, "south")
    return Ids(ids.panel, (*ids.members, mine), ids.first, ids.second)


def _join(tx: Tx, address: Address) -> None:
    _pooled(tx, address)


def _publish(tx: Tx, address: Address) -> None:
    lives.published(tx, _pooled(tx, address))


def _publish_many(tx: Tx, address: Address) -> None:
    lives.published(tx, _pooled(tx, address, others=21))


def _draw(tx: Tx, address: Address, *, seat: bool) -> None:
    ids = _pooled(tx, address)
    draw_id = lives.published(tx, ids)
    seed = lives.seed_that(tx, draw_id, ids.members[-1], seat=seat)
    service_draw.enter_seed(tx, draw_id, seed, "a national lottery", ids.first)
    service_draw.approve(tx, draw_id, ids.second, MADE, second=True)
    service_seats.invite(tx, ids.panel, MADE)
    service_seats.sweep(tx)


def _seed(tx: Tx, address: Address) -> None:
    """The lottery that stands gives the resident a seat, whatever they have taken back since."""
    person, panel = people.known_at(tx, *address), panels.of_slug(tx, "care") or {}
    draw = draws.standing(tx, panel["id"]) or {}
    member = next(m["id"] for m in panels.members(tx, panel["id"]) if m["person"] == person)
    seed = lives.seed_that(tx, draw["id"], member, seat=True)
    service_draw.enter_seed(tx, draw["id"], seed, "a national lottery", draw["made_by"])
    service_draw.approve(tx, draw["id"], draw["made_by"], MADE, second=False)
    service_seats.invite(tx, panel["id"], MADE)
    service_seats.sweep(tx)


DRAWS: dict[str, Callable[[Tx, Address], None]] = {
    "(the resident is in a pool)": _join,
    "(the lottery is published)": _publish,
    "(the lottery of a pool of 22 is published)": _publish_many,
    "(the seed gives a seat)": _seed,
    "(the draw gives a seat)": lambda tx, address: _draw(tx, address, seat=True),
    "(the draw gives no seat)": lambda tx, address: _draw(tx, address, seat=False),
}

"""A panel in a database, with people in its pool, brought as far in its life as a test needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from panels import service, service_draw, service_seats
from panels.portfolio import load
from panels.report import make_draw
from panels.service import By
from panels.watch import unlimited
from storage import consents, draws, officers, panels, people
from storage.database import Tx
from storage.quotas import Target

SEATS = 4
MADE = By("officer 1", "a test")
ABOUT = {
    "owner": "Ann", "what": "You help plan.", "change": "You can change visits.", "level": "involve",
    "budget": "£500", "time": "2 hours a month.", "support": "A named officer", "dpia": "DPIA 7",
    "gift": "£50 for each meeting", "link": "https://riverton.example/g",
    "features": [{"name": "area", "values": ["north", "south"]}],
    "words": {"cy": {"name": "grŵp Gofal Gartref"}},
}  # fmt: skip
QUOTAS = tuple(Target("area", one, 2, 2, "Census 2021") for one in ("north", "south"))


@dataclass(frozen=True)
class Ids:
    """The panel, its members by number, and the two officers."""

    panel: int
    members: tuple[int, ...]
    first: int
    second: int


def names() -> Callable[[], str]:
    """Pseudonyms that are the same in every run."""
    numbers = count(1)
    return lambda: f"P-{next(numbers):06}"


def staff(tx: Tx) -> tuple[int, int]:
    """Two officers."""
    return officers.add(tx, "Ann", "engagement officer", "x"), officers.add(tx, "Ben", "engagement officer", "x")


def put_in_pool(tx: Tx, panel_id: int, address: tuple[str, str], area: str, origin: str = "open call") -> int:
    """Somebody who agreed to everything that a draw needs; the member's id."""
    person = people.of_address(tx, *address)
    member = panels.put_member(tx, panel_id, person, "in pool", origin)
    panels.set_trait(tx, member, "area", area)
    for purpose in ("contact", "selection"):
        consents.add(
            tx, person_id=person, panel_id=panel_id, purpose=purpose, given=True, text="May we?", version="1",
            channel=address[0],
        )  # fmt: skip
    return member


def phones() -> Iterator[tuple[str, str]]:
    """Numbers to text, from Ofcom's range for drama."""
    return (("sms", f"+4477009001{number:02}") for number in count())


def pooled(tx: Tx, people_in_pool: int = 8) -> Ids:
    """A panel that is open, half of its people from the north, half from the south."""
    first, second = staff(tx)
    panel = service.put(
        tx,
        {"slug": "care", "name": "Care at Home group", "service": "care-at-home", "seats": SEATS, "about": ABOUT},
        MADE,
    )
    service.set_quotas(tx, panel, QUOTAS, MADE)
    for act in ("approve", "open"):
        service.move(tx, panel, act, MADE)
    numbers = phones()
    members = [put_in_pool(tx, panel, next(numbers), "south" if n % 2 else "north") for n in range(people_in_pool)]
    return Ids(panel, tuple(members), first, second)


def published(tx: Tx, ids: Ids) -> int:
    """Joining closes and the lottery is published; the draw's id."""
    service.move(tx, ids.panel, "close-joining", MADE)
    planned = service_draw.plan(tx, ids.panel, make_name=names())
    portfolio = service_draw.lottery(planned, unlimited())
    return service_draw.commit(tx, planned, portfolio, ids.first, MADE)


def seed_that(tx: Tx, draw_id: int, member_id: int, *, seat: bool) -> str:
    """A seed that gives this member a seat, or none."""
    portfolio = load(draws.portfolio(tx, draw_id))
    name = next(place["pseudonym"] for place in draws.places(tx, draw_id) if place["member_id"] == member_id)
    for number in count():
        chosen = {person.id for person in make_draw(portfolio, f"seed {number}").result.panel}
        if (name in chosen) is seat:
            return f"seed {number}"
    raise AssertionError("there is always one")


def selected(tx: Tx, ids: Ids, seed: str = "5 17 22 31 40 48") -> int:
    """Drawn with a seed and approved by the second officer; the draw's id."""
    draw_id = published(tx, ids)
    service_draw.enter_seed(tx, draw_id, seed, "a national lottery", ids.first)
    service_draw.approve(tx, draw_id, ids.second, MADE, second=True)
    return draw_id


def invited(tx: Tx, ids: Ids) -> int:
    """And everybody selected is asked; the draw's id."""
    draw_id = selected(tx, ids)
    service_seats.invite(tx, ids.panel, MADE)
    service_seats.sweep(tx)
    return draw_id

"""The short form of `make chaos`: nothing is lost, and who takes a guarantee out is found out."""

import asyncio

from tests.chaos.processes import open_nursery
from tests.chaos.run import Asked, run
from tests.chaos.served import WITHOUT

RESIDENTS, KILLS = 8, 3


async def test_nothing_is_lost_and_a_guarantee_taken_out_is_missed() -> None:
    runs = [Asked(RESIDENTS, KILLS, postgres=postgres) for postgres in (False, True)]
    runs += [Asked(RESIDENTS, KILLS, without=without) for without in WITHOUT]
    async with open_nursery() as nursery:
        outcomes = await asyncio.gather(*(run(asked, nursery) for asked in runs))
    told = "\n".join(str(outcome) for outcome in outcomes)
    assert [bool(outcome.wrong) for outcome in outcomes] == [False, False, True, True], told

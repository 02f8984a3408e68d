"""Pools made up for tests: tiny ones that can be counted out, and larger ones with correlated, skewed traits."""

from itertools import combinations

import numpy as np

from panels.pool import Person, Pool, Quota, make_pool
from panels.solver import INF, Program
from panels.watch import unlimited


def tiny(seed: int, homes: bool = False, most_features: int = 7) -> Pool:
    """4 to 12 people; quotas fit around some panel, half of the time exactly (minimum = maximum)."""
    chance = np.random.default_rng(seed)
    people, features = int(chance.integers(4, 13)), int(chance.integers(1, most_features + 1))
    seats, exact = int(chance.integers(1, people)), chance.random() < 0.5
    traits = chance.integers(0, chance.integers(2, 4), (features, people))
    panel = chance.choice(people, seats, replace=False)
    quotas = []
    for feature in range(features):
        for value in np.unique(traits[feature]):
            count = int((traits[feature][panel] == value).sum())
            low, high = (0, 0) if exact else (int(chance.integers(0, 2)), int(chance.integers(0, 2)))
            quotas.append(Quota(f"f{feature}", f"v{value}", max(0, count - low), count + high))
    home = [f"h{chance.integers(0, people // 2 + 1)}" if homes and chance.random() < 0.6 else "" for _ in range(people)]
    persons = [Person(f"p{i:02}", tuple(f"v{v}" for v in traits[:, i]), home[i]) for i in range(people)]
    return make_pool([f"f{i}" for i in range(features)], persons, quotas, seats)


def generated(people: int, seats: int, features: int, seed: int, exact: bool = False) -> Pool:
    """Traits hang together through two hidden numbers; the quotas fit a panel that differs from the pool on purpose."""
    chance = np.random.default_rng(seed)
    sizes, hidden = chance.integers(2, 6, features), chance.normal(size=(people, 2))
    traits = np.zeros((features, people), dtype=np.int64)
    for feature in range(features):
        score = hidden @ (chance.normal(size=2) * 0.8) + chance.normal(size=people)
        shares = chance.dirichlet(np.ones(sizes[feature]) * 3)
        traits[feature] = np.searchsorted(np.quantile(score, np.cumsum(shares)[:-1]), score)
    weight = np.exp(hidden @ chance.normal(size=2) * 0.4)
    panel = chance.choice(people, seats, replace=False, p=weight / weight.sum())
    quotas = []
    for feature in range(features):
        for value in np.unique(traits[feature]):
            count, room = int((traits[feature][panel] == value).sum()), 0 if exact else 1
            quotas.append(Quota(f"f{feature}", f"v{value}", max(0, count - room), count + room))
    persons = [Person(f"p{i:05}", tuple(f"v{v}" for v in traits[:, i])) for i in range(people)]
    return make_pool([f"f{i}" for i in range(features)], persons, quotas, seats)


def every_panel(pool: Pool) -> list[tuple[int, ...]]:
    """Every panel there is, counted out."""
    return [
        places
        for places in combinations(range(len(pool.people)), pool.size)
        if _one_a_home(pool, places) and not pool.broken(pool.people[i] for i in places)
    ]


def _one_a_home(pool: Pool, places: tuple[int, ...]) -> bool:
    homes = [pool.people[i].household for i in places if pool.people[i].household]
    return len(homes) == len(set(homes))


def leximin_by_definition(pool: Pool, panels: list[tuple[int, ...]]) -> list[float]:
    """Everyone's chance, from the definition: raise the smallest, keep whoever cannot have more, repeat."""
    table = np.zeros((len(pool.people), len(panels)))
    for column, places in enumerate(panels):
        table[list(places), column] = 1
    settled: dict[int, float] = {}
    while len(settled) < len(pool.people):
        level = _most(table, settled, None)
        floors = {i: settled.get(i, level) - 1e-9 for i in range(len(pool.people))}
        found = {i: level for i in floors if i not in settled and _most(table, floors, i) < level + 1e-6}
        assert found
        settled |= found
    return [settled[i] for i in range(len(pool.people))]


def _most(table: np.ndarray, floors: dict[int, float], person: int | None) -> float:
    """The most that the smallest chance without a floor (or one person's) can be."""
    people, panels = table.shape
    free = np.array([i not in floors for i in range(people)])
    rows = np.vstack([np.hstack([table, np.where(free, -1.0, 0.0)[:, None]]), np.append(np.ones(panels), 0.0)])
    low = np.append([floors.get(i, 0.0) for i in range(people)], 1.0)
    program = Program(rows, (low, np.append(np.full(people, INF), 1.0)), (np.zeros(panels + 1), np.ones(panels + 1)))
    program.costs(np.eye(panels + 1)[-1] if person is None else np.append(table[person], 0.0))
    program.solve(unlimited())
    return program.value

"""The demonstration council's panels, pool and officer: made once, the same on every machine."""

from pathlib import Path
from typing import Any

from bot.bootstrap import Parts
from bot.context import version_of
from bot.lines import line
from bot.wording import Words
from console.passwords import hash_password, make_password
from panels import service
from panels.service import By
from storage import audit, consents, officers, panels, people
from storage.database import Tx
from storage.quotas import Target

DEMO_OFFICER, SECOND_OFFICER = "demo", "demo-second"  # the second approves what the first has drawn
PER_SEAT = 3  # people in the pool for each seat: enough to draw from, few enough to look through
GIVEN = {"contact": True, "selection": True, "monitoring": False, "quotes": False, "other-panels": False}


def put_panels(tx: Tx, content_panels: tuple[dict[str, object], ...], *, drafts: bool = False) -> None:
    """The panels that stand in content; one that is there already stays as it is. `drafts`: officers open them."""
    panels.lock_making(tx)
    for panel in content_panels:
        if panels.of_slug(tx, str(panel["slug"])) is None:
            made = {**panel, "state": "draft"} if drafts else panel
            panel_id = panels.put(tx, **made)  # type: ignore[arg-type]
            audit.add(tx, "content", "panel made", f"panel:{panel_id}")


def put_pool(tx: Tx, panel: dict[str, Any], words: Words) -> None:
    """Invented people in the pool of a panel, each with their consents and selection answers."""
    features = panel["about"].get("features", [])
    for number in range(PER_SEAT * panel["seats"]):
        person_id = people.of_address(tx, "web", f"demonstration-{panel['slug']}-{number}")
        people.set_name(tx, person_id, f"Demonstration person {person_id}")
        member_id = panels.put_member(tx, panel["id"], person_id, "in pool")
        for place, feature in enumerate(features):
            values = feature["values"]
            panels.set_trait(tx, member_id, feature["name"], values[(number * (place + 1) + number // 4) % len(values)])
        for purpose, given in GIVEN.items():
            asked = line(f"consent-{purpose}", panel=panel["name"])
            text = words.text(asked, "en")
            consents.add(
                tx, person_id=person_id, panel_id=panel["id"], purpose=purpose, given=given, text=text,
                version=version_of(asked.key, text), channel="web",
            )  # fmt: skip


def put_quotas(tx: Tx, panel: dict[str, Any]) -> None:
    """Quotas that the invented pool can meet: each group's share of the seats, one seat more or less."""
    answers, seats = [answers for _member, answers, _home in service.drawable(tx, panel)], panel["seats"]
    asked = ((one["name"], value) for one in panel["about"].get("features", ()) for value in one["values"])
    targets = []
    for name, value in asked:
        share = seats * sum(one.get(name) == value for one in answers) // max(len(answers), 1)
        targets.append(Target(name, value, max(share - 1, 0), share + 2, "Invented users of the service"))
    service.set_quotas(tx, panel["id"], targets, By("content", "for the demonstration"))


def seed(parts: Parts) -> str:
    """Everything a demonstration needs; the demo officer's password (kept in a file beside the secret key)."""
    kept = secret_file(parts)
    if not kept.exists():
        kept.write_text(make_password())
        kept.chmod(0o600)
    password = kept.read_text().strip()

    def work(tx: Tx) -> None:
        known = {panel["slug"] for panel in panels.every(tx)}
        put_panels(tx, parts.content.council.panels)
        for panel in panels.open_panels(tx):
            if panel["slug"] not in known:
                put_pool(tx, panel, parts.words)
                put_quotas(tx, panel)
        for name, role in ((DEMO_OFFICER, "administrator"), (SECOND_OFFICER, "engagement officer")):
            if officers.of_name(tx, name) is None:
                officers.add(tx, name, role, hash_password(password))

    parts.db.write_now(work)
    return password


def secret_file(parts: Parts) -> Path:
    """Where the demo officer's password is kept."""
    url = parts.settings.database_url
    prefix = "sqlite:///"
    return (Path(url[len(prefix) :]).parent if url.startswith(prefix) else Path()) / ".demo-officer"

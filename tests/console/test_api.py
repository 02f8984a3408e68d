"""The JSON API: shapes that other programs rely on, pages of lists, acts."""

import json
from typing import Any

from storage import audit, cases, episodes, inbox
from storage.audit import A
from storage.database import Database, Tx
from tests.console.demo import JOAN, Demo, take_turns
from tests.console.site import Site, Wake

FIELDS = {
    "/services": {"id", "name"},
    "/cases": {"id", "ref", "service", "state", "place", "facts", "person", "created"},
    "/episodes": {
        "id", "person", "service", "verb", "complexity", "raises", "disposition", "cell", "route", "reason", "flags",
        "invited", "outcome",
    },
    "/conversations": {"id", "channel", "person", "language", "owner", "waiting", "opted_out"},
    "/panels": {"id", "name", "service", "state", "seats"},
    "/alerts": {"id", "kind", "danger", "person", "acknowledged"},
    "/people": {"id", "created", "language"},
}  # fmt: skip


async def items(site: Site, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = await site.ask(path, **query)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert {"items", "next"} <= body.keys()
    return list(body["items"])


async def test_lists_have_the_fields_of_the_contract(site: Site, demo: Demo) -> None:
    fields = FIELDS | {f"/panels/{demo.panel}/members": {"id", "person", "state", "origin", "consents"}}
    for path, names in fields.items():
        rows = await items(site, path)
        assert rows, path
        assert names <= rows[0].keys(), path
    assert await items(site, "/selections") == []


async def test_what_the_rows_say(site: Site, demo: Demo) -> None:
    case = (await items(site, "/cases"))[0]
    assert (case["ref"], case["place"], case["facts"]) == ("RV-7K3M2PQ", "4 Mill Road, RV1 4AB", {"bin": "black"})
    assert case["created"] == "2026-11-24T09:00:00Z"
    episode = (await items(site, "/episodes"))[0]
    assert episode["raises"] == ["health", "repeat"]
    assert episode["flags"] == []
    assert episode["reason"] == ["This service is different for every person.", "You want to help shape it."]
    assert (episode["cell"], episode["complexity"], episode["invited"]) == ("reciprocal", 4.5, True)
    quiet, talk = await items(site, "/conversations")
    assert (quiet["owner"], quiet["waiting"], quiet["opted_out"]) == ("bot", False, False)
    assert (talk["waiting"], talk["waiting_reason"], talk["person"]) == (True, "asked-for-person", demo.person)
    member = (await items(site, f"/panels/{demo.panel}/members"))[0]
    assert member["consents"] == {"contact": True, "selection": True, "monitoring": False}
    alert = (await items(site, "/alerts"))[0]
    assert (alert["kind"], alert["danger"], alert["acknowledged"]) == ("adult-abuse", True, False)
    assert "excerpt" not in alert


async def test_single_things(site: Site, demo: Demo) -> None:
    case = (await site.ask(f"/cases/{demo.case}")).json()
    assert [line["what"] for line in case["history"]] == ["opened", "note"]
    panel = (await site.ask(f"/panels/{demo.panel}")).json()
    assert panel["counts"] == {"in-pool": 1}
    person = (await site.ask(f"/people/{demo.person}")).json()
    assert person["name"] == "Joan Hill"
    assert person["addresses"] == [{"channel": "sms", "value": JOAN}]
    assert [row["purpose"] for row in person["consents"]] == ["contact", "selection", "monitoring"]
    assert person["panels"][0]["slug"] == "care-at-home"


async def test_reading_about_a_person_is_logged(site: Site, demo: Demo, db: Database) -> None:
    await site.ask(f"/people/{demo.person}")
    await site.ask(f"/conversations/{demo.talk}/messages")
    rows = db.read_now(lambda tx: [(r.actor, r.action) for r in tx.conn.execute(A.select().order_by(A.c.id))])
    assert rows == [("program checks", "showed details"), ("program checks", "read")]


async def test_what_is_not_there_is_404_with_a_sentence(site: Site) -> None:
    for path in ("/cases/99", "/panels/99", "/panels/99/members", "/people/99", "/conversations/99/messages"):
        answer = await site.ask(path)
        assert answer.status_code == 404, path
        assert answer.json()["detail"].startswith("There is no"), path
    for path in ("/conversations/99/take", "/conversations/99/give-back", "/alerts/99/acknowledge"):
        assert (await site.tell(path)).status_code == 404, path


async def test_limits_are_checked(site: Site) -> None:
    for query in ({"limit": 0}, {"limit": 201}, {"after": "x"}, {"after": -1}):
        assert (await site.ask("/cases", **query)).status_code == 422, query


def _many(tx: Tx, person: int, talk: int) -> None:
    for number in range(7):
        cases.open_case(
            tx, ref=f"RV-{number}", service="missed-bin", place="", facts={}, person_id=person, episode_key=""
        )
        values = {"service": "missed-bin", "cell": "sequential-standardized", "route": "serve"}
        episodes.note(tx, talk, person, f"more-{number}", values)


async def test_a_list_is_read_page_by_page_to_its_end(site: Site, demo: Demo, db: Database) -> None:
    db.write_now(lambda tx: _many(tx, demo.person, demo.talk))
    seen, after = [], None
    while True:
        answer = (await site.ask("/cases", limit=3, **({"after": after} if after else {}))).json()
        seen += [case["id"] for case in answer["items"]]
        after = answer["next"]
        if after is None:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 8
    assert await items(site, "/cases", state="closed") == []


async def test_panels_and_messages_are_read_page_by_page(site: Site, demo: Demo) -> None:
    first = (await site.ask("/panels", limit=1)).json()
    second = (await site.ask("/panels", limit=1, after=first["next"])).json()
    assert [first["items"][0]["slug"], second["items"][0]["slug"]] == ["care-at-home", "day-centre"]
    assert second["next"] is None
    path, after = f"/conversations/{demo.talk}/messages", None
    said: list[tuple[str, str]] = []
    while after is not None or not said:
        answer = (await site.ask(path, limit=1, **({"after": after} if after else {}))).json()
        said += [(line["from"], line["text"]) for line in answer["items"]]
        after = answer["next"]
    assert [sender for sender, _text in said] == ["resident", "resident", "bot"]


async def test_insights_hide_small_groups(site: Site, demo: Demo, db: Database) -> None:
    db.write_now(lambda tx: _many(tx, demo.person, demo.talk))
    answer = (await site.ask("/insights")).json()
    assert answer["items"] == [{"channel": "sms", "cell": "sequential-standardized", "route": "serve", "count": 7}]
    assert (answer["smallest"], answer["hidden_groups"]) == (5, 1)


async def test_a_program_takes_over_replies_and_hands_back(site: Site, demo: Demo, db: Database, wake: Wake) -> None:
    talk = f"/conversations/{demo.talk}"
    for act, body in (("take", None), ("reply", {"text": "Hello"}), ("give-back", None)):
        assert (await site.tell(f"{talk}/{act}", body)).json() == {"ok": True}
    events = db.read_now(lambda tx: [(k, json.loads(b)) for _i, k, b, _at in inbox.heard(tx, "sms", JOAN)])[2:]
    assert [kind for kind, _body in events] == ["officer-took", "officer-said", "officer-gave-back"]
    assert events[1][1] == {"officer": 0, "name": "checks", "text": "Hello"}
    assert wake.times == 3
    db.write_now(take_turns)
    assert [row["owner"] for row in await items(site, "/conversations")] == ["bot", "bot"]
    said = await items(site, f"{talk}/messages")
    assert sorted(line["from"] for line in said) == ["bot", "note", "note", "officer", "resident", "resident"]
    assert db.read_now(audit.first_broken) is None


async def test_a_program_does_not_write_over_an_officer(sam: Site, demo: Demo) -> None:
    page = f"/conversations/{demo.talk}"
    await sam.post(f"{page}/take", page)
    answer = await sam.tell(f"{page}/reply", {"text": "Hello"})
    assert answer.status_code == 409
    assert answer.json()["detail"] == "A colleague holds this conversation. Take it over before you reply."


async def test_a_reply_needs_words(site: Site, demo: Demo) -> None:
    path = f"/conversations/{demo.talk}/reply"
    for body in ({"text": ""}, {"text": "x" * 1601}, {}, None, {"text": 5}):
        assert (await site.tell(path, body)).status_code == 422, body


async def test_an_alert_is_acknowledged_once(site: Site, demo: Demo) -> None:
    path = f"/alerts/{demo.alert}/acknowledge"
    assert (await site.tell(path)).status_code == 200
    assert (await site.tell(path)).status_code == 409
    alert = (await items(site, "/alerts"))[0]
    assert (alert["acknowledged"], alert["acknowledged_by"]) == (True, "checks")
    assert await items(site, "/alerts", only_open=True) == []

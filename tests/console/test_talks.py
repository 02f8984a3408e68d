"""An officer takes a conversation over, replies and hands it back; every act is a row of the inbox."""

import json

from storage import audit, conversations, inbox
from storage.audit import A
from storage.database import Database, Tx
from tests.console.demo import ALED, JOAN, Demo, take_turns
from tests.console.site import Site, Wake


def acts(tx: Tx) -> list[tuple[str, dict[str, object]]]:
    return [(kind, json.loads(b)) for _id, kind, b, _at in inbox.heard(tx, "sms", JOAN) if kind != "said"]


def audited(tx: Tx, action: str) -> int:
    return len(tx.conn.execute(A.select().where(A.c.action == action)).all())


async def test_the_three_acts_are_rows_of_the_inbox(sam: Site, demo: Demo, db: Database, wake: Wake) -> None:
    page = f"/conversations/{demo.talk}"
    assert "Take over" in (await sam.get(page)).text
    await sam.post(f"{page}/take", page)
    assert "Taking over…" in (await sam.get(page)).text
    db.write_now(take_turns)
    assert "Sam</strong> holds this conversation" in (await sam.get(page)).text
    await sam.post(f"{page}/reply", page, {"text": "Hello, I am Sam."})
    db.write_now(take_turns)
    assert "Hello, I am Sam." in (await sam.get(page)).text
    await sam.post(f"{page}/give-back", page)
    assert "Handing back…" in (await sam.get(page)).text
    db.write_now(take_turns)
    assert "The bot answers" in (await sam.get(page)).text
    who = {"officer": demo.officers["Sam"], "name": "Sam"}
    assert db.read_now(acts) == [
        ("officer-took", who | {"text": ""}),
        ("officer-said", who | {"text": "Hello, I am Sam."}),
        ("officer-gave-back", who | {"text": ""}),
    ]
    assert wake.times == 3
    assert db.read_now(lambda tx: audited(tx, "officer-said")) == 1
    assert db.read_now(audit.first_broken) is None


async def test_the_transcript_is_in_order_and_says_who(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/conversations/{demo.talk}"
    await sam.post(f"{page}/take", page)
    await sam.post(f"{page}/reply", page, {"text": "I am here now."})
    waiting = (await sam.get(page)).text
    assert "On its way" in waiting
    db.write_now(take_turns)
    text = (await sam.get(page)).text
    said = [text.index(words) for words in ("cant cope", "Sam took over.", "I am here now.")]
    assert said == sorted(said)
    assert text.count("I am here now.") == 1


async def test_taking_over_twice_is_taking_over_once(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/conversations/{demo.talk}"
    for _ in range(2):
        assert (await sam.post(f"{page}/take", page)).status_code == 303
    assert len(db.read_now(acts)) == 1
    db.write_now(take_turns)
    await sam.post(f"{page}/take", page)
    assert len(db.read_now(acts)) == 1


async def test_a_reply_takes_over_what_nobody_holds(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/conversations/{demo.talk}"
    await sam.post(f"{page}/reply", page, {"text": "Hello"})
    assert [kind for kind, _body in db.read_now(acts)] == ["officer-took", "officer-said"]


async def test_nobody_writes_over_a_colleague(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/conversations/{demo.talk}"
    await sam.post(f"{page}/take", page)
    await sam.log_in("Lee")
    refused = await sam.post(f"{page}/reply", page, {"text": "Half a message"})
    assert refused.status_code == 422
    assert "A colleague holds this conversation." in refused.text
    await sam.post(f"{page}/take", page)
    text = (await sam.post(f"{page}/reply", page, {"text": "Now me"})).status_code
    assert text == 303
    assert [body["name"] for _kind, body in db.read_now(acts)] == ["Sam", "Lee", "Lee"]


async def test_a_message_must_say_something_and_not_too_much(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/conversations/{demo.talk}"
    await sam.post(f"{page}/take", page)
    for text, sentence in (("  ", "Write a message first."), ("x" * 1601, "Write a shorter message")):
        refused = await sam.post(f"{page}/reply", page, {"text": text})
        assert refused.status_code == 422
        assert sentence in refused.text
    assert len(db.read_now(acts)) == 1


async def test_who_has_sent_stop_is_not_written_to(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/conversations/{demo.talk}"
    await sam.post(f"{page}/take", page)
    db.write_now(take_turns)
    db.write_now(lambda tx: conversations.set_opted_out(tx, demo.talk, stopped=True))
    assert "You cannot write to them here." in (await sam.get(page)).text
    refused = await sam.post(f"{page}/reply", page, {"text": "But please"})
    assert "This resident has sent STOP." in refused.text
    assert len(db.read_now(acts)) == 1


async def test_what_nobody_holds_cannot_be_handed_back(sam: Site, demo: Demo) -> None:
    page = f"/conversations/{demo.talk}"
    refused = await sam.post(f"{page}/give-back", page)
    assert refused.status_code == 409
    assert "Nobody holds this conversation." in refused.text


async def test_the_part_that_refreshes_itself_answers_only_news(sam: Site, demo: Demo, db: Database) -> None:
    part = f"/conversations/{demo.talk}/talk"
    text = (await sam.get(part)).text
    seen = text.split("seen=")[1].split('"')[0]
    assert (await sam.get(f"{part}?seen={seen}")).status_code == 204
    db.write_now(lambda tx: inbox.keep(
        tx, channel="sms", address=JOAN, provider_id="SM9", kind="said", body=json.dumps({"text": "hello?"})
    ))  # fmt: skip
    assert "hello?" in (await sam.get(f"{part}?seen={seen}")).text


async def test_the_list_puts_who_waits_first(sam: Site, demo: Demo, db: Database) -> None:
    text = (await sam.get("/conversations")).text
    assert text.index(f"Conversation {demo.talk}<") < text.index(f"Conversation {demo.quiet_talk}<")
    await sam.post(f"/conversations/{demo.talk}/take", f"/conversations/{demo.talk}")
    db.write_now(take_turns)
    text = (await sam.get("/conversations")).text
    assert "Nobody waits for a person." in text
    assert text.index("With an officer") < text.index("With the bot")


async def test_odd_rows_are_shown_or_left_out_without_harm(sam: Site, demo: Demo, db: Database) -> None:
    bodies = ('{"media": [{"url": "x"}]}', '{"choice": "2", "text": ""}', "not json", "[1]", '{"location": [1, 2]}', "")
    for number, body in enumerate(bodies):
        db.write_now(lambda tx, n=number, b=body: inbox.keep(  # type: ignore[misc]
            tx, channel="sms", address=ALED, provider_id=f"odd{n}", kind="said", body=b
        ))  # fmt: skip
    db.write_now(lambda tx: inbox.keep(
        tx, channel="sms", address=ALED, provider_id="timer", kind="timed-out", body='{"name": "reminder"}'
    ))  # fmt: skip
    text = (await sam.get(f"/conversations/{demo.quiet_talk}")).text
    assert text.count('class="talk__resident"') == 4
    assert "[photo or file]" in text
    assert "[location]" in text

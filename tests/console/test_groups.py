"""Pages of a panel at work: what they show and hide, what they write down, what they refuse."""

import json
import re
from html import unescape

from panels.service import subject
from storage import audit, feedback, inbox, letters, meetings, panels, sign_ups, traces
from storage.database import Database
from tests.console.groups import Groups
from tests.console.site import Site
from tests.console.test_pages import acts
from tests.databases import ONLY_SQLITE, Clock

PATHS = (
    "/panels/{open}/recruiting", "/panels/{open}/entry", "/panels/{open}/alike", "/panels/{open}/terms",
    "/panels/{running}/terms", "/panels/{running}/meetings", "/panels/{running}/meetings/{meeting}",
    "/panels/{running}/feedback", "/panels/{running}/feedback/{item}", "/panels/{open}/meetings",
)  # fmt: skip
HIDDEN = ("Ann Reed", "Member 1 Hill", "a chair with arms", "cy@example.org", "14 Mill")
ADDRESSES = "uprn,address,postcode\n100,1 Wharf Street,RV1 1AA\n101,3 Wharf Street,RV1 1AA\n"

REASON = "Give a reason: it stands in the log and in the report."


async def test_pages_open_and_hide_who_it_is(sam: Site, groups: Groups) -> None:
    for path in PATHS:
        answer = await sam.get(path.format(**vars(groups)))
        assert answer.status_code == 200, path
        assert not [name for name in HIDDEN if name in answer.text], path


def refusals(db: Database, panel_id: int) -> list[str]:
    """Why steps of officers on this panel were refused, as the log has it."""
    log = db.read_now(lambda tx: audit.about(tx, subject(panel_id)))
    return [row["reason"] for row in log if row["action"] == "refused"]


async def upload(sam: Site, groups: Groups, text: str, to: str = "letters", how: str = "") -> tuple[int, str]:
    path = f"/panels/{groups.open}/recruiting"
    token = re.search(r'name="csrf_token" value="([^"]+)"', (await sam.get(path)).text)
    assert token is not None
    form = {"csrf_token": token[1], "how": how}
    answer = await sam.client.post(f"/console/panels/{groups.open}/{to}", data=form, files={"file": ("list.csv", text)})
    return answer.status_code, unescape(answer.text)


async def test_a_list_of_addresses_becomes_letters_and_a_list_for_the_printer(
    sam: Site, groups: Groups, db: Database
) -> None:
    assert (await upload(sam, groups, ADDRESSES))[0] == 303
    made = db.read_now(lambda tx: letters.of_panel(tx, groups.open))
    assert [row["home"]["address"] for row in made] == ["1 Wharf Street", "3 Wharf Street"]
    path = f"/panels/{groups.open}/recruiting"
    answer = await sam.post(f"/panels/{groups.open}/letters.csv", path)
    lines = answer.text.splitlines()
    assert lines[0] == "code,address,postcode,uprn,link"
    assert (
        lines[1] == f"{made[0]['code']},1 Wharf Street,RV1 1AA,100,http://test/join/carers-voice?code={made[0]['code']}"
    )
    assert db.read_now(acts)[-1][1] == "took the letters"


async def test_a_list_with_a_fault_is_not_taken_in_part(sam: Site, groups: Groups, db: Database) -> None:
    assert (await upload(sam, groups, ADDRESSES + "102,,RV1 1AA\n"))[0] == 422
    assert (await upload(sam, groups, "street\nx\n"))[0] == 422
    assert db.read_now(lambda tx: letters.of_panel(tx, groups.open)) == []


ENTRY = {
    "how": "on the phone", "name": "Di Poe", "phone": "01632 960222", "adult": "yes", "area": "yes", "staff": "no",
    "consent": "contact",
}  # fmt: skip


async def test_an_officer_enters_somebody_with_their_consent(sam: Site, groups: Groups, db: Database) -> None:
    path = f"/panels/{groups.open}/entry"
    refused = await sam.post(path, path, {**ENTRY, "how": ""})
    assert refused.status_code == 422
    assert "Say how they gave their consent" in refused.text
    assert (await sam.post(path, path, ENTRY)).status_code == 303
    member = db.read_now(lambda tx: panels.members(tx, groups.open))[-1]
    assert (member["origin"], member["state"], member["details"]["phone"]) == ("officer", "in pool", "+441632960222")
    assert "officer 2" in db.read_now(acts)[-1][0] or db.read_now(acts)[-1][0].startswith("officer")


LIST = "Name,Phone,Eligible,Contact,Selection,Area\nDi Poe,07700 900301,yes,yes,yes,north\nEd Roe,07700 900302,y,Y,,\n"


async def test_a_list_of_people_is_entered_once_and_whole(sam: Site, groups: Groups, db: Database) -> None:
    columns = (await sam.get(f"/panels/{groups.open}/people.csv")).text.strip().split(",")
    assert {head.casefold() for head in LIST.splitlines()[0].split(",")} <= set(columns)
    before = db.read_now(lambda tx: panels.members(tx, groups.open))
    status, text = await upload(sam, groups, LIST, "people")
    assert (status, "Say how they gave their consent." in text) == (422, True)
    faulty = LIST + "Flo,12,yes,no,,\nGus,07700 900301,yes,yes,,\n"
    status, text = await upload(sam, groups, faulty, "people", "signed sheets")
    assert status == 422
    for said in ("Line 4: the phone number is not right.", "Line 4: they must agree", "Line 5: this phone number"):
        assert said in text
    assert db.read_now(lambda tx: panels.members(tx, groups.open)) == before
    assert (await upload(sam, groups, LIST, "people", "signed sheets"))[0] == 303
    after = db.read_now(lambda tx: panels.members(tx, groups.open))
    assert [(m["origin"], m["state"]) for m in after[len(before) :]] == [("officer", "in pool")] * 2
    status, text = await upload(sam, groups, LIST, "people", "signed sheets")
    assert (status, "In this panel already: Di Poe, Ed Roe." in text) == (409, True)
    assert db.read_now(lambda tx: panels.members(tx, groups.open)) == after


async def test_two_of_one_home_are_shown_and_decided_never_merged(sam: Site, groups: Groups, db: Database) -> None:
    path = f"/panels/{groups.open}/alike"
    text = (await sam.get(path)).text
    first, second = (int(n) for n in re.findall(r"Members (\d+) and (\d+)<", text)[0])
    assert "the same address" in text
    assert "Ann Reed" in (await sam.post(f"{path}/show", path)).text
    homes = {m["id"]: m["household"] for m in db.read_now(lambda tx: panels.members(tx, groups.open))}
    assert homes[first] == homes[second] != ""
    form = {"pair": f"{first}-{second}", "verdict": "different people", "reason": ""}
    assert (await sam.post(path, path, form)).status_code == 409
    assert (await sam.post(path, path, {**form, "reason": "two flats"})).status_code == 303
    homes = {m["id"]: m["household"] for m in db.read_now(lambda tx: panels.members(tx, groups.open))}
    assert homes[first] != homes[second]
    assert "No two members" in (await sam.get(path)).text
    assert db.read_now(lambda tx: traces.verdicts(tx, groups.open)) == [(first, second, "different people")]


async def test_a_form_waits_until_an_officer_has_spoken_to_its_owner(sam: Site, groups: Groups, db: Database) -> None:
    page, path = f"/panels/{groups.open}/recruiting", f"/panels/{groups.open}/forms/{groups.form}"
    assert "cy@example.org" in (await sam.post(f"{path}/show", page)).text
    assert (await sam.post(path, page, {"verdict": "accept", "reason": ""})).status_code == 409
    assert refusals(db, groups.open) == [REASON]
    assert (await sam.post(path, page, {"verdict": "accept", "reason": "rang back"})).status_code == 303
    assert db.read_now(lambda tx: sign_ups.waiting(tx, groups.open)) == []
    assert db.read_now(lambda tx: panels.members(tx, groups.open))[-1]["details"]["email"] == "cy@example.org"
    assert (await sam.post(path, page, {"verdict": "drop", "reason": "again"})).status_code == 409


async def test_a_meeting_is_set_noted_and_called_off(sam: Site, groups: Groups, db: Database) -> None:
    page = f"/panels/{groups.running}/meetings"
    assert (
        await sam.post(page, page, {"day": "", "time": "18:00", "minutes": "90", "place": "Hall"})
    ).status_code == 422
    past = {"day": "2026-11-01", "time": "18:00", "minutes": "90", "place": "Hall"}
    assert "lie ahead" in (await sam.post(page, page, past)).text
    assert [said for said in refusals(db, groups.running) if "lie ahead" in said]
    assert (await sam.post(page, page, {**past, "day": "2026-12-10"})).status_code == 303
    one = f"{page}/{groups.meeting}"
    shown = await sam.post(f"{one}/show", one)
    assert "a chair with arms" in shown.text
    first = groups.members[0]
    form = {f"needs-{first}": "1", f"met-{first}": "1", f"came-{first}": "yes"}
    assert (await sam.post(one, one, form)).status_code == 303
    noted = db.read_now(lambda tx: meetings.attendance(tx, groups.meeting))[first]
    assert noted["came"] is True
    assert db.read_now(lambda tx: meetings.is_met(tx, noted, "a chair with arms"))
    assert not db.read_now(lambda tx: meetings.is_met(tx, noted, "step-free"))
    assert (await sam.post(f"{one}/call-off", one, {"reason": ""})).status_code == 409
    assert (await sam.post(f"{one}/call-off", one, {"reason": "snow"})).status_code == 303
    assert "Called off" in (await sam.get(page)).text


async def test_an_answer_is_decided_once_and_told_one_by_one(sam: Site, groups: Groups, db: Database) -> None:
    page, one = f"/panels/{groups.running}/feedback", f"/panels/{groups.running}/feedback/{groups.item}"
    assert (await sam.post(f"{one}/tell", one)).status_code in (403, 409)
    half = {"outcome": "partly", "did": "Two carers for each home.", "why": ""}
    assert "Say why it is not possible" in (await sam.post(one, one, half)).text
    assert "Say why it is not possible" in refusals(db, groups.running)[-1]
    assert (await sam.post(one, one, {**half, "why": "There are too few."})).status_code == 303
    assert (await sam.post(f"{one}/tell", one)).status_code == 303
    heads = db.read_now(lambda tx: inbox.heads(tx, 10))
    told = [json.loads(row.body) for row in heads if row.kind == "invited"]
    assert [row["args"]["why"] for row in told] == ["There are too few."] * 2
    assert "2 told" in (await sam.get(page)).text
    assert (await sam.post(page, page, {"said": "", "owner": "x"})).status_code == 422


@ONLY_SQLITE
async def test_an_overdue_answer_stands_on_the_overview(sam: Site, groups: Groups, db: Database, clock: Clock) -> None:
    assert "Panels wait for an answer" not in (await sam.get("/")).text
    clock.forward(weeks=7)
    assert db.read_now(lambda tx: [item["id"] for item in feedback.overdue(tx)]) == [groups.item]
    await sam.log_in("Sam")
    assert "Panels wait for an answer" in (await sam.get("/")).text

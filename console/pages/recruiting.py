"""How people come into a panel beside the talk: its public page, letters, an officer; and who may be the same."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request, UploadFile
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from console.guard import Signed, need
from console.house import Here, House, Id
from console.pages.of_panel import act, by, panel_of, typed
from console.render import BASE
from console.roles import Officer, Right
from panels import duplicates, life, service_joining, service_rest, sign_up
from panels.fatigue import Caps
from panels.letters import Home, for_the_printer, new_code, read_addresses
from panels.people_list import example, read_people
from panels.sign_up import Fields, from_dict
from storage import audit, letters, panels, people, sign_ups
from storage.database import Tx

router = APIRouter(prefix="/panels/{panel_id}")
SEE_OTHER = 303
MOST_BYTES = 5_000_000
Reason = Annotated[str, Form(max_length=300)]


def _recruiting(tx: Tx, panel_id: int, caps: Caps) -> dict[str, Any]:
    panel = panel_of(tx, panel_id)
    sent, answered = letters.counts(tx, panel_id)
    origins = panels.count_by_origin(tx, panel_id)
    return {
        "panel": panel, "sent": sent, "answered": answered, "origins": origins,
        "forms": [{"id": one["id"], "made": one["made"]} for one in sign_ups.waiting(tx, panel_id)],
        "alike": len(service_joining.alike(tx, panel_id)),
        "standing": len(service_rest.may_be_asked(tx, panel, caps)),
    }  # fmt: skip


async def _show(
    request: Request, here: House, officer: Officer, panel_id: int, **more: Any,
) -> HTMLResponse:  # fmt: skip
    seen = await here.db.read(lambda tx: _recruiting(tx, panel_id, here.config.caps))
    link = f"{here.config.base_url}/join/{seen['panel']['slug']}"
    status = 422 if more.get("problems") or more.get("list_problems") else 200
    return here.pages.page(request, "recruiting.html", officer, status=status, link=link, **{**seen, **more})


@router.get("/recruiting")
async def recruiting(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """The page of the panel, its letters, forms that wait, and where people came from."""
    need(officer, Right.SEE)
    return await _show(request, here, officer, panel_id)


@router.post("/standing")
async def ask_standing(here: Here, officer: Signed, panel_id: Id) -> Response:
    """Ask members of the standing panel who agreed to hear of others, within what one person is spared."""
    need(officer, Right.RUN_PANELS)
    await act(
        here, officer, panel_id, lambda tx: service_rest.ask_standing(tx, panel_id, here.config.caps, by(officer))
    )
    return RedirectResponse(f"{BASE}/panels/{panel_id}/recruiting", SEE_OTHER)


@router.post("/letters")
async def import_letters(request: Request, here: Here, officer: Signed, panel_id: Id, file: UploadFile) -> Response:
    """Take a list of addresses drawn at random and give each a code. A list with a fault is not taken in part."""
    need(officer, Right.RUN_PANELS)
    raw = await file.read(MOST_BYTES)
    homes, problems = read_addresses(raw.decode("utf-8", "replace"))
    if problems or not homes:
        said = problems or ["The list holds no address."]
        return await _show(request, here, officer, panel_id, problems=said)
    coded = [(new_code(secrets.choice), vars(home)) for home in homes]
    await act(
        here, officer, panel_id, lambda tx: service_joining.letters_for(tx, panel_of(tx, panel_id), coded, by(officer))
    )
    return RedirectResponse(f"{BASE}/panels/{panel_id}/recruiting", SEE_OTHER)


@router.post("/letters.csv")
async def letters_csv(here: Here, officer: Signed, panel_id: Id) -> Response:
    """The list for the printer; that it was taken is logged."""
    need(officer, Right.RUN_PANELS)

    def look(tx: Tx) -> tuple[str, list[tuple[str, Home]]]:
        audit.add(tx, officer.actor, "took the letters", f"panel:{panel_id}")
        rows = letters.of_panel(tx, panel_id)
        return panel_of(tx, panel_id)["slug"], [(row["code"], Home(**row["home"])) for row in rows]

    slug, made = await here.db.write(look)
    text = for_the_printer(made, f"{here.config.base_url}/join/{slug}")
    named = {"content-disposition": f'attachment; filename="letters-{panel_id}.csv"', "cache-control": "no-store"}
    return PlainTextResponse(text, media_type="text/csv; charset=utf-8", headers=named)


async def _entry(request: Request, here: House, officer: Officer, panel_id: int, **more: Any) -> HTMLResponse:
    panel = await here.db.read(lambda tx: panel_of(tx, panel_id))
    asked = here.config.asked(panel)
    values = {"fields": {}, "problems": {}, "how": "", **more}
    status = 422 if values["problems"] else 200
    return here.pages.page(
        request, "entry.html", officer, status=status, panel=panel, asked=asked, say=here.config.say, **values
    )


@router.get("/entry")
async def entry_form(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """The same form as the public page, for somebody who tells an officer."""
    need(officer, Right.RUN_PANELS)
    return await _entry(request, here, officer, panel_id)


@router.post("/entry")
async def enter(request: Request, here: Here, officer: Signed, panel_id: Id) -> Response:
    """Enter somebody with the consent that they gave, and how they gave it."""
    need(officer, Right.RUN_PANELS)
    given = await request.form()
    fields: Fields = {name: [str(value) for value in given.getlist(name)] for name in given}
    panel = await here.db.read(lambda tx: panel_of(tx, panel_id))
    form, problems = sign_up.read(fields, here.config.asked(panel))
    how = typed(given, "how")["how"]
    if not how:
        problems = {**problems, "how": "how"}
    if problems:
        return await _entry(request, here, officer, panel_id, fields=fields, problems=problems, how=how)

    def work(tx: Tx) -> int:
        if not given.get("anyway"):
            service_joining.check_rest(tx, [form], here.config.caps)
        return service_joining.enter(tx, panel, form, by(officer, how))

    member = await act(here, officer, panel_id, work)
    return RedirectResponse(f"{BASE}/panels/{panel_id}/members/{member}", SEE_OTHER)


@router.get("/people.csv")
async def list_example(here: Here, officer: Signed, panel_id: Id) -> Response:
    """An empty list of people with the columns of this panel."""
    need(officer, Right.RUN_PANELS)
    panel = await here.db.read(lambda tx: panel_of(tx, panel_id))
    named = {"content-disposition": f'attachment; filename="people-{panel_id}.csv"', "cache-control": "no-store"}
    return PlainTextResponse(example(here.config.asked(panel)), media_type="text/csv; charset=utf-8", headers=named)


@router.post("/people")
async def import_people(
    request: Request, here: Here, officer: Signed, panel_id: Id, file: UploadFile, how: Reason = "",
    anyway: Reason = "",
) -> Response:  # fmt: skip
    """Enter a list of people with the consent that they gave. A list with a fault is not taken in part."""
    need(officer, Right.RUN_PANELS)
    panel = await here.db.read(lambda tx: panel_of(tx, panel_id))
    forms, problems = read_people((await file.read(MOST_BYTES)).decode("utf-8", "replace"), here.config.asked(panel))
    if not how.strip():
        problems = ["Say how they gave their consent.", *problems]
    if problems or not forms:
        return await _show(request, here, officer, panel_id, list_problems=problems or ["The list holds nobody."])

    def work(tx: Tx) -> None:
        if not anyway:
            service_joining.check_rest(tx, forms, here.config.caps)
        service_joining.enter_all(tx, panel, forms, by(officer, how))

    await act(here, officer, panel_id, work)
    return RedirectResponse(f"{BASE}/panels/{panel_id}/members", SEE_OTHER)


def _form(tx: Tx, officer: Officer, panel_id: int, form_id: int) -> dict[str, Any]:
    panel, kept = panel_of(tx, panel_id), sign_ups.take(tx, form_id)
    if kept is None or kept["panel"] != panel_id:
        raise HTTPException(404, "This form was dealt with before.")
    audit.add(tx, officer.actor, "showed details", f"form {form_id}")
    return {"panel": panel, "kept": kept, "form": from_dict(kept["form"])}


@router.post("/forms/{form_id}/show")
async def show_form(request: Request, here: Here, officer: Signed, panel_id: Id, form_id: Id) -> HTMLResponse:
    """A form that waits, with who it is from; the view is logged."""
    need(officer, Right.SHOW_DETAILS)
    seen = await here.db.write(lambda tx: _form(tx, officer, panel_id, form_id))
    return here.pages.page(request, "form.html", officer, say=here.config.say, **seen)


@router.post("/forms/{form_id}")
async def settle_form(
    here: Here, officer: Signed, panel_id: Id, form_id: Id, verdict: Annotated[str, Form()] = "", reason: Reason = "",
    anyway: Reason = "",
) -> Response:  # fmt: skip
    """An officer has spoken to who filled it in, or drops it; with a reason."""
    need(officer, Right.RUN_PANELS)

    def work(tx: Tx) -> None:
        if verdict != "accept":
            service_joining.drop(tx, panel_id, form_id, by(officer, reason))
            return
        kept = None if anyway else sign_ups.take(tx, form_id)
        if kept is not None:
            service_joining.check_rest(tx, [from_dict(kept["form"])], here.config.caps)
        service_joining.accept(tx, panel_id, form_id, by(officer, reason))

    await act(here, officer, panel_id, work)
    return RedirectResponse(f"{BASE}/panels/{panel_id}/recruiting", SEE_OTHER)


def _alike(tx: Tx, panel_id: int) -> dict[str, Any]:
    panel, members = panel_of(tx, panel_id), {m["id"]: m for m in panels.members(tx, panel_id)}
    pairs = [{"pair": one, "first": members[one.first], "second": members[one.second]}
             for one in service_joining.alike(tx, panel_id)]  # fmt: skip
    return {"panel": panel, "pairs": pairs, "verdicts": duplicates.VERDICTS, "shown": False}


@router.get("/alike")
async def alike(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """Members who share a home or a phone. Nothing is merged: an officer decides."""
    need(officer, Right.SEE)
    return here.pages.page(request, "alike.html", officer, **await here.db.read(lambda tx: _alike(tx, panel_id)))


def _alike_shown(tx: Tx, officer: Officer, panel_id: int) -> dict[str, Any]:
    seen = _alike(tx, panel_id)
    audit.add(tx, officer.actor, "showed details", f"alike in panel:{panel_id}")
    for pair in seen["pairs"]:
        for side in ("first", "second"):
            pair[side] = {**pair[side], "name": people.name_of(tx, pair[side]["person"])}
    return {**seen, "shown": True}


@router.post("/alike/show")
async def show_alike(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """The same with names and homes; the view is logged."""
    need(officer, Right.SHOW_DETAILS)
    return here.pages.page(
        request, "alike.html", officer, **await here.db.write(lambda tx: _alike_shown(tx, officer, panel_id))
    )


@router.post("/alike")
async def judge(
    here: Here, officer: Signed, panel_id: Id, pair: Annotated[str, Form(pattern=r"^\d{1,9}-\d{1,9}$")],
    verdict: Annotated[str, Form()] = "", reason: Reason = "",
) -> Response:  # fmt: skip
    """What two members are to each other."""
    need(officer, Right.RUN_PANELS)
    first, second = map(int, pair.split("-"))
    await act(
        here,
        officer,
        panel_id,
        lambda tx: service_joining.judge(tx, panel_id, (first, second), verdict, by(officer, reason)),
    )
    return RedirectResponse(f"{BASE}/panels/{panel_id}/alike", SEE_OTHER)


@router.get("/terms")
async def terms(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """Whose term is over, and who gives place this year."""
    need(officer, Right.SEE)

    def look(tx: Tx) -> dict[str, Any]:
        panel = panel_of(tx, panel_id)
        return {"panel": panel, **service_rest.terms(tx, panel), "ends_now": life.MEMBER_ACTS["complete"].starts}

    return here.pages.page(request, "terms.html", officer, **await here.db.read(look))

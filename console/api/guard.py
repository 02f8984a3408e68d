"""Which program asks: a bearer key whose hash we keep."""

from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from console.acts import NO_OFFICER, Actor
from console.house import Here
from storage import officers

bearer = HTTPBearer(auto_error=False, description="A key from `doorstep api-key add NAME`")
SENTENCE = "Send a key of this council as `Authorization: Bearer ...`; `doorstep api-key add NAME` makes one."


async def program(here: Here, sent: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> Actor:
    """The program of this key; 401 when there is none."""
    name = None if sent is None else await here.db.read(lambda tx: officers.of_key(tx, sent.credentials))
    if name is None:
        raise HTTPException(401, SENTENCE, headers={"www-authenticate": "Bearer"})
    return Actor(NO_OFFICER, name)


Caller = Annotated[Actor, Depends(program)]

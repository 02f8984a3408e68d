"""The API does what its description says: every operation is called with made-up requests (schemathesis)."""

from typing import Any

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import ignored_auth  # test_routes.py holds that; here a key is always sent

from tests.console.demo import KEY
from tests.console.site import Site
from tests.databases import ONLY_SQLITE

BUDGET = settings(
    max_examples=12, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@ONLY_SQLITE
async def test_the_description_names_every_refusal(site: Site) -> None:
    described: dict[str, Any] = (await site.client.get("/api/v1/openapi.json")).json()
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            answers = operation["responses"].keys()
            assert "401" in answers, (method, path)
            assert "{" not in path or {"404", "422"} <= answers, (method, path)
            assert operation["security"] == [{"HTTPBearer": []}], (method, path)
            assert "$ref" in operation["responses"]["200"]["content"]["application/json"]["schema"], (method, path)


@ONLY_SQLITE
def test_every_operation_answers_as_described(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == 18
    for operation in operations:

        @BUDGET
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(headers={"authorization": f"Bearer {KEY}"}, excluded_checks=[ignored_auth])

        check()

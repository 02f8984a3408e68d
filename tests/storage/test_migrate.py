"""Migrations make exactly the tables of the code, once, on both dialects."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine, text

from storage import migrate as migrations
from storage.migrate import is_current, migrate
from storage.tables import metadata
from tests.databases import postgres_server


def run(url: Any, statement: str) -> None:
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'a folder' / 'not made yet' / 'doorstep.db'}"
        return
    name, server = f"test_{uuid4().hex[:12]}", postgres_server()
    run(server, f"CREATE DATABASE {name}")
    yield server.set(database=name).render_as_string(hide_password=False)
    run(server, f"DROP DATABASE {name} WITH (FORCE)")


def differences(url: str) -> list[Any]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as conn:
        context = MigrationContext.configure(conn, opts={"compare_server_default": True})
        found = list(compare_metadata(context, metadata))
    engine.dispose()
    return found


def test_migrations_make_the_tables_of_the_code(empty_url: str) -> None:
    assert not is_current(empty_url)
    migrate(empty_url)
    assert is_current(empty_url)
    assert differences(empty_url) == []


def test_nothing_happens_the_second_time(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(empty_url)
    monkeypatch.setattr(migrations, "upgrade", lambda _conn: pytest.fail("migrated twice"))
    migrate(empty_url)


def test_two_processes_that_start_together(empty_url: str) -> None:
    failed: list[BaseException] = []

    def start() -> None:
        try:
            migrate(empty_url)
        except BaseException as error:  # noqa: BLE001 - shown to the test below
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert differences(empty_url) == []


def test_a_migration_that_fails_changes_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = migrations.upgrade

    def fail_at_the_end(conn: Any) -> None:
        whole(conn)
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrations, "upgrade", fail_at_the_end)
    with pytest.raises(RuntimeError):
        migrate(empty_url)
    assert not is_current(empty_url)
    monkeypatch.undo()
    migrate(empty_url)
    assert is_current(empty_url)


def test_the_quick_look_agrees_with_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.head()]


def test_down_and_up_again(empty_url: str) -> None:
    from alembic import command

    migrate(empty_url)
    engine = create_engine(empty_url, poolclass=NullPool)
    with engine.begin() as conn:
        config = Config(attributes={"connection": conn})
        config.set_main_option("script_location", str(migrations.MIGRATIONS))
        command.downgrade(config, "base")
    engine.dispose()
    assert not is_current(empty_url)
    migrate(empty_url)
    assert differences(empty_url) == []

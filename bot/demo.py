"""The demonstration council's panels, pool and officer: made once, the same on every machine."""

from pathlib import Path

from bot.bootstrap import Parts
from console.passwords import hash_password, make_password
from storage import audit, officers, panels
from storage.database import Tx

DEMO_OFFICER = "demo"
POOL = (
    ("18-29", "female", "now"), ("30-44", "male", "carer"), ("45-64", "female", "before"), ("65-plus", "male", "now"),
)  # fmt: skip


def put_panels(tx: Tx, content_panels: tuple[dict[str, object], ...]) -> None:
    """The panels that stand in content; a panel that is there already keeps its state."""
    for panel in content_panels:
        if panels.of_slug(tx, str(panel["slug"])) is None:
            panel_id = panels.put(tx, **panel)  # type: ignore[arg-type]
            audit.add(tx, "content", "panel made", f"panel:{panel_id}")


def seed(parts: Parts) -> str:
    """Everything a demonstration needs; the demo officer's password (kept in a file beside the secret key)."""
    kept = secret_file(parts)
    if not kept.exists():
        kept.write_text(make_password())
        kept.chmod(0o600)
    password = kept.read_text().strip()

    def work(tx: Tx) -> None:
        put_panels(tx, parts.content.council.panels)
        if officers.of_name(tx, DEMO_OFFICER) is None:
            officers.add(tx, DEMO_OFFICER, "administrator", hash_password(password))

    parts.db.write_now(work)
    return password


def secret_file(parts: Parts) -> Path:
    """Where the demo officer's password is kept."""
    url = parts.settings.database_url
    prefix = "sqlite:///"
    return (Path(url[len(prefix) :]).parent if url.startswith(prefix) else Path()) / ".demo-officer"

"""When a panel closed: what members told us is kept from then on. Members of closed panels come to their end."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0009"
branch_labels = None
depends_on = None

OVER = "SELECT id FROM panel WHERE state IN ('closed', 'data removed')"
CLOSED = """
UPDATE panel SET closed = COALESCE(
    (SELECT max(audit.at) FROM audit WHERE audit.subject = 'panel:' || panel.id AND audit.action = 'now closed'),
    CURRENT_TIMESTAMP
) WHERE state IN ('closed', 'data removed')
"""
ENDS = {
    "completed": "'confirmed', 'active', 'paused'",
    "not selected": "'invited', 'in pool', 'selected', 'reserve'",
}


def upgrade() -> None:
    """A column that may be empty: a process of the version before goes on working."""
    op.add_column("panel", sa.Column("closed", sa.DateTime(timezone=True), nullable=True))
    op.execute(CLOSED)
    for end, states in ENDS.items():
        moment = "(SELECT panel.closed FROM panel WHERE panel.id = member.panel_id)"
        op.execute(
            f"UPDATE member SET state = '{end}', changed = {moment} WHERE state IN ({states}) AND panel_id IN ({OVER})"  # noqa: S608 - our own constants
        )
    members = f"SELECT id FROM member WHERE panel_id IN ({OVER})"  # noqa: S608 - our own constants
    op.execute(f"UPDATE offer SET state = 'withdrawn' WHERE state = 'open' AND member_id IN ({members})")  # noqa: S608 - our own constants


def downgrade() -> None:
    """Take the column away again; who came to their end stays there."""
    op.drop_column("panel", "closed")

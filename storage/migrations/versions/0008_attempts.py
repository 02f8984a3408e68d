"""Attempts to log in, counted for every process together; what grows is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None


MOMENTS = (("case_file", "changed"), ("member", "changed"), ("person", "created"), ("consent", "at"), ("letter", "made"))


def upgrade() -> None:
    """A table of its own and indices: a process of the version before goes on working."""
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_who", "attempt", ["who", "at"], unique=False)
    for table, column in MOMENTS:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
    seen, talked = sa.text("acknowledged IS NULL"), sa.text("state IS NOT NULL")
    op.create_index("ix_alert_open", "alert", ["id"], unique=False, sqlite_where=seen, postgresql_where=seen)
    op.execute("UPDATE conversation SET last_heard = created WHERE last_heard IS NULL")
    op.create_index("ix_conversation_lately", "conversation", ["owner", "last_heard", "id"], unique=False)
    op.create_index(
        "ix_conversation_heard", "conversation", ["last_heard"], unique=False, sqlite_where=talked,
        postgresql_where=talked,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_conversation_heard", "conversation")
    op.drop_index("ix_conversation_lately", "conversation")
    op.drop_index("ix_alert_open", "alert")
    for table, column in MOMENTS:
        op.drop_index(f"ix_{table}_{column}", table)
    op.drop_index("ix_attempt_who", "attempt")
    op.drop_table("attempt")

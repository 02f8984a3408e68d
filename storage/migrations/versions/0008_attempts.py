"""Attempts to log in, counted for every process together."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own: a process of the version before goes on working."""
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_who", "attempt", ["who", "at"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_attempt_who", "attempt")
    op.drop_table("attempt")

"""Erased people; officers' codes; messages that did not arrive are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only new columns that may be empty: a process of the version before goes on working."""
    op.add_column("person", sa.Column("erased", sa.DateTime(timezone=True), nullable=True))
    op.add_column("officer", sa.Column("code_secret", sa.LargeBinary(), nullable=True))
    op.add_column("officer", sa.Column("code_step", sa.Integer(), nullable=True))
    lost = sa.text("state = 'officer'")
    op.create_index("ix_outbox_lost", "outbox", ["id"], unique=False, sqlite_where=lost, postgresql_where=lost)


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_outbox_lost", "outbox")
    op.drop_column("officer", "code_step")
    op.drop_column("officer", "code_secret")
    op.drop_column("person", "erased")

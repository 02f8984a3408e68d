"""Erased people; officers' codes, sealed labels, early receipts; messages that did not arrive are found at once."""

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
    op.add_column("outbox", sa.Column("choices", sa.LargeBinary(), nullable=True))
    op.create_table(
        "early_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_early_receipt"),
    )
    lost = sa.text("state = 'officer'")
    op.create_index("ix_outbox_lost", "outbox", ["id"], unique=False, sqlite_where=lost, postgresql_where=lost)


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_outbox_lost", "outbox")
    op.drop_table("early_receipt")
    op.drop_column("outbox", "choices")
    op.drop_column("officer", "code_step")
    op.drop_column("officer", "code_secret")
    op.drop_column("person", "erased")

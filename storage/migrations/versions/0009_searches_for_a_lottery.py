"""Searches for a lottery that go on in the background."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own: a process of the version before goes on working."""
    op.create_table(
        "draw_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("dry", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.Integer(), nullable=False),
        sa.Column("beat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Float(), nullable=False),
        sa.Column("left", sa.Float(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("cancel", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_draw_run_panel_id"),
        sa.ForeignKeyConstraint(["started_by"], ["officer.id"], name="fk_draw_run_started_by"),
        sa.PrimaryKeyConstraint("id", name="pk_draw_run"),
    )
    op.create_index("ix_draw_run_panel_id", "draw_run", ["panel_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("draw_run")

"""What officers taught."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own: a process of the version before goes on working."""
    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("danger", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_lesson_officer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_lesson"),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("lesson")

"""What officers wrote as a reason, sealed beside the chain of the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column that may be empty: rows of before keep the reason that their chain was made with."""
    op.add_column("audit", sa.Column("words", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("audit", "words")

"""Panels recruit and draw: quotas, draws with everybody's place, offered seats, notes on members."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def create_quota() -> None:
    op.create_table(
        "quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("maximum", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_quota_panel_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quota"),
        sa.UniqueConstraint("panel_id", "feature", "value", name="uq_quota_panel_id_feature_value"),
    )
    op.create_index("ix_quota_panel_id", "quota", ["panel_id"], unique=False)


def create_draw() -> None:
    op.create_table(
        "draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("portfolio", sa.LargeBinary(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("seed_source", sa.String(), nullable=False),
        sa.Column("seeded", MOMENT, nullable=True),
        sa.Column("seeded_by", sa.Integer(), nullable=True),
        sa.Column("decided", MOMENT, nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_draw_panel_id"),
        sa.ForeignKeyConstraint(["made_by"], ["officer.id"], name="fk_draw_made_by"),
        sa.ForeignKeyConstraint(["seeded_by"], ["officer.id"], name="fk_draw_seeded_by"),
        sa.ForeignKeyConstraint(["decided_by"], ["officer.id"], name="fk_draw_decided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_draw"),
    )
    op.create_index("ix_draw_panel_id", "draw", ["panel_id"], unique=False)


def create_draw_place() -> None:
    op.create_table(
        "draw_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("chance", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name="fk_draw_place_draw_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_draw_place_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_draw_place"),
        sa.UniqueConstraint("draw_id", "pseudonym", name="uq_draw_place_draw_id_pseudonym"),
    )
    op.create_index("ix_draw_place_draw_id", "draw_place", ["draw_id"], unique=False)
    op.create_index("ix_draw_place_member_id", "draw_place", ["member_id"], unique=False)


def create_offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent", MOMENT, nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("routes", sa.String(), nullable=False),
        sa.Column("answered", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_offer_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
    )
    op.create_index("ix_offer_member_id", "offer", ["member_id"], unique=False)
    op.create_index("ix_offer_state", "offer", ["state"], unique=False)


def create_member_note() -> None:
    op.create_table(
        "member_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_member_note_member_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_member_note_officer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member_note"),
    )
    op.create_index("ix_member_note_member_id", "member_note", ["member_id"], unique=False)


def upgrade() -> None:
    """Make them."""
    create_quota()
    create_draw()
    create_draw_place()
    create_offer()
    create_member_note()
    op.add_column("panel", sa.Column("empty_seats", sa.Integer(), nullable=True))
    op.add_column("member", sa.Column("household", sa.String(), nullable=True))
    op.create_index("ix_audit_subject", "audit", ["subject"], unique=False)


def downgrade() -> None:
    """Drop them, in the opposite order."""
    op.drop_index("ix_audit_subject", "audit")
    op.drop_column("member", "household")
    op.drop_column("panel", "empty_seats")
    for name in ("member_note", "offer", "draw_place", "draw", "quota"):
        op.drop_table(name)

"""Letters, forms, likenesses, meetings and what became of what was said."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def create_letter() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("home", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_letter_member_id"),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_letter_panel_id"),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
        sa.UniqueConstraint("code", name="uq_letter_code"),
    )
    op.create_index("ix_letter_member_id", "letter", ["member_id"], unique=False)
    op.create_index("ix_letter_panel_id", "letter", ["panel_id"], unique=False)


def create_trace() -> None:
    op.create_table(
        "trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("found_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_trace_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_trace"),
        sa.UniqueConstraint("member_id", "kind", "found_by", name="uq_trace_member_id_kind_found_by"),
    )
    op.create_index("ix_trace_member_id", "trace", ["member_id"], unique=False)


def create_likeness() -> None:
    op.create_table(
        "likeness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["member.id"], name="fk_likeness_first_id"),
        sa.ForeignKeyConstraint(["second_id"], ["member.id"], name="fk_likeness_second_id"),
        sa.PrimaryKeyConstraint("id", name="pk_likeness"),
        sa.UniqueConstraint("first_id", "second_id", name="uq_likeness_first_id_second_id"),
    )
    op.create_index("ix_likeness_first_id", "likeness", ["first_id"], unique=False)
    op.create_index("ix_likeness_second_id", "likeness", ["second_id"], unique=False)


def create_sign_up() -> None:
    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_sign_up_member_id"),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_sign_up_panel_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_up"),
    )
    op.create_index("ix_sign_up_member_id", "sign_up", ["member_id"], unique=False)
    op.create_index("ix_sign_up_panel_id", "sign_up", ["panel_id"], unique=False)
    op.create_index("ix_sign_up_phone", "sign_up", ["phone"], unique=False)


def create_meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("reminded", sa.String(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_meeting_panel_id"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_panel_id", "meeting", ["panel_id"], unique=False)
    op.create_index("ix_meeting_starts", "meeting", ["starts"], unique=False)


def create_attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("met", sa.String(), nullable=False),
        sa.Column("came", sa.Boolean(), nullable=True),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_attendance_meeting_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_attendance_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.UniqueConstraint("meeting_id", "member_id", name="uq_attendance_meeting_id_member_id"),
    )
    op.create_index("ix_attendance_meeting_id", "attendance", ["meeting_id"], unique=False)
    op.create_index("ix_attendance_member_id", "attendance", ["member_id"], unique=False)


def create_thanks_choice() -> None:
    op.create_table(
        "thanks_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_thanks_choice_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_thanks_choice"),
    )
    op.create_index("ix_thanks_choice_member_id", "thanks_choice", ["member_id"], unique=False)


def create_feedback_item() -> None:
    op.create_table(
        "feedback_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("did", sa.LargeBinary(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_feedback_item_meeting_id"),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_feedback_item_panel_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_item"),
    )
    op.create_index("ix_feedback_item_due", "feedback_item", ["due"], unique=False)
    op.create_index("ix_feedback_item_panel_id", "feedback_item", ["panel_id"], unique=False)


def upgrade() -> None:
    """Make them."""
    create_letter()
    create_trace()
    create_likeness()
    create_sign_up()
    create_meeting()
    create_attendance()
    create_thanks_choice()
    create_feedback_item()


def downgrade() -> None:
    """Drop them, in the opposite order."""
    for name in ("feedback_item", "thanks_choice", "attendance", "meeting", "sign_up", "likeness", "trace", "letter"):
        op.drop_table(name)

"""The first tables: those that refer to them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def create_member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_member_panel_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_member_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.UniqueConstraint("panel_id", "person_id", name="uq_member_panel_id_person_id"),
    )
    op.create_index("ix_member_panel_id", "member", ["panel_id"], unique=False)
    op.create_index("ix_member_person_id", "member", ["person_id"], unique=False)


def create_monitoring_answer() -> None:
    op.create_table(
        "monitoring_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_monitoring_answer_panel_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_monitoring_answer_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_monitoring_answer"),
    )
    op.create_index("ix_monitoring_answer_panel_id", "monitoring_answer", ["panel_id"], unique=False)
    op.create_index("ix_monitoring_answer_person_id", "monitoring_answer", ["person_id"], unique=False)


def create_officer_session() -> None:
    op.create_table(
        "officer_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_officer_session_officer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_officer_session"),
        sa.UniqueConstraint("token_hash", name="uq_officer_session_token_hash"),
    )
    op.create_index("ix_officer_session_officer_id", "officer_session", ["officer_id"], unique=False)


def create_person_address() -> None:
    op.create_table(
        "person_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("found_by", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("verified", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_address_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_address"),
        sa.UniqueConstraint("channel", "found_by", name="uq_person_address_channel_found_by"),
    )
    op.create_index("ix_person_address_person_id", "person_address", ["person_id"], unique=False)


def create_alert() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("excerpt", sa.LargeBinary(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_alert_conversation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_alert_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
    )
    op.create_index("ix_alert_created", "alert", ["created"], unique=False)
    op.create_index("ix_alert_person_id", "alert", ["person_id"], unique=False)


def create_case_event() -> None:
    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_case_event_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_case_event"),
    )
    op.create_index("ix_case_event_case_id", "case_event", ["case_id"], unique=False)


def create_episode() -> None:
    op.create_table(
        "episode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("complexity", sa.Float(), nullable=False),
        sa.Column("raises", sa.String(), nullable=False),
        sa.Column("disposition", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("flags", sa.String(), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_episode_conversation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_episode_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_episode"),
        sa.UniqueConstraint("conversation_id", "key", name="uq_episode_conversation_id_key"),
    )
    op.create_index("ix_episode_opened", "episode", ["opened"], unique=False)
    op.create_index("ix_episode_person_id", "episode", ["person_id"], unique=False)
    op.create_index("ix_episode_service", "episode", ["service"], unique=False)


def create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("extras", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_outbox_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_conversation", "outbox", ["conversation_id", "id"], unique=False)
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["priority", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index("ix_outbox_provider", "outbox", ["channel", "provider_id"], unique=False)
    op.create_index(
        "ix_outbox_sending",
        "outbox",
        ["claimed"],
        unique=False,
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    )


def create_rights_request() -> None:
    op.create_table(
        "rights_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_rights_request_conversation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_rights_request_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rights_request"),
    )
    op.create_index("ix_rights_request_person_id", "rights_request", ["person_id"], unique=False)


def create_selection_trait() -> None:
    op.create_table(
        "selection_trait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_selection_trait_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_selection_trait"),
        sa.UniqueConstraint("member_id", "feature", name="uq_selection_trait_member_id_feature"),
    )
    op.create_index("ix_selection_trait_member_id", "selection_trait", ["member_id"], unique=False)


def create_timer() -> None:
    op.create_table(
        "timer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_timer_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_timer"),
    )
    op.create_index("ix_timer_conversation_id", "timer", ["conversation_id"], unique=False)
    op.create_index("ix_timer_due", "timer", ["due"], unique=False)


def upgrade() -> None:
    """Make them."""
    create_member()
    create_monitoring_answer()
    create_officer_session()
    create_person_address()
    create_alert()
    create_case_event()
    create_episode()
    create_outbox()
    create_rights_request()
    create_selection_trait()
    create_timer()


def downgrade() -> None:
    """Drop them, in the opposite order."""
    for name in (
        "timer",
        "selection_trait",
        "rights_request",
        "outbox",
        "episode",
        "case_event",
        "alert",
        "person_address",
        "officer_session",
        "monitoring_answer",
        "member",
    ):
        op.drop_table(name)

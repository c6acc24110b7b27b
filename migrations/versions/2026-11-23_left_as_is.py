"""Learners leave findings of the check as they are, for as long as the note says the same."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "left_as_is",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("note_id", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.String(length=8), nullable=False),
        sa.Column("seen", sa.String(length=64), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"],
            ["notes.id"],
            name=op.f("fk_left_as_is_note_id_notes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_left_as_is_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "note_id", "rule", name=op.f("pk_left_as_is")),
    )
    with op.batch_alter_table("left_as_is") as batch:
        batch.create_index(op.f("ix_left_as_is_note_id"), ["note_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("left_as_is")

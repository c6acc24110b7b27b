"""Pictures and sounds, the learners' names for them, and whether sounds play by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "media",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=50), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_media")),
    )
    op.create_table(
        "media_names",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
            name=op.f("fk_media_names_owner_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["media.sha256"], name=op.f("fk_media_names_sha256_media")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_names")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_media_names_owner_id_name")),
    )
    with op.batch_alter_table("media_names") as batch:
        batch.create_index(op.f("ix_media_names_sha256"), ["sha256"])
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("plays", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("users") as batch:
        batch.alter_column("plays", server_default=None)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("users") as batch:
        batch.drop_column("plays")
    op.drop_table("media_names")
    op.drop_table("media")

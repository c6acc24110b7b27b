"""A document knows the edition that took its place, and that one how to undo it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("documents") as batch:
        batch.add_column(sa.Column("later_id", sa.BigInteger(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_documents_later_id_documents"),
            "documents",
            ["later_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_index(op.f("ix_documents_later_id"), ["later_id"])
    op.create_table(
        "editions",
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("earlier_id", sa.BigInteger(), nullable=False),
        sa.Column("applied_at", sa.BigInteger(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("covered", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_editions_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"],
            ["documents.id"],
            name=op.f("fk_editions_earlier_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_editions")),
    )
    with op.batch_alter_table("editions") as batch:
        batch.create_index(op.f("ix_editions_earlier_id"), ["earlier_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("editions")
    with op.batch_alter_table("documents") as batch:
        batch.drop_index(op.f("ix_documents_later_id"))
        batch.drop_constraint(op.f("fk_documents_later_id_documents"), type_="foreignkey")
        batch.drop_column("later_id")

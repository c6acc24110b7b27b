"""Documents know their words, drafts when they were decided, learners where they stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

documents = sa.table(
    "documents",
    sa.column("id", sa.BigInteger),
    sa.column("text", sa.Text),
    sa.column("words", sa.Integer),
)


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("documents") as batch:
        batch.add_column(sa.Column("words", sa.Integer(), nullable=True))
    _count_words()
    with op.batch_alter_table("documents") as batch:
        batch.alter_column("words", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("drafts") as batch:
        batch.add_column(sa.Column("decided_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("proposed", sa.Text(), nullable=True))
    op.create_table(
        "bookmarks",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("chapter", sa.Integer(), nullable=True),
        sa.Column("draft_id", sa.BigInteger(), nullable=True),
        sa.Column("volume", sa.String(length=12), nullable=False),
        sa.Column("ordered", sa.String(length=8), nullable=False),
        sa.Column("shown", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_bookmarks_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_bookmarks_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "document_id", name=op.f("pk_bookmarks")),
    )
    with op.batch_alter_table("bookmarks") as batch:
        batch.create_index(op.f("ix_bookmarks_document_id"), ["document_id"])
    op.create_table(
        "askings",
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_askings_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_askings")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("askings")
    op.drop_table("bookmarks")
    with op.batch_alter_table("drafts") as batch:
        batch.drop_column("proposed")
        batch.drop_column("decided_at")
    with op.batch_alter_table("documents") as batch:
        batch.drop_column("words")


def _count_words() -> None:
    """Count document by document: a text may be long."""
    connection = op.get_bind()
    for id_ in connection.scalars(sa.select(documents.c.id)).all():
        text = connection.scalars(sa.select(documents.c.text).where(documents.c.id == id_)).one()
        count = documents.update().where(documents.c.id == id_).values(words=len(text.split()))
        connection.execute(count)

"""Documents keep their blocks and chapters, drafts their quality, and long work its progress."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

documents = sa.table(
    "documents",
    sa.column("id", sa.BigInteger),
    sa.column("title", sa.String),
    sa.column("text", sa.Text),
    sa.column("headings", sa.JSON),
    sa.column("blocks", sa.JSON),
    sa.column("chapters", sa.JSON),
)
drafts = sa.table("drafts", sa.column("chapter", sa.Integer), sa.column("quality", sa.Float))


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("documents") as batch:
        batch.add_column(sa.Column("blocks", sa.JSON(), nullable=True))
        batch.add_column(sa.Column("chapters", sa.JSON(), nullable=True))
    with op.batch_alter_table("drafts") as batch:
        batch.add_column(sa.Column("chapter", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("quality", sa.Float(), nullable=True))
    for row in _rows("headings"):
        blocks = list(_blocks(row.text, row.headings))
        _write(row.id, blocks=blocks, chapters=[[row.title, 0, len(blocks)]])
    op.execute(drafts.update().values(chapter=0, quality=0.5))
    with op.batch_alter_table("documents") as batch:
        batch.alter_column("blocks", existing_type=sa.JSON(), nullable=False)
        batch.alter_column("chapters", existing_type=sa.JSON(), nullable=False)
        batch.drop_column("headings")
    with op.batch_alter_table("drafts") as batch:
        batch.alter_column("chapter", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("quality", existing_type=sa.Float(), nullable=False)
    op.create_table(
        "draftings",
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("waiting", sa.JSON(), nullable=False),
        sa.Column("failed", sa.JSON(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=True),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.Column("worked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_draftings_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_draftings_owner_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_draftings")),
    )
    with op.batch_alter_table("draftings") as batch:
        batch.create_index(op.f("ix_draftings_owner_id_state"), ["owner_id", "state"])
        batch.create_index(op.f("ix_draftings_state_worked_at"), ["state", "worked_at"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("draftings")
    with op.batch_alter_table("documents") as batch:
        batch.add_column(sa.Column("headings", sa.JSON(), nullable=True))
    for row in _rows("blocks"):
        heads = [[start, end, level] for kind, start, end, level, *_ in row.blocks if kind == HEAD]
        _write(row.id, headings=heads)
    with op.batch_alter_table("documents") as batch:
        batch.alter_column("headings", existing_type=sa.JSON(), nullable=False)
        batch.drop_column("blocks")
        batch.drop_column("chapters")
    with op.batch_alter_table("drafts") as batch:
        batch.drop_column("chapter")
        batch.drop_column("quality")


HEAD, PARAGRAPH = "heading", "paragraph"


def _rows(structure: str) -> Iterator[Any]:
    """Yield the documents one by one: a text may be long."""
    connection = op.get_bind()
    for id_ in connection.scalars(sa.select(documents.c.id)).all():
        chosen = sa.select(documents.c["id", "title", "text", structure])
        yield connection.execute(chosen.where(documents.c.id == id_)).one()


def _write(id_: int, **values: Any) -> None:
    op.get_bind().execute(documents.update().where(documents.c.id == id_).values(**values))


def _blocks(text: str, headings: list[list[int]]) -> Iterator[list[Any]]:
    """Yield the headings that were kept, and what stands between them as paragraphs."""
    heads = sorted(headings)
    edges = [0, *(edge for start, end, _ in heads for edge in (start, end)), len(text)]
    for index, (left, right) in enumerate(pairwise(edges)):
        if index % 2:
            yield [HEAD, left, right, heads[index // 2][2], [], []]
        else:
            yield from _paragraphs(text, left, right)


def _paragraphs(text: str, left: int, right: int) -> Iterator[list[Any]]:
    at = left
    for piece in text[left:right].split("\n\n"):
        words = piece.strip()
        if words:
            start = at + piece.index(words)
            yield [PARAGRAPH, start, start + len(words), 0, [], []]
        at += len(piece) + len("\n\n")

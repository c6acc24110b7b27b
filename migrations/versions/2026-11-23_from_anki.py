"""What comes from Anki: note types, imports, answers and schedules that were made there."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    _make_tables()
    with op.batch_alter_table("decks") as batch:
        batch.add_column(sa.Column("import_id", sa.BigInteger(), nullable=True))
        batch.create_index(batch.f("ix_decks_import_id"), ["import_id"])
        batch.create_foreign_key(
            batch.f("fk_decks_import_id_imports"),
            "imports",
            ["import_id"],
            ["id"],
            ondelete="SET NULL",
        )
    with op.batch_alter_table("notes") as batch:
        batch.alter_column("guid", existing_type=sa.String(64), type_=sa.String(300))
        batch.add_column(sa.Column("note_type_id", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("fields", sa.JSON(), nullable=True))
        batch.add_column(sa.Column("anki_id", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("import_id", sa.BigInteger(), nullable=True))
        batch.create_index(batch.f("ix_notes_note_type_id"), ["note_type_id"])
        batch.create_index(batch.f("ix_notes_import_id"), ["import_id"])
        batch.create_foreign_key(
            batch.f("fk_notes_note_type_id_note_types"),
            "note_types",
            ["note_type_id"],
            ["id"],
        )
        batch.create_foreign_key(
            batch.f("fk_notes_import_id_imports"),
            "imports",
            ["import_id"],
            ["id"],
            ondelete="SET NULL",
        )
    with op.batch_alter_table("cards") as batch:
        batch.add_column(sa.Column("anki_id", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("review_events") as batch:
        batch.add_column(sa.Column("carried", sa.JSON(), nullable=True))
    with op.batch_alter_table("card_flags") as batch:
        batch.add_column(sa.Column("colour", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("card_flags") as batch:
        batch.alter_column("colour", server_default=None)


def _make_tables() -> None:
    op.create_table(
        "note_types",
        sa.Column("id", KEY, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("anki_id", sa.BigInteger(), nullable=False),
        sa.Column("shape", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("cloze", sa.Boolean(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("templates", sa.JSON(), nullable=False),
        sa.Column("css", sa.Text(), nullable=False),
        sa.Column("modified_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
            name=op.f("fk_note_types_owner_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_types")),
        sa.UniqueConstraint(
            "owner_id", "anki_id", "shape", name=op.f("uq_note_types_owner_id_anki_id_shape")
        ),
    )
    op.create_table(
        "imports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("applied_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_imports_owner_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_owner_id"), "imports", ["owner_id"])


def downgrade() -> None:
    """Go back; notes that came from Anki must be gone before."""
    with op.batch_alter_table("card_flags") as batch:
        batch.drop_column("colour")
    with op.batch_alter_table("review_events") as batch:
        batch.drop_column("carried")
    with op.batch_alter_table("cards") as batch:
        batch.drop_column("anki_id")
    with op.batch_alter_table("notes") as batch:
        batch.drop_constraint(batch.f("fk_notes_import_id_imports"), type_="foreignkey")
        batch.drop_constraint(batch.f("fk_notes_note_type_id_note_types"), type_="foreignkey")
        batch.drop_index(batch.f("ix_notes_import_id"))
        batch.drop_index(batch.f("ix_notes_note_type_id"))
        for column in ("import_id", "anki_id", "fields", "note_type_id"):
            batch.drop_column(column)
        batch.alter_column("guid", existing_type=sa.String(300), type_=sa.String(64))
    with op.batch_alter_table("decks") as batch:
        batch.drop_constraint(batch.f("fk_decks_import_id_imports"), type_="foreignkey")
        batch.drop_index(batch.f("ix_decks_import_id"))
        batch.drop_column("import_id")
    op.drop_index(op.f("ix_imports_owner_id"), table_name="imports")
    op.drop_table("imports")
    op.drop_table("note_types")

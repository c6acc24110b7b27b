"""Flags and buried cards; how a learner's hands and eyes like it; typed answers of a deck."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NO, YES = sa.false(), sa.true()


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("users") as batch:
        batch.add_column(
            sa.Column("hand", sa.String(length=5), nullable=False, server_default="right")
        )
        batch.add_column(sa.Column("text_size", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("contrast", sa.Boolean(), nullable=False, server_default=NO))
        batch.add_column(sa.Column("swipes", sa.Boolean(), nullable=False, server_default=YES))
        batch.add_column(sa.Column("keys", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("enrolments") as batch:
        batch.add_column(sa.Column("typed", sa.Boolean(), nullable=False, server_default=NO))
    with op.batch_alter_table("card_flags") as batch:
        batch.add_column(sa.Column("flagged", sa.Boolean(), nullable=False, server_default=NO))
        batch.add_column(sa.Column("buried_on", sa.Date(), nullable=True))
    _without_defaults()


def _without_defaults() -> None:
    """Take the defaults away that were there for the old rows alone."""
    filled = {
        "users": ("hand", "text_size", "contrast", "swipes", "keys"),
        "enrolments": ("typed",),
        "card_flags": ("flagged",),
    }
    for table, columns in filled.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.alter_column(column, server_default=None)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("card_flags") as batch:
        batch.drop_column("buried_on")
        batch.drop_column("flagged")
    with op.batch_alter_table("enrolments") as batch:
        batch.drop_column("typed")
    with op.batch_alter_table("users") as batch:
        for column in ("keys", "swipes", "contrast", "text_size", "hand"):
            batch.drop_column(column)

"""FSRS beside SM-2, moves and practice in the log, even days, holidays, limits over all decks."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NO, YES = sa.false(), sa.true()


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("balanced", sa.Boolean(), nullable=False, server_default=YES))
        batch.add_column(
            sa.Column("weekdays", sa.String(length=7), nullable=False, server_default="2222222")
        )
        batch.add_column(sa.Column("new_per_day", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("reviews_per_day", sa.Integer(), nullable=True))
    with op.batch_alter_table("enrolments") as batch:
        batch.add_column(
            sa.Column("scheduler", sa.String(length=8), nullable=False, server_default="sm2")
        )
        batch.add_column(sa.Column("retention", sa.Integer(), nullable=False, server_default="90"))
        batch.add_column(
            sa.Column("backlog", sa.String(length=8), nullable=False, server_default="due")
        )
    with op.batch_alter_table("schedules") as batch:
        batch.add_column(sa.Column("stability", sa.Float(), nullable=True))
        batch.add_column(sa.Column("difficulty", sa.Float(), nullable=True))
        batch.create_index(op.f("ix_schedules_user_id_due"), ["user_id", "due"])
    with op.batch_alter_table("review_events") as batch:
        batch.add_column(sa.Column("practice", sa.Boolean(), nullable=False, server_default=NO))
        batch.add_column(sa.Column("retention", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("fit_id", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("due", sa.Date(), nullable=True))
    _without_defaults()
    _new_tables()


def _without_defaults() -> None:
    """Take the defaults away that were there for the old rows alone."""
    filled = {
        "users": ("balanced", "weekdays"),
        "enrolments": ("scheduler", "retention", "backlog"),
        "review_events": ("practice",),
    }
    for table, columns in filled.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.alter_column(column, server_default=None)


def _new_tables() -> None:
    op.create_table(
        "holidays",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_holidays_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "first_day", name=op.f("pk_holidays")),
    )
    op.create_table(
        "fits",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("usual_loss", sa.Float(), nullable=False),
        sa.Column("own_loss", sa.Float(), nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=False),
        sa.Column("fitted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_fits_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fits")),
    )
    with op.batch_alter_table("fits") as batch:
        batch.create_index(op.f("ix_fits_user_id"), ["user_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("fits")
    op.drop_table("holidays")
    with op.batch_alter_table("review_events") as batch:
        for column in ("due", "fit_id", "retention", "practice"):
            batch.drop_column(column)
    with op.batch_alter_table("schedules") as batch:
        batch.drop_index(op.f("ix_schedules_user_id_due"))
        batch.drop_column("difficulty")
        batch.drop_column("stability")
    with op.batch_alter_table("enrolments") as batch:
        for column in ("backlog", "retention", "scheduler"):
            batch.drop_column(column)
    with op.batch_alter_table("users") as batch:
        for column in ("reviews_per_day", "new_per_day", "weekdays", "balanced"):
            batch.drop_column(column)

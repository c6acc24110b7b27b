"""Drafts that nobody decided on say why they did not go along with a new edition."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("drafts") as batch:
        batch.add_column(sa.Column("aside", sa.String(length=10), nullable=True))


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("drafts") as batch:
        batch.drop_column("aside")

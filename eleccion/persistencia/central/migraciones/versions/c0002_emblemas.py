"""Emblems of the slates."""

import sqlalchemy as sa
from alembic import op

revision = "c0002"
down_revision = "c0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of pictures; slates registered before have none."""
    op.create_table(
        "emblemas",
        sa.Column("huella", sa.LargeBinary, nullable=False),
        sa.Column("contenido", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("huella", name="pk_emblemas"),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )


def downgrade() -> None:
    """A commission never goes back: its record would lose what it proved."""
    raise NotImplementedError

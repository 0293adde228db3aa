"""First tables of the urna."""

import sqlalchemy as sa
from alembic import op

revision = "u0001"
down_revision = None
branch_labels = None
depends_on = None

_OPCIONES = {"sqlite_with_rowid": False, "sqlite_strict": True}


def upgrade() -> None:
    """Make credentials, ballots and the log."""
    op.create_table(
        "urna",
        sa.Column("proceso", sa.Text, nullable=False),
        sa.Column("mesa", sa.Text, nullable=False),
        sa.Column("etapa", sa.Text, nullable=False),
        sa.Column("habilitaciones", sa.Integer, nullable=False),
        sa.Column("testigos_mandados", sa.Integer, nullable=False),
        sa.Column("testigos_sin_salir", sa.Integer, nullable=False),
        sa.Column("testigos_cancelados", sa.Integer, nullable=False),
        sa.Column("espacio", sa.Integer, nullable=False),
        sa.Column("espacio_de_apertura", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("proceso", name="pk_urna"),
        sa.CheckConstraint(
            "etapa IN ('instalada', 'abierta', 'suspendida', 'cerrada')", name="etapa"
        ),
        **_OPCIONES,
    )
    op.create_table(
        "credenciales",
        sa.Column("credencial", sa.Text, nullable=False),
        sa.Column("uso", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("credencial", name="pk_credenciales"),
        sa.CheckConstraint("uso IN ('L', 'D', 'C', 'I')", name="uso"),
        **_OPCIONES,
    )
    op.create_table(
        "boletas",
        sa.Column("credencial", sa.Text, nullable=False),
        sa.Column("boleta", sa.LargeBinary, nullable=False),
        sa.Column("texto", sa.LargeBinary, nullable=False),
        sa.Column("apertura", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("credencial", name="pk_boletas"),
        sa.CheckConstraint("length(boleta) = 32", name="largo"),
        sa.ForeignKeyConstraint(
            ["credencial"], ["credenciales.credencial"], name="fk_boletas_credencial"
        ),
        **_OPCIONES,
    )
    op.create_table(
        "apartadas",
        sa.Column("credencial", sa.Text, nullable=False),
        sa.Column("generacion", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("uso", sa.Text, nullable=False),
        sa.Column("texto", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("credencial", "generacion", name="pk_apartadas"),
        sa.CheckConstraint("uso IN ('D', 'C', 'I')", name="uso"),
        sa.ForeignKeyConstraint(
            ["credencial"], ["credenciales.credencial"], name="fk_apartadas_credencial"
        ),
        **_OPCIONES,
    )
    op.create_table(
        "bitacora",
        sa.Column("origen", sa.Text, nullable=False),
        sa.Column("secuencia", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("linea", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("origen", "secuencia", name="pk_bitacora"),
        **_OPCIONES,
    )
    op.create_table(
        "cabezas",
        sa.Column("origen", sa.Text, nullable=False),
        sa.Column("tamano", sa.Integer, nullable=False),
        sa.Column("cabeza", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("origen", name="pk_cabezas"),
        **_OPCIONES,
    )
    op.create_table(
        "marcha",
        sa.Column("unica", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("avance", sa.Integer, nullable=False),
        sa.Column("respaldo", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("unica", name="pk_marcha"),
        sa.CheckConstraint("respaldo IN ('sin', 'exigido', 'suspendido')", name="respaldo"),
        **_OPCIONES,
    )


def downgrade() -> None:
    """A urna never goes back: its record would lose what it proved."""
    raise NotImplementedError

"""First tables of the mesa."""

import sqlalchemy as sa
from alembic import op

revision = "m0001"
down_revision = None
branch_labels = None
depends_on = None

_OPCIONES = {"sqlite_with_rowid": False, "sqlite_strict": True}


def upgrade() -> None:
    """Make the list, its marks, the sheets of the day and the log."""
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
        "cuentas",
        sa.Column("cuenta", sa.Text, nullable=False),
        sa.Column("en_lote", sa.Integer, nullable=False),
        sa.Column("en_total", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("cuenta", name="pk_cuentas"),
        **_OPCIONES,
    )
    op.create_table(
        "equipo",
        sa.Column("id_proceso", sa.Text, nullable=False),
        sa.Column("id_mesa", sa.Text, nullable=False),
        sa.Column("estado", sa.Text, nullable=False),
        sa.Column("lote_desde", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id_proceso", name="pk_equipo"),
        **_OPCIONES,
    )
    op.create_table(
        "hojas",
        sa.Column("hoja", sa.Text, nullable=False),
        sa.Column("cifrado", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("hoja", name="pk_hojas"),
        **_OPCIONES,
    )
    op.create_table(
        "incidentes",
        sa.Column("folio", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("cifrado", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("folio", name="pk_incidentes"),
        **_OPCIONES,
    )
    op.create_table(
        "lista",
        sa.Column("renglon", sa.LargeBinary, nullable=False),
        sa.Column("cifrado", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("renglon", name="pk_lista"),
        sa.CheckConstraint("length(renglon) = 32", name="largo"),
        **_OPCIONES,
    )
    op.create_table(
        "marcas",
        sa.Column("marca", sa.LargeBinary, nullable=False),
        sa.Column("puesta", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("marca", name="pk_marcas"),
        sa.CheckConstraint("length(marca) = 32", name="largo"),
        sa.CheckConstraint("puesta IN (0, 1)", name="puesta"),
        **_OPCIONES,
    )
    op.create_table(
        "registro",
        sa.Column("lugar", sa.LargeBinary, nullable=False),
        sa.Column("indice", sa.LargeBinary, nullable=False),
        sa.Column("cifrado", sa.LargeBinary, nullable=False),
        sa.Column("ocupado", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("lugar", name="pk_registro"),
        sa.CheckConstraint("length(lugar) = 32 AND length(indice) = 32", name="largo"),
        sa.CheckConstraint("ocupado IN (0, 1)", name="ocupado"),
        **_OPCIONES,
    )
    op.create_table(
        "indices",
        sa.Column("indice", sa.LargeBinary, nullable=False),
        sa.Column("renglon", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("indice", "renglon", name="pk_indices"),
        sa.ForeignKeyConstraint(["renglon"], ["lista.renglon"], name="fk_indices_renglon"),
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
    """A mesa never goes back: its record would lose what it proved."""
    raise NotImplementedError

"""First tables of the commission."""

import sqlalchemy as sa
from alembic import op

revision = "c0001"
down_revision = None
branch_labels = None
depends_on = None

_OPCIONES = {"sqlite_with_rowid": False, "sqlite_strict": True}


def upgrade() -> None:
    """Make the tables of registration, of the sealed definition, of the records and the log."""
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
        "demarcaciones",
        sa.Column("demarcacion", sa.Text, nullable=False),
        sa.Column("contenido", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("demarcacion", name="pk_demarcaciones"),
        **_OPCIONES,
    )
    op.create_table(
        "documentos",
        sa.Column("ruta", sa.Text, nullable=False),
        sa.Column("contenido", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("ruta", name="pk_documentos"),
        **_OPCIONES,
    )
    op.create_table(
        "funcionarios",
        sa.Column("mesa", sa.Text, nullable=False),
        sa.Column("numero", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("contenido", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("mesa", "numero", name="pk_funcionarios"),
        **_OPCIONES,
    )
    op.create_table(
        "mesas",
        sa.Column("mesa", sa.Text, nullable=False),
        sa.Column("estado", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("mesa", name="pk_mesas"),
        **_OPCIONES,
    )
    op.create_table(
        "padron",
        sa.Column("mesa", sa.Text, nullable=False),
        sa.Column("numero", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("persona", sa.LargeBinary, nullable=False),
        sa.Column("cifrado", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("mesa", "numero", name="pk_padron"),
        sa.UniqueConstraint("persona", name="uq_padron_persona"),
        **_OPCIONES,
    )
    op.create_table(
        "pases",
        sa.Column("mesa", sa.Text, nullable=False),
        sa.Column("uuid", sa.Text, nullable=False),
        sa.Column("cantidad", sa.Integer, nullable=False),
        sa.Column("reserva", sa.Integer, nullable=False),
        sa.Column("lista", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("mesa", name="pk_pases"),
        sa.UniqueConstraint("uuid", name="uq_pases_uuid"),
        **_OPCIONES,
    )
    op.create_table(
        "planillas",
        sa.Column("planilla", sa.Text, nullable=False),
        sa.Column("demarcacion", sa.Text, nullable=False),
        sa.Column("numero", sa.Integer, nullable=False),
        sa.Column("estado", sa.Text, nullable=False),
        sa.Column("cifrado", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("planilla", name="pk_planillas"),
        sa.UniqueConstraint("demarcacion", "numero", name="uq_planillas_demarcacion"),
        **_OPCIONES,
    )
    op.create_table(
        "proceso",
        sa.Column("unico", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("proceso", sa.Text, nullable=False),
        sa.Column("contenido", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("unico", name="pk_proceso"),
        sa.CheckConstraint("unico = 1", name="unico"),
        **_OPCIONES,
    )
    op.create_table(
        "tarjetas",
        sa.Column("mesa", sa.Text, nullable=False),
        sa.Column("numero", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("llave", sa.Text, nullable=False),
        sa.Column("cifrado", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("mesa", "numero", name="pk_tarjetas"),
        sa.UniqueConstraint("llave", name="uq_tarjetas_llave"),
        **_OPCIONES,
    )
    op.create_table(
        "descifrados",
        sa.Column("mesa", sa.Text, nullable=False),
        sa.Column("tanda", sa.Integer, nullable=False),
        sa.Column("contenido", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("mesa", name="pk_descifrados"),
        sa.ForeignKeyConstraint(["mesa"], ["mesas.mesa"], name="fk_descifrados_mesa"),
        **_OPCIONES,
    )
    op.create_table(
        "registros",
        sa.Column("manifiesto", sa.LargeBinary, nullable=False),
        sa.Column("mesa", sa.Text, nullable=False),
        sa.Column("lugar", sa.Integer, nullable=False),
        sa.Column("contenido", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("manifiesto", name="pk_registros"),
        sa.UniqueConstraint("mesa", "lugar", name="uq_registros_mesa"),
        sa.ForeignKeyConstraint(["mesa"], ["mesas.mesa"], name="fk_registros_mesa"),
        **_OPCIONES,
    )


def downgrade() -> None:
    """A commission never goes back: its record would lose what it proved."""
    raise NotImplementedError

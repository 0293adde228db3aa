"""Where Alembic meets the commission's tables; the connection always comes from the program."""

from alembic import context

from eleccion.persistencia.central.tablas import METADATOS
from eleccion.persistencia.migracion import TABLA_DE_REVISION

context.configure(
    connection=context.config.attributes["conexion"],
    target_metadata=METADATOS,
    version_table=TABLA_DE_REVISION,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

"""The secrecy wall inside the storage: nothing of a person stands near anything of a ballot."""

import ast
import re
from itertools import product
from pathlib import Path

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

import eleccion
from eleccion.persistencia.mesa import tablas as mesa
from eleccion.persistencia.urna import tablas as urna

PAQUETE = Path(eleccion.__file__).parent
DE_LA_BITACORA = {"origen", "secuencia", "linea", "tamano", "cabeza"}
DE_LA_MARCHA = {"unica", "avance", "respaldo"}
TIEMPO = re.compile(r"hora|fecha|tiempo|momento|instante|created|updated|time|date")


def columnas(metadatos: MetaData) -> set[str]:
    """Names of all columns but those of the log, which states only what its catalogue lets it,
    and of the one row that counts acts."""
    todas = {columna.name for tabla in metadatos.tables.values() for columna in tabla.columns}
    return todas - DE_LA_BITACORA - DE_LA_MARCHA


def hallar_faltas(metadatos: MetaData) -> set[str]:
    """Tables that would tell the order in which rows came, and columns that tell a time."""
    faltas = set()
    for tabla in metadatos.tables.values():
        if tabla.dialect_options["sqlite"]["with_rowid"] is not False:
            faltas.add(tabla.name)
        faltas |= {
            f"{tabla.name}.{columna.name}"
            for columna in tabla.columns
            if TIEMPO.search(columna.name)
            or not isinstance(columna.type, Integer | Text | LargeBinary)
        }
    return faltas


def test_mesa_y_urna_no_comparten_columna_ni_llave() -> None:
    """No name of one appears in the other, so no query could ever join them."""
    assert columnas(mesa.METADATOS) & columnas(urna.METADATOS) == set()
    for propio, ajeno in product((mesa, urna), (mesa, urna)):
        tablas = set(propio.METADATOS.tables.values())
        for tabla in ajeno.METADATOS.tables.values():
            for llave in tabla.foreign_keys:
                assert (llave.column.table in tablas) == (propio is ajeno)


def test_ninguna_tabla_dice_el_orden_ni_la_hora() -> None:
    """Rowids number rows as they come; in both databases that is the order of the queue."""
    assert hallar_faltas(urna.METADATOS) == set()
    assert hallar_faltas(mesa.METADATOS) == set()


def test_control_una_tabla_ingenua_si_se_halla() -> None:
    """Control: the walk does see a table with rowid and an hour."""
    ingenua = MetaData()
    Table("boletas", ingenua, Column("hora", Text), Column("texto", LargeBinary))
    assert hallar_faltas(ingenua) == {"boletas", "boletas.hora"}


def importados(modulo: str) -> set[str]:
    """Modules of ``eleccion`` that a module imports, directly."""
    ruta = PAQUETE.parent / Path(*modulo.split("."))
    archivo = ruta / "__init__.py" if ruta.is_dir() else ruta.with_suffix(".py")
    hallados = set()
    for nodo in ast.walk(ast.parse(archivo.read_bytes())):
        if isinstance(nodo, ast.ImportFrom) and (nodo.module or "").startswith("eleccion"):
            hallados.add(nodo.module or "")
    return hallados


def alcance(modulo: str) -> set[str]:
    """Everything of ``eleccion`` that a module reaches."""
    vistos: set[str] = set()
    pendientes = {modulo}
    while pendientes:
        actual = pendientes.pop()
        vistos.add(actual)
        pendientes |= importados(actual) - vistos
    return vistos


DE_URNA = [
    "eleccion.casos.jornada.abrir_urna",
    "eleccion.casos.jornada.cerrar_urna",
    "eleccion.casos.jornada.comprobar_boleta",
    "eleccion.casos.jornada.depositar_boleta",
    "eleccion.casos.jornada.mandar_testigo",
    "eleccion.casos.jornada.retirar_testigo",
    "eleccion.casos.jornada.empacar_cierre",
    "eleccion.casos.jornada.entregar_apertura",
    "eleccion.casos.jornada.repetir_recibo",
    "eleccion.casos.jornada.firmar_cierre",
    "eleccion.casos.jornada.habilitar_kiosco",
    "eleccion.casos.jornada.imprimir_en_kiosco",
    "eleccion.casos.jornada.imprimir_cabeza_de_urna",
    "eleccion.casos.jornada.estrenar_urna",
    "eleccion.casos.jornada.instalar_urna",
    "eleccion.casos.jornada.inutilizar_pase",
    "eleccion.casos.jornada.respaldar_urna",
    "eleccion.casos.jornada.exigir_pase_libre",
    "eleccion.casos.jornada.revisar_urna",
    "eleccion.casos.jornada.publicar_comprobadas",
    "eleccion.casos.jornada.suspender_urna",
    "eleccion.casos.jornada.retirar_tarjeta",
    "eleccion.casos.jornada.retiros",
    "eleccion.casos.jornada.recibir_boleta",
    "eleccion.casos.jornada.relevar_urna",
    "eleccion.casos.jornada.reunir_urna",
    "eleccion.casos.jornada.publicar_conflictos",
    "eleccion.persistencia.urna.trabajo",
]
DE_MESA = [
    "eleccion.casos.jornada.abrir_contingencia",
    "eleccion.casos.jornada.abrir_reserva",
    "eleccion.casos.jornada.abrir_votacion",
    "eleccion.casos.jornada.admitir_adicional",
    "eleccion.casos.jornada.aceptar_reloj",
    "eleccion.casos.jornada.asentar_incidente",
    "eleccion.casos.jornada.asentar_prueba_publica",
    "eleccion.casos.jornada.capturar_cifras",
    "eleccion.casos.jornada.cerrar_votacion",
    "eleccion.casos.jornada.clausurar_mesa",
    "eleccion.casos.jornada.cofirmar_cabeza",
    "eleccion.casos.jornada.consultar_lista",
    "eleccion.casos.jornada.contar_papeles",
    "eleccion.casos.jornada.cuadrar_mesa",
    "eleccion.casos.jornada.entregar_constancia",
    "eleccion.casos.jornada.imprimir_actas",
    "eleccion.casos.jornada.imprimir_cabeza",
    "eleccion.casos.jornada.estrenar_mesa",
    "eleccion.casos.jornada.instalar_mesa",
    "eleccion.casos.jornada.levantar_acta",
    "eleccion.casos.jornada.marcar_persona",
    "eleccion.casos.jornada.preparar_instalacion",
    "eleccion.casos.jornada.prueba_de_apertura",
    "eleccion.casos.jornada.recibir_de_urna",
    "eleccion.casos.jornada.recibir_paquete_de_urna",
    "eleccion.casos.jornada.omitir_impresion",
    "eleccion.casos.jornada.recibir_escrito",
    "eleccion.casos.jornada.registrar_persona",
    "eleccion.casos.jornada.registrar_presencia",
    "eleccion.casos.jornada.relevar_mesa",
    "eleccion.casos.jornada.reunir_mesa",
    "eleccion.casos.jornada.reloj_de_mesa",
    "eleccion.casos.jornada.remitir_registro",
    "eleccion.casos.jornada.entregar_registradas",
    "eleccion.casos.jornada.respaldar_mesa",
    "eleccion.casos.jornada.revisar_mesa",
    "eleccion.casos.jornada.situacion_de_mesa",
    "eleccion.casos.jornada.suspender_votacion",
    "eleccion.casos.jornada.sustituir_funcionario",
    "eleccion.persistencia.mesa.trabajo",
]
PERSONAS = {
    "eleccion.dominio.padron",
    "eleccion.dominio.lista_nominal",
    "eleccion.dominio.identidad",
    "eleccion.dominio.puertos_mesa",
    "eleccion.persistencia.mesa.trabajo",
    "eleccion.casos.jornada.equipo_mesa",
}
BOLETAS = {
    "eleccion.dominio.urna",
    "eleccion.dominio.puertos_urna",
    "eleccion.persistencia.urna.trabajo",
    "eleccion.casos.jornada.equipo_urna",
}


def test_el_codigo_de_la_urna_no_conoce_personas() -> None:
    """The process that holds ballots must be incapable of handling identities (VVSG 10.1-A)."""
    for modulo in DE_URNA:
        assert alcance(modulo) & PERSONAS == set(), modulo


def test_el_codigo_de_la_mesa_no_conoce_boletas() -> None:
    """And the table's process must be unable to touch a ballot."""
    for modulo in DE_MESA:
        assert alcance(modulo) & BOLETAS == set(), modulo


def test_los_modulos_de_la_jornada_estan_todos_de_un_lado() -> None:
    """A new act of the day has to say on which side it is, or be neutral."""
    neutrales = {"dotacion_recibida", "llaves_de_equipo", "recibo", "equipo_urna", "equipo_mesa"}
    neutrales |= {"hojas", "lotes", "dibujar_papeles", "entregar_bitacoras", "__init__"}
    neutrales |= {"apertura_de_urna", "equipo_hallado", "paquete_de_urna", "pliegos"}
    neutrales |= {"cabeza_en_papel", "diagnosticar_equipo"}
    listados = {modulo.rpartition(".")[2] for modulo in (*DE_URNA, *DE_MESA)} - {"trabajo"}
    presentes = {ruta.stem for ruta in (PAQUETE / "casos" / "jornada").glob("*.py")}
    assert presentes == listados | neutrales

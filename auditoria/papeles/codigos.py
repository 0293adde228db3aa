"""The section of codes that ties a paper to the record, and the QR code of the acta."""

from __future__ import annotations

import hashlib

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.papeles.contexto import Contexto, codigo_de_llave
from auditoria.papeles.datos import DatosDeActa
from auditoria.papeles.palabras import plural
from auditoria.papeles.resumen import codificar, resumir
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import Bloque, Columna, Parrafo, Seccion, Sello, Tabla

_COLUMNAS = (Columna("Qué identifica", 5), Columna("Código", 4), Columna("Dónde se compara", 6))


def tabla_de_codigos(filas: tuple[tuple[str, str, str], ...]) -> Bloque:
    """Short codes with what each one names and where a person finds it again."""
    return Tabla(_COLUMNAS, filas)


def cabeza_en_palabras(cabeza: CabezaCitada) -> str:
    """Size of a log, for people: ``25 asientos``."""
    return plural(cabeza.tamano, "asiento", "asientos")


def seccion_de_codigos(contexto: Contexto, datos: DatosDeActa) -> Seccion:
    """What an observer compares, character by character, with the published record."""
    acta, cierre = datos.acta, datos.cierre
    urna, mesa = cierre.urna.bitacora, cierre.bitacora_mesa
    filas = (
        ("Definición sellada de la elección", contexto.huella_corta, "todos los documentos"),
        ("Datos de esta acta", huella_corta(datos.huella), "archivo acta.json"),
        ("Raíz de la urna", huella_corta(cierre.urna.raiz), "archivo cierre.json"),
        (
            f"Bitácora de la mesa, {cabeza_en_palabras(mesa)}",
            mesa.texto,
            "archivo mesa-1.bitacora",
        ),
        (
            f"Bitácora de la urna, {cabeza_en_palabras(urna)}",
            urna.texto,
            "archivo urna-1.bitacora",
        ),
        (
            "Llave del equipo de la mesa",
            codigo_de_llave(datos.llave_mesa.vkey),
            "acta de inicio de la jornada",
        ),
    )
    return Seccion(
        "Códigos para comprobar el acta",
        (
            tabla_de_codigos(filas),
            Parrafo(
                f"Código de arranque anunciado el día de la jornada: {acta.arranque}. Los códigos"
                " se comparan completos, carácter por carácter.",
                menudo=True,
            ),
        ),
    )


def sello_del_acta(datos: DatosDeActa) -> Sello:
    """The signed summary of the close as a QR code; its text code is that of ``cierre.json``."""
    resumen = resumir(datos.cierre, datos.firma_cierre, datos.llave_mesa)
    huella = hashlib.sha256(datos.cierre.escribir()).digest()
    return Sello(
        codificar(resumen),
        huella_corta(huella),
        "Sello digital del equipo. El código contiene las cuentas de la urna electrónica y puede"
        " comprobarse sin conexión.",
    )

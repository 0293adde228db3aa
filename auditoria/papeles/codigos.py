"""The section of codes that ties a paper to the record, and the QR code of the acta."""

from __future__ import annotations

import hashlib

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.cierre import Cierre
from auditoria.papeles.contexto import codigo_de_llave
from auditoria.papeles.datos import DatosDeActa
from auditoria.papeles.palabras import plural
from auditoria.papeles.resumen import codificar, resumir
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import Bloque, Columna, Sello, Tabla

_COLUMNAS = (Columna("Para comprobar", 6), Columna("Código", 6), Columna("Se compara con", 5))


def tabla_de_codigos(filas: tuple[tuple[str, str, str], ...]) -> Bloque:
    """Short codes with what each one names and where a person finds it again."""
    return Tabla(_COLUMNAS, filas, menuda=True)


def asientos(cabeza: CabezaCitada) -> str:
    """Size of a log, for people: ``25 asientos``."""
    return plural(cabeza.tamano, "asiento", "asientos")


def codigos_del_acta(datos: DatosDeActa) -> Bloque:
    """What an observer compares, character by character, with the published record."""
    urna, mesa = datos.cierre.urna, datos.cierre.bitacora_mesa
    de_urna: tuple[tuple[str, str, str], ...] = ()
    bitacora_de_urna: tuple[tuple[str, str, str], ...] = ()
    if urna is not None:
        de_urna = (
            ("Raíz de la urna", huella_corta(urna.raiz), "archivo cierre.json"),
            (
                "Archivo de boletas al cierre",
                huella_corta(urna.archivo.sha256),
                "programa de los custodios",
            ),
        )
        cabeza = urna.bitacora
        bitacora_de_urna = (
            (f"Bitácora de la urna, {asientos(cabeza)}", cabeza.texto, bitacora_de(cabeza)),
        )
    return tabla_de_codigos(
        (
            ("Datos de esta acta", huella_corta(datos.huella), "archivo acta.json"),
            *de_urna,
            (f"Bitácora de la mesa, {asientos(mesa)}", mesa.texto, bitacora_de(mesa)),
            *bitacora_de_urna,
            (
                "Llave del equipo de la mesa",
                codigo_de_llave(datos.llave_mesa.vkey),
                "acta de inicio",
            ),
        )
    )


def _contenido(cierre: Cierre) -> str:
    if cierre.urna is None:
        return "los votos de cada planilla y los nulos"
    if cierre.testigos is None:
        return "las cifras y la raíz de la urna"
    return "los votos de cada planilla, los nulos y la raíz de la urna"


def sello_del_acta(datos: DatosDeActa, junto: tuple[Bloque, ...]) -> Sello:
    """The signed summary of the close as a QR code; its text code is that of ``cierre.json``.

    Args:
        junto: What stands beside the code.
    """
    resumen = resumir(datos.cierre, datos.firma_cierre, datos.llave_mesa)
    huella = hashlib.sha256(datos.cierre.escribir()).digest()
    return Sello(
        codificar(resumen),
        huella_corta(huella),
        f"Sello digital del equipo: el código QR contiene {_contenido(datos.cierre)}, y se"
        " comprueba sin conexión. Debajo, el código de cierre.json."
        f" Código de arranque de la jornada: {datos.acta.arranque}.",
        junto,
    )


def bitacora_de(cabeza: CabezaCitada) -> str:
    """Name of the file whose head it is: the first machine's, or of one that took over."""
    return f"{cabeza.origen.rpartition('/')[2]}.bitacora"

"""Acts of the commission that two persons sign beside it: the same two who sealed."""

from __future__ import annotations

from typing import ClassVar

from auditoria.registro import firma
from auditoria.verificador.sellado import Sellado
from eleccion.casos.comision import Comision, Sellador
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.errores import ActoIndebido


class FirmanteAjeno(ActoIndebido):
    """Who would sign is not one of the two persons who sealed the definition."""

    explicacion: ClassVar[str] = "No firma una de las dos personas que sellaron"


def exigir_selladores(sellado: Sellado, selladores: tuple[Sellador, Sellador]) -> None:
    """Demand the two persons who sealed, in order (``FirmanteAjeno``)."""
    suyas = tuple(sellador.llave.publica.vkey for sellador in selladores)
    if suyas != tuple(publica.vkey for publica in sellado.llaves.llaves_que_sellan):
        raise FirmanteAjeno(", ".join(sellador.nombre for sellador in selladores))


def guardar_con_dos_firmas(
    trabajo: TrabajoDeComision,
    comision: Comision,
    sellado: Sellado,
    selladores: tuple[Sellador, Sellador],
    ruta: str,
    formato: str,
    contenido: bytes,
) -> None:
    """Keep a document and its signatures: the commission's, then those of both persons in order.

    Raises:
        FirmanteAjeno: They are not the two who sealed, in order.
    """
    exigir_selladores(sellado, selladores)
    llaves = [comision.llave, *(sellador.llave for sellador in selladores)]
    trabajo.documentos.guardar(ruta, contenido)
    firmado = firma.firmar(formato, comision.proceso, contenido, llaves)
    trabajo.documentos.guardar(f"{ruta}.firma", firmado)

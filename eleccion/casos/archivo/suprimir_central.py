"""``supresion.json``: what the commission kept of people and deleted, when its term ended.

Page: docs/formato-supresion.md. The log is closed by then, and the expediente published: this is a
signed file of its own, written before anything is deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Final, Protocol

from auditoria.formatos.claves import ClaveProceso
from auditoria.registro import firma
from auditoria.registro.esquema import Formato, Huella, Largo, Rango, Texto
from auditoria.reglas.plazos import dia_local
from auditoria.verificador.sellado import Sellado
from eleccion.casos.archivo.dar_de_baja import NadaQueSuprimir, Suprimido, resumir
from eleccion.casos.archivo.publicacion_firme import PublicacionFirme
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.dos_personas import exigir_selladores
from eleccion.dominio.supresion import (
    ClaseSuprimida,
    DepositoSuprimible,
    PiezaSuprimible,
    exigir_bloqueo_vencido,
)

ARCHIVO: Final = "supresion.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supresion(Formato):
    """The file.

    Attributes:
        huella: SHA-256 of huella.txt.
        hora: When it began.
        resultados: SHA-256 of resultados.json.
        publicado: When they were published: the days run from there.
        dias: Of the convocatoria, for which the data stayed blocked.
        fundamento: Its citation, with what is not confirmed said.
        suprimido: By kind, in the order of deletion.
    """

    formato: ClassVar[str] = "supresion"

    proceso: ClaveProceso
    huella: Huella
    hora: datetime
    resultados: Huella
    publicado: datetime
    dias: Annotated[int, Rango(0, 3650)]
    fundamento: Texto
    suprimido: Annotated[tuple[Suprimido, ...], Largo(1, 20)]


@dataclass(frozen=True, slots=True)
class SupresionFirmada:
    """The file as it is kept, and its signatures."""

    supresion: Supresion
    contenido: bytes
    firmado: bytes


class PersonasGuardadas(Protocol):
    """The rows of people in the commission's database, and the key that reads them."""

    def piezas(self) -> tuple[PiezaSuprimible, ...]:
        """Count them as pieces: one per table that has any, and one for the key of the roll."""

    def olvidar(self) -> None:
        """Put another key in place of the one that reads them, and delete the rows; or again."""


def preparar_supresion(
    publicacion: PublicacionFirme,
    personas: PersonasGuardadas,
    deposito: DepositoSuprimible,
    *,
    hora: datetime,
) -> tuple[Suprimido, ...]:
    """Look at everything that has to be true, and say what would be deleted; nothing is written.

    Raises:
        ContiendaAbierta: Of any demarcación.
        BloqueoVigente: The days of the convocatoria run.
        NadaQueSuprimir: There is nothing of people.
    """
    sellado = publicacion.sellado
    claves = [demarcacion.clave for demarcacion in sellado.catalogo.demarcaciones]
    publicacion.exigir_concluida(claves, hora=hora)
    dias = sellado.reglas.aviso_privacidad.valor.bloqueo_dias
    exigir_bloqueo_vencido(dia_local(publicacion.publicado), dias, dia_local(hora))
    de_filas = personas.piezas()
    if not any(pieza.clase is not ClaseSuprimida.LLAVES for pieza in de_filas):
        raise NadaQueSuprimir
    return resumir((*de_filas, *deposito.piezas()))


def firmar_supresion(
    publicacion: PublicacionFirme,
    personas: PersonasGuardadas,
    deposito: DepositoSuprimible,
    selladores: tuple[Sellador, Sellador],
    *,
    fundamento: str,
    comision: Comision,
    hora: datetime,
) -> SupresionFirmada:
    """Write what is about to be deleted, signed by the commission and the two who sealed.

    Raises:
        FirmanteAjeno: They are not the two who sealed.
        The errors of ``preparar_supresion``.
    """
    suprimido = preparar_supresion(publicacion, personas, deposito, hora=hora)
    sellado = publicacion.sellado
    exigir_selladores(sellado, selladores)
    supresion = Supresion(
        proceso=sellado.proceso,
        huella=sellado.lista.huella,
        hora=hora,
        resultados=publicacion.resultados,
        publicado=publicacion.publicado,
        dias=sellado.reglas.aviso_privacidad.valor.bloqueo_dias,
        fundamento=fundamento,
        suprimido=suprimido,
    )
    contenido = supresion.escribir()
    llaves = [comision.llave, *(sellador.llave for sellador in selladores)]
    firmado = firma.firmar(Supresion.formato, supresion.proceso, contenido, llaves)
    return SupresionFirmada(supresion, contenido, firmado)


def leer_supresion(contenido: bytes, firmado: bytes, sellado: Sellado) -> SupresionFirmada:
    """Read one that was written, with its three signatures (errors of ``firma.verificar``)."""
    firmantes = (sellado.comision, *sellado.llaves.llaves_que_sellan)
    firma.verificar(firmado, contenido, Supresion.formato, sellado.proceso, firmantes)
    return SupresionFirmada(Supresion.leer(contenido), contenido, firmado)

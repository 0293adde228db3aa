"""Whether the election is over: what has to be true before anything kept for it is deleted.

The proof is public: the expediente, whose log the commission signed with the key that was sealed
before the day. A station trusts nobody's word that its record came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from auditoria.formatos.computo import Computo
from auditoria.registro import asientos, bitacora, punto
from auditoria.registro.asiento import Asiento
from auditoria.registro.expediente import Expediente
from auditoria.registro.punto import Punto
from auditoria.reglas.plazos import dia_local
from auditoria.verificador.comision import ARCHIVO, PUNTO
from auditoria.verificador.sellado import Sellado
from eleccion.casos.computo.computar_demarcacion import ruta_de_computo
from eleccion.casos.jornada.llaves_de_equipo import Identidad
from eleccion.dominio.supresion import exigir_concluida
from eleccion.errores import ActoIndebido


class ResultadosSinPublicar(ActoIndebido):
    """The commission's log goes on: somebody may still need what is kept."""

    explicacion: ClassVar[str] = "Los resultados no se han publicado; todavía no se borra nada"


class EquipoSinEntregar(ActoIndebido):
    """What this machine holds did not come to the commission as it stands here."""

    explicacion: ClassVar[str] = (
        "La comisión no recibió lo que guarda este equipo tal como está: entréguelo antes"
        " (eleccion recibir, o eleccion hallado)"
    )


class ComputoDeOtro(ActoIndebido):
    """The cómputo beside the log is not the one that the log fixed."""

    explicacion: ClassVar[str] = "El cómputo del expediente no es el de la bitácora"


@dataclass(frozen=True, slots=True)
class PublicacionFirme:
    """What the published log says, proved to be the commission's and to have ended.

    Attributes:
        resultados: SHA-256 of resultados.json.
        publicado: Hour of the last entry.
    """

    sellado: Sellado
    resultados: bytes
    publicado: datetime
    _actos: tuple[Asiento, ...]
    _computos: dict[str, Computo]

    def exigir_concluida(self, demarcaciones: Sequence[str], *, hora: datetime) -> None:
        """Demand that nobody can challenge the contest of those any more, and nobody does.

        Raises:
            ContiendaAbierta: With the demarcación and why.
        """
        for clave in demarcaciones:
            computo = self._computos[clave]
            exigir_concluida(clave, computo.estado, computo.plazo_impugnacion, dia_local(hora))

    def exigir_entregado(self, identidad: Identidad, firmado: Punto) -> None:
        """Demand that the log of a machine came whole, or that it was found and written down.

        Args:
            firmado: Last checkpoint that the machine signed.

        Raises:
            EquipoSinEntregar: Neither.
        """
        for acto in self._actos:
            if isinstance(acto, asientos.RegistroRecibido) and acto.mesa == identidad.mesa:
                for citada in acto.bitacoras:
                    suya = Punto(citada.origen, citada.tamano, citada.raiz)
                    if suya == firmado and citada.origen == identidad.origen:
                        return
            if isinstance(acto, asientos.EquipoHallado) and (acto.mesa, acto.generacion) == (
                identidad.mesa,
                identidad.generacion,
            ):
                return
        raise EquipoSinEntregar(f"{identidad.parte}-{identidad.generacion}")


def leer_publicacion(e: Expediente, sellado: Sellado) -> PublicacionFirme:
    """Read the log of a published expediente, every line chained and the head signed.

    Args:
        sellado: The definition in it.

    Raises:
        ResultadosSinPublicar: Its last entry is another.
        ComputoDeOtro: A computo.json is not that of the log.
        ArchivoAusente, CadenaRota, PuntoNoCoincide, FirmaFalsa…: The log does not hold.
    """
    with e.flujo(ARCHIVO) as flujo:
        lineas = tuple(bitacora.partir(flujo))
    return leer_bitacora_publicada(lineas, e.leer(PUNTO), e.leer, sellado)


def leer_bitacora_publicada(
    lineas: Sequence[bytes], firmado: bytes, leer: Callable[[str], bytes], sellado: Sellado
) -> PublicacionFirme:
    """Read the log of a process that was published, from wherever it is kept.

    Args:
        firmado: Its last checkpoint.
        leer: Gives a document of the process by its path in the expediente.

    Raises:
        The errors of ``leer_publicacion``.
    """
    origen = bitacora.origen(sellado.proceso, "comision")
    final = punto.verificar(firmado, origen, sellado.comision).punto
    bitacora.verificar_cerrada(lineas, final)
    entradas = tuple(entrada for entrada, _ in bitacora.recorrer(lineas, origen))
    ultimo = entradas[-1].asiento if entradas else None
    hora = entradas[-1].hora if entradas else None
    if not isinstance(ultimo, asientos.ResultadosPublicados) or hora is None:
        raise ResultadosSinPublicar
    actos = tuple(entrada.asiento for entrada in entradas)
    computos = _leer_computos(leer, sellado, actos)
    return PublicacionFirme(sellado, ultimo.resultados, hora, actos, computos)


def _leer_computos(
    leer: Callable[[str], bytes], sellado: Sellado, actos: tuple[Asiento, ...]
) -> dict[str, Computo]:
    """The last cómputo of each demarcación, as the log fixed it when concluded or firm."""
    fijados: dict[str, bytes] = {}
    for acto in actos:
        if isinstance(acto, asientos.ComputoConcluido):
            fijados[acto.demarcacion] = acto.computo
        elif isinstance(acto, asientos.PlazoVencido):
            fijados |= {citado.demarcacion: citado.computo for citado in acto.computos}
    computos: dict[str, Computo] = {}
    for demarcacion in sellado.catalogo.demarcaciones:
        contenido = leer(ruta_de_computo(demarcacion.clave))
        if sha256(contenido).digest() != fijados.get(demarcacion.clave):
            raise ComputoDeOtro(demarcacion.clave)
        computos[demarcacion.clave] = Computo.leer(contenido)
    return computos

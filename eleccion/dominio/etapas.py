"""The two machines that say which act is possible when: process and mesa.

They are data: a screen, an access rule and a test read the same table. An act that the table does
not foresee in the present state raises; nothing changes state in any other way.

Source: docs/arquitectura.md#states.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final, Generic, TypeVar

from eleccion.errores import ActoIndebido


class EtapaProceso(StrEnum):
    """Stage of the whole election; campaign and veda are windows of the calendar, not stages."""

    PREPARACION = "preparacion"
    REGISTRO = "registro"
    DICTAMEN = "dictamen"
    SELLADO = "sellado"
    JORNADA = "jornada"
    COMPUTO = "computo"
    ARCHIVO = "archivo"


class EstadoMesa(StrEnum):
    """State of one mesa receptora, from the station's installation to the published result."""

    NO_INSTALADA = "no_instalada"
    INSTALADA = "instalada"
    ABIERTA = "abierta"
    SUSPENDIDA = "suspendida"
    CERRADA = "cerrada"
    RECIBIDA = "recibida"
    VERIFICADA = "verificada"
    CONFLICTO = "conflicto"
    DESCIFRADA = "descifrada"
    PUBLICADA = "publicada"


class ActoFueraDeEtapa(ActoIndebido):
    """The act is not possible in the present state.

    Attributes:
        acto: Name of the act.
        estado: State it was tried in.
    """

    explicacion: ClassVar[str] = "Ese acto no corresponde en este momento"

    def __init__(self, maquina: str, acto: str, estado: str) -> None:
        super().__init__(f"«{acto}» no procede con {maquina} en «{estado}»")
        self.acto = acto
        self.estado = estado


class ActoDesconocido(ActoIndebido):
    """No machine has an act of that name: a fault of the program, not of the election."""

    explicacion: ClassVar[str] = "No existe ese acto"


E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Transicion(Generic[E]):
    """From any of some states, an act leads to one state."""

    desde: frozenset[E]
    hasta: E


@dataclass(frozen=True, slots=True)
class Maquina(Generic[E]):
    """A state machine as a table: for each act, where it may start and where it ends.

    An act that ends differently according to what is found (a second record of a mesa is a
    conflict) has one row per outcome, so that the log and the state never disagree.
    """

    nombre: str
    estados: type[E]
    iniciales: frozenset[E]
    finales: frozenset[E]
    transiciones: Mapping[str, Transicion[E]]

    def puede(self, estado: E, acto: str) -> bool:
        """Tell whether the act is possible now.

        Raises:
            ActoDesconocido: The machine has no such act.
        """
        return estado in self._transicion(acto).desde

    def aplicar(self, estado: E, acto: str) -> E:
        """Give the state after an act.

        Raises:
            ActoFueraDeEtapa: The act is not possible in ``estado``.
            ActoDesconocido: The machine has no such act.
        """
        transicion = self._transicion(acto)
        if estado not in transicion.desde:
            raise ActoFueraDeEtapa(self.nombre, acto, estado)
        return transicion.hasta

    def actos(self, estado: E) -> tuple[str, ...]:
        """List the acts possible in a state, in the order of the table."""
        return tuple(acto for acto, t in self.transiciones.items() if estado in t.desde)

    def _transicion(self, acto: str) -> Transicion[E]:
        transicion = self.transiciones.get(acto)
        if transicion is None:
            raise ActoDesconocido(f"{self.nombre}: {acto}")
        return transicion


def _de(*desde: E, a: E) -> Transicion[E]:
    return Transicion(frozenset(desde), a)


_P, _M = EtapaProceso, EstadoMesa

PROCESO: Maquina[EtapaProceso] = Maquina(
    nombre="el proceso",
    estados=EtapaProceso,
    iniciales=frozenset({_P.PREPARACION}),
    finales=frozenset({_P.ARCHIVO}),
    transiciones={
        "abrir_registro": _de(_P.PREPARACION, a=_P.REGISTRO),
        "cerrar_registro": _de(_P.REGISTRO, a=_P.DICTAMEN),
        "sellar": _de(_P.DICTAMEN, a=_P.SELLADO),
        # Before the day the two who sealed may take the seal back, to correct and seal again.
        "revocar_sello": _de(_P.SELLADO, a=_P.DICTAMEN),
        # And, where a resolution orders it, change the ballot of some demarcaciones.
        "resellar": _de(_P.SELLADO, a=_P.SELLADO),
        "iniciar_jornada": _de(_P.SELLADO, a=_P.JORNADA),
        "iniciar_computo": _de(_P.JORNADA, a=_P.COMPUTO),
        "archivar": _de(_P.COMPUTO, a=_P.ARCHIVO),
    },
)
"""The process. Drafts are loaded in preparacion and registro; nothing changes after the seal."""

_NOCHE: Final = (
    "RegistroRecibido",
    "PaqueteRecibido",
    "AnuncioRecibido",
    "CierreContradicho",
    "MesaVerificada",
    "MesaEnConflicto",
    "BoletasTardias",
    "EquipoHallado",
    "MesaEncargada",
    "RegistradasCotejadas",
    "TandaDescifrada",
    "MesaDescifrada",
    "MesaRecontada",
    "PasesAbiertos",
    "AcuerdoTomado",
    "ComputoConcluido",
    "PlazoVencido",
    "HojaFotografiada",
)

ETAPAS_DE_ASIENTO: Final[Mapping[str, tuple[EtapaProceso, ...]]] = {
    "DotacionEmitida": (_P.SELLADO,),
    "DefinicionResellada": (_P.SELLADO,),
    "ArranqueAnunciado": (_P.JORNADA,),
    **dict.fromkeys(_NOCHE, (_P.JORNADA, _P.COMPUTO)),
    "ResultadosPublicados": (_P.ARCHIVO,),
}
"""Entries that the commission's log takes from the seal on, and in which stage.

Whoever verifies demands it: one entry out of its stage, and no record of the process holds.
"""


def exigir_en_etapa(tipo: str, etapa: EtapaProceso) -> None:
    """Let an entry into the commission's log in its stage alone.

    Args:
        tipo: Of the entry; one that is made before the seal passes.

    Raises:
        ActoFueraDeEtapa: It would break the record: the day has not come, or all is published.
    """
    if etapa not in ETAPAS_DE_ASIENTO.get(tipo, (etapa,)):
        raise ActoFueraDeEtapa("el proceso", tipo, etapa)


ANTES_DEL_SELLO: Final = (_P.PREPARACION, _P.REGISTRO, _P.DICTAMEN)
"""Stages in which what the seal fixes may still be made again."""

MESA: Maquina[EstadoMesa] = Maquina(
    nombre="la mesa",
    estados=EstadoMesa,
    iniciales=frozenset({_M.NO_INSTALADA}),
    finales=frozenset({_M.PUBLICADA, _M.CONFLICTO, _M.RECIBIDA, _M.NO_INSTALADA}),
    transiciones={
        "instalar": _de(_M.NO_INSTALADA, a=_M.INSTALADA),
        "abrir_votacion": _de(_M.INSTALADA, a=_M.ABIERTA),
        "suspender": _de(_M.ABIERTA, a=_M.SUSPENDIDA),
        "reanudar": _de(_M.SUSPENDIDA, a=_M.ABIERTA),
        # A mesa that could not resume still closes and counts what it holds.
        "cerrar_votacion": _de(_M.ABIERTA, _M.SUSPENDIDA, a=_M.CERRADA),
        # By the code of its acta alone: what it closed is known, and nothing of it is opened.
        "recibir_anuncio": _de(_M.CERRADA, a=_M.RECIBIDA),
        "recibir_registro": _de(_M.CERRADA, _M.RECIBIDA, a=_M.RECIBIDA),
        "verificar_registro": _de(_M.RECIBIDA, a=_M.VERIFICADA),
        # A second, different, validly signed record never replaces the first. After decryption
        # it is kept beside and reported: a result already published is not taken back by it. An
        # acuerdo says which acta counts; the mesa stays in conflict, and nothing of it is opened.
        "recibir_otro_registro": _de(_M.RECIBIDA, _M.VERIFICADA, a=_M.CONFLICTO),
        "descifrar": _de(_M.VERIFICADA, a=_M.DESCIFRADA),
        "publicar": _de(_M.DESCIFRADA, a=_M.PUBLICADA),
        # A mesa of paper ballots, or with so few in the urna that nothing may be opened.
        "publicar_sin_descifrar": _de(_M.VERIFICADA, a=_M.PUBLICADA),
    },
)
"""One mesa. A mesa that nobody installed stays ``no_instalada`` to the end, and says so; one that
was announced and whose record never came stays ``recibida``."""

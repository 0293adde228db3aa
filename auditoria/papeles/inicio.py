"""What the acta de inicio states, taken from the first entries of a station's two logs.

The acta de inicio is printed before ``acta.json`` exists, so it has data of its own: they are
attached to its PDF and are a pure function of both logs (docs/formato-inicio.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.claves import ClaveProceso, IdMesa, partir_mesa
from auditoria.formatos.presencia import FuncionarioPresente, RepresentantePresente
from auditoria.papeles.errores import InicioIncompleto
from auditoria.registro import bitacora
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    CabezaDeUrnaImpresa,
    EquipoDeUrnaReabierto,
    MemoriaConectada,
    MemoriaSuspendida,
    MesaInstalada,
    MesaRelevada,
    RelojDeUrnaAceptado,
    UrnaAbierta,
    UrnaInstalada,
    UrnaRelevada,
)
from auditoria.registro.bitacora import Cabeza, Entrada
from auditoria.registro.esquema import Cantidad, Formato, Huella, Texto

_A = TypeVar("_A", bound=Asiento)

# What officials may do between the installation of an urna and its opening: it changes no count.
_ANTES_DE_ABRIR = (
    CabezaDeUrnaImpresa,
    EquipoDeUrnaReabierto,
    MemoriaConectada,
    MemoriaSuspendida,
    RelojDeUrnaAceptado,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contadores(Formato):
    """The counters of the urna at opening, as its own log states them."""

    depositadas: Cantidad
    comprobadas: Cantidad
    inutilizadas: Cantidad


@dataclass(frozen=True, slots=True, kw_only=True)
class Inicio(Formato):
    """The data of the acta de inicio.

    Attributes:
        instalada: Hour of the entry ``MesaInstalada``; ``abierta``, that of ``UrnaAbierta``.
            What belongs to the urna (its hour, key, counters, head and pases) is absent where the
            mesa votes on paper only.
        boletas_recibidas: Paper ballots counted, where people vote on them from the opening.
        llave_mesa, llave_urna: Keys born at installation, as vkey.
        red_mesa, red_urna: Fingerprints of the keys with which they serve on the wired network,
            where they do.
        firmas: Lines of signed note by the two officials whose cards vouch for both keys.
        dotacion: SHA-256 of the MANIFIESTO of the file the mesa received.
        cabeza_mesa: Head of the mesa's log just after ``MesaInstalada``.
        cabeza_urna: Head of the urna's log just after ``UrnaAbierta``.
    """

    formato: ClassVar[str] = "inicio"

    proceso: ClaveProceso
    mesa: IdMesa
    huella: Huella
    arranque: Texto
    instalada: datetime
    lugar_autorizado: bool
    lugar_ocupado: Texto | None = None
    causa_del_cambio: Texto | None = None
    urna_vacia: bool
    sellos: Texto | None = None
    rubrica: Texto | None = None
    pases_mezclados: bool | None = None
    funcionarios: tuple[FuncionarioPresente, ...]
    representantes: tuple[RepresentantePresente, ...]
    pases_recibidos: Cantidad | None = None
    reserva_recibida: Cantidad | None = None
    boletas_recibidas: Cantidad | None = None
    electores: Cantidad | None = None
    dotacion: Huella
    llave_mesa: Texto
    llave_urna: Texto | None = None
    red_mesa: Huella | None = None
    red_urna: Huella | None = None
    firmas: tuple[Texto, ...]
    abierta: datetime | None = None
    contadores: Contadores | None = None
    cabeza_mesa: CabezaCitada
    cabeza_urna: CabezaCitada | None = None


def leer_inicio(
    proceso: str, mesa: str, lineas_mesa: Iterable[bytes], lineas_urna: Iterable[bytes]
) -> Inicio:
    """Take the data from both logs; only their first lines are read.

    Args:
        mesa: Identity, ``D001-M1``.
        lineas_mesa: Lines of ``mesa-1.bitacora``.
        lineas_urna: Lines of the log in which the urna was opened: ``urna-1.bitacora``, or that of
            a machine that took over before; not read where the mesa was installed without one.

    Raises:
        InicioIncompleto: The logs do not begin with ``MesaInstalada``, and with ``UrnaInstalada``
            or ``UrnaRelevada`` and ``UrnaAbierta``; between these only heads and memories stand.
    """
    lugar = partir_mesa(mesa)
    de_mesa = bitacora.recorrer(lineas_mesa, bitacora.origen(proceso, *lugar, "mesa-1"))
    de_urna = _recorrer_apertura(tuple(lineas_urna), bitacora.origen(proceso, *lugar, "urna"))
    instalada, hora_de_instalacion, cabeza_mesa = _siguiente(de_mesa, MesaInstalada)
    abierta: datetime | None = None
    contadores = cabeza_urna = None
    if instalada.llave_urna is not None:
        primera = next(de_urna, None)
        if primera is None or not isinstance(primera[0].asiento, UrnaInstalada | UrnaRelevada):
            raise InicioIncompleto(f"falta {UrnaInstalada.tipo}")
        en_ceros, abierta, tras = _siguiente(de_urna, UrnaAbierta, pasando=_ANTES_DE_ABRIR)
        cabeza_urna = _citar(tras)
        contadores = Contadores(
            depositadas=en_ceros.depositadas,
            comprobadas=en_ceros.comprobadas,
            inutilizadas=en_ceros.inutilizadas,
        )
    return Inicio(
        proceso=proceso,
        mesa=mesa,
        huella=instalada.huella,
        arranque=instalada.arranque,
        instalada=hora_de_instalacion,
        lugar_autorizado=instalada.lugar_autorizado,
        lugar_ocupado=instalada.lugar_ocupado,
        causa_del_cambio=instalada.causa_del_cambio,
        urna_vacia=instalada.urna_vacia,
        sellos=instalada.sellos,
        rubrica=instalada.rubrica,
        pases_mezclados=instalada.pases_mezclados,
        funcionarios=tuple(FuncionarioPresente.desde(f.a_valor()) for f in instalada.funcionarios),
        representantes=tuple(
            RepresentantePresente.desde(r.a_valor()) for r in instalada.representantes
        ),
        pases_recibidos=instalada.pases_recibidos,
        reserva_recibida=instalada.reserva_recibida,
        boletas_recibidas=instalada.boletas_recibidas,
        electores=instalada.electores,
        dotacion=instalada.dotacion,
        llave_mesa=instalada.llave_mesa,
        llave_urna=instalada.llave_urna,
        red_mesa=instalada.red_mesa,
        red_urna=instalada.red_urna,
        firmas=instalada.firmas,
        abierta=abierta,
        contadores=contadores,
        cabeza_mesa=_citar(cabeza_mesa),
        cabeza_urna=cabeza_urna,
    )


def lineas_de_apertura(bitacoras: Sequence[Sequence[bytes]]) -> Sequence[bytes]:
    """Choose, of the logs of an urna's machines, the one in which it was opened.

    Each counts up to the place that the next one cites: what a machine did after it died for the
    others is not the opening of the day.

    Args:
        bitacoras: Lines of each generation, oldest first.
    """
    for propia, siguiente in zip(bitacoras, (*bitacoras[1:], ()), strict=True):
        relevada = next(bitacora.hojear(siguiente[:1], UrnaRelevada), None)
        hasta = None
        if relevada is not None and isinstance(relevada.asiento, UrnaRelevada):
            hasta = relevada.asiento.anterior.tamano
        if any(bitacora.escoger(propia[:hasta], UrnaAbierta)):
            return propia
    return bitacoras[0] if bitacoras else ()


def _recorrer_apertura(lineas: Sequence[bytes], origen: str) -> Iterator[tuple[Entrada, Cabeza]]:
    """Read the log in which the urna was opened; its first entry says of which machine it is."""
    relevada = next(bitacora.hojear(lineas[:1], UrnaRelevada), None)
    generacion = 1
    if relevada is not None and isinstance(relevada.asiento, UrnaRelevada):
        generacion = relevada.asiento.generacion
    return bitacora.recorrer(lineas, f"{origen}-{generacion}")


def leer_llave_de_relevo(origen: str, lineas: Iterable[bytes]) -> str:
    """Give the key of a machine that took over, from the first entry of its log, as vkey.

    Raises:
        InicioIncompleto: It does not begin with ``MesaRelevada``.
    """
    relevada, _, _ = _siguiente(bitacora.recorrer(lineas, origen), MesaRelevada)
    return relevada.llave_mesa


def _siguiente(
    entradas: Iterable[tuple[Entrada, Cabeza]],
    clase: type[_A],
    pasando: tuple[type[Asiento], ...] = (),
) -> tuple[_A, datetime, Cabeza]:
    for entrada, cabeza in entradas:
        if isinstance(entrada.asiento, clase) and entrada.hora is not None:
            return entrada.asiento, entrada.hora, cabeza
        if isinstance(entrada.asiento, pasando):
            continue
        raise InicioIncompleto(
            f"se espera {clase.tipo} y es {entrada.asiento.tipo}",
            entrada=f"asiento {entrada.secuencia}",
        )
    raise InicioIncompleto(f"falta {clase.tipo}")


def _citar(cabeza: Cabeza) -> CabezaCitada:
    return CabezaCitada(origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz())

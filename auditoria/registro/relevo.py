"""One part of a station over its generations: the logs of the machines that took over, joined.

A machine that dies leaves its log where it stood; the one that takes over begins another, whose
first entry cites it. What counts is the first log up to the place cited, and then the second.
What the first machine wrote after that place, if it is ever found, is its tail: it is published,
and what it held joins the urna by an entry of its own.

Page: docs/formato-bitacora.md, section Take-over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

from auditoria.errores import ReglaRota
from auditoria.registro import asientos, bitacora
from auditoria.registro.bitacora import Cabeza, Entrada

Paso: TypeAlias = tuple[Entrada, Cabeza]
"""An entry and the head after it."""

RELEVOS: Final = (asientos.MesaRelevada, asientos.UrnaRelevada)

PRIMERA: Final = 1
"""Generation that the instalación begins."""


class RelevoRoto(ReglaRota):
    """A log does not begin as that of a take-over must, or begins as one and is none."""

    explicacion = "La bitácora no sigue a la del equipo anterior"


class BitacoraBifurcada(ReglaRota):
    """The log of the machine before is not the one that the take-over went on from."""

    explicacion = "La bitácora del equipo anterior no es la que citó su relevo"


class BoletasSinReunir(ReglaRota):
    """The machine before took acts after the place cited, and nothing says what became of them."""

    explicacion = "Lo que el equipo anterior guardó al final no se reunió con la urna"


class CuentasDeRelevo(ReglaRota):
    """A take-over or a reunion states counts that the logs do not give."""

    explicacion = "Las cuentas del relevo no son las de las bitácoras"


@dataclass(frozen=True, slots=True)
class Cuentas:
    """Acts that spent a credential: ballots to be counted, ballots tested, pases cancelled."""

    depositadas: int
    comprobadas: int
    inutilizadas: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.depositadas + self.comprobadas + self.inutilizadas


@dataclass(frozen=True, slots=True)
class Tramo:
    """The log of one generation.

    Attributes:
        origen: Its name.
        pasos: As far as it counts; never empty.
        cola: What the machine wrote after the place that its take-over cited.
    """

    origen: str
    pasos: tuple[Paso, ...]
    cola: tuple[Paso, ...] = ()

    @property
    def cabeza(self) -> Cabeza:
        """Head of the whole log as it is kept, tail included."""
        return (self.cola or self.pasos)[-1][1]


@dataclass(frozen=True, slots=True)
class Historia:
    """The generations of one part, oldest first; each goes on from the one before."""

    tramos: tuple[Tramo, ...]

    @property
    def pasos(self) -> tuple[Paso, ...]:
        """Everything that counts, in order."""
        return tuple(chain.from_iterable(tramo.pasos for tramo in self.tramos))

    @property
    def generacion(self) -> int:
        """Number of the last one."""
        return len(self.tramos)


def leer_historia(bitacoras: Sequence[tuple[str, Iterable[bytes]]]) -> Historia:
    """Verify the logs of one part and join them.

    Args:
        bitacoras: Origin and lines of each generation, oldest first.

    Raises:
        RelevoRoto, BitacoraBifurcada, CuentasDeRelevo, BoletasSinReunir: See the classes.
        The errors of ``bitacora.recorrer``.
    """
    leidas = [(origen, tuple(bitacora.recorrer(lineas, origen))) for origen, lineas in bitacoras]
    return enlazar(leidas)


def enlazar(leidas: Sequence[tuple[str, tuple[Paso, ...]]]) -> Historia:
    """Join logs already verified one by one; see ``leer_historia``."""
    tramos: list[Tramo] = []
    for numero, (origen, pasos) in enumerate(leidas, PRIMERA):
        if not pasos:
            raise RelevoRoto("está vacía", archivo=archivo_de(origen), entrada="asiento 1")
        _exigir_comienzo(numero, origen, pasos)
        if tramos:
            tramos[-1] = _cortar(tramos[-1], origen, pasos[0][0])
        tramos.append(Tramo(origen, pasos))
    historia = Historia(tuple(tramos))
    _exigir_cuentas(historia)
    return historia


def contar(pasos: Iterable[Paso]) -> Cuentas:
    """Count the acts that spent a credential, those that joined in a reunion among them."""
    cuentas: Counter[str] = Counter()
    for entrada, _ in pasos:
        match entrada.asiento:
            case asientos.BoletaDepositada():
                cuentas["depositadas"] += 1
            case asientos.BoletaComprobada():
                cuentas["comprobadas"] += 1
            case asientos.PaseInutilizado():
                cuentas["inutilizadas"] += 1
            case asientos.UrnaReunida() as reunida:
                for cual in ("depositadas", "comprobadas", "inutilizadas"):
                    cuentas[cual] += getattr(reunida, cual)
    return Cuentas(cuentas["depositadas"], cuentas["comprobadas"], cuentas["inutilizadas"])


def citar(cabeza: Cabeza) -> asientos.BitacoraCitada:
    """A head as an entry cites it."""
    return asientos.BitacoraCitada(origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz())


def _exigir_comienzo(numero: int, origen: str, pasos: tuple[Paso, ...]) -> None:
    """A take-over begins every log but the first, and stands nowhere else."""
    for entrada, _ in pasos:
        es_relevo = isinstance(entrada.asiento, RELEVOS)
        if es_relevo is not (numero > PRIMERA and entrada.secuencia == 1):
            raise RelevoRoto(
                entrada.asiento.tipo,
                archivo=archivo_de(origen),
                entrada=f"asiento {entrada.secuencia}",
            )
    primero = pasos[0][0].asiento
    if isinstance(primero, RELEVOS) and primero.generacion != numero:
        raise RelevoRoto(
            f"dice ser la generación {primero.generacion}",
            archivo=archivo_de(origen),
            entrada="asiento 1",
        )


def _cortar(anterior: Tramo, origen: str, entrada: Entrada) -> Tramo:
    """Leave of a log what its take-over went on from."""
    citada = entrada.asiento
    if not isinstance(citada, RELEVOS):
        raise RelevoRoto(citada.tipo, archivo=archivo_de(origen), entrada="asiento 1")
    lugar = citada.anterior.tamano
    if citada.anterior.origen != anterior.origen:
        raise RelevoRoto(
            f"cita {citada.anterior.origen}", archivo=archivo_de(origen), entrada="asiento 1"
        )
    if not 1 <= lugar <= len(anterior.pasos):
        raise BitacoraBifurcada(
            f"hay {len(anterior.pasos)} asientos y su relevo citó {lugar}",
            archivo=archivo_de(anterior.origen),
            entrada=f"asiento {len(anterior.pasos)}",
        )
    if citar(anterior.pasos[lugar - 1][1]) != citada.anterior:
        raise BitacoraBifurcada(
            "la raíz no es la citada",
            archivo=archivo_de(anterior.origen),
            entrada=f"asiento {lugar}",
        )
    return Tramo(anterior.origen, anterior.pasos[:lugar], anterior.pasos[lugar:])


def _exigir_cuentas(historia: Historia) -> None:
    """What take-overs and reunions of the urna count is what the logs give."""
    hechos: list[Paso] = []
    reunidas: set[str] = set()
    for tramo in historia.tramos:
        for paso in tramo.pasos:
            entrada = paso[0]
            if isinstance(entrada.asiento, asientos.UrnaRelevada):
                dichas = Cuentas(
                    entrada.asiento.depositadas,
                    entrada.asiento.comprobadas,
                    entrada.asiento.inutilizadas,
                )
                _cotejar(dichas, contar(hechos), tramo.origen, entrada)
            elif isinstance(entrada.asiento, asientos.UrnaReunida):
                reunidas.add(_exigir_reunion(historia, entrada.asiento, tramo.origen, entrada))
            hechos.append(paso)
    for tramo in historia.tramos:
        if contar(tramo.cola).total and tramo.origen not in reunidas:
            raise BoletasSinReunir(
                f"{contar(tramo.cola).total} actos",
                archivo=archivo_de(tramo.origen),
                entrada=f"asiento {len(tramo.pasos) + 1}",
            )


def _exigir_reunion(
    historia: Historia, reunida: asientos.UrnaReunida, origen: str, entrada: Entrada
) -> str:
    """The tail of the log that a reunion cites holds as many acts as the reunion says."""
    tramo = next((t for t in historia.tramos if t.origen == reunida.anterior.origen), None)
    if tramo is None or tramo.origen == origen:
        raise RelevoRoto(
            reunida.anterior.origen,
            archivo=archivo_de(origen),
            entrada=f"asiento {entrada.secuencia}",
        )
    if citar(tramo.cabeza) != reunida.anterior:
        raise BitacoraBifurcada(
            "no es la que se reunió",
            archivo=archivo_de(tramo.origen),
            entrada=f"asiento {tramo.cabeza.tamano}",
        )
    dichos = (
        reunida.depositadas
        + reunida.comprobadas
        + reunida.inutilizadas
        + reunida.repetidas
        + reunida.conflictos
    )
    _cotejar(dichos, contar(tramo.cola).total, origen, entrada)
    return tramo.origen


def _cotejar(dicho: object, consta: object, origen: str, entrada: Entrada) -> None:
    if dicho != consta:
        raise CuentasDeRelevo(
            f"dice {dicho} y constan {consta}",
            archivo=archivo_de(origen),
            entrada=f"asiento {entrada.secuencia}",
        )


def archivo_de(origen: str) -> str:
    """Path of the file of a log in the record, ``D001/M1/mesa-1.bitacora``."""
    return f"{origen.split('/', 2)[2]}.bitacora"

"""The day of a mesa as its log tells it: what the acta has to say, made from the entries alone.

The mesa writes its acta with these functions and whoever checks it uses them again.

Page: docs/formato-acta.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from auditoria.errores import ReglaRota
from auditoria.formatos.dia import Escrito, Reserva, Suspension
from auditoria.formatos.presencia import (
    FuncionarioPresente,
    Observacion,
    Representacion,
    Sustitucion,
)
from auditoria.registro import asientos
from auditoria.registro.bitacora import Entrada


class PausaRota(ReglaRota):
    """The voting was suspended twice, resumed without a suspension, or went on during one."""

    explicacion = "Las suspensiones de la votación no concuerdan con la jornada"


_EN_PAUSA_NO = frozenset(
    {
        "FilaCerrada",
        "PruebaPublicaHecha",
        "BoletaDepositada",
        "BoletaComprobada",
        "PaseInutilizado",
    }
)
_PAUSAS = {
    "VotacionSuspendida": True,
    "VotacionReanudada": False,
    "UrnaSuspendida": True,
    "UrnaReanudada": False,
}


def exigir_pausas(entradas: Iterable[Entrada]) -> None:
    """Demand that pauses begin and end in turn, and that nothing of the voting happens in them.

    A pause that is never ended is one that the close ended. The last batch of marks, which a close
    tells, is of before the pause.

    Raises:
        PausaRota: With the entry.
    """
    en_pausa = por_cerrar = False
    for entrada in entradas:
        tipo = entrada.asiento.tipo
        mal = (tipo in _PAUSAS and _PAUSAS[tipo] is en_pausa) or (en_pausa and tipo in _EN_PAUSA_NO)
        if mal or (por_cerrar and tipo != "VotacionCerrada"):
            raise PausaRota(tipo, entrada=f"asiento {entrada.secuencia}")
        por_cerrar = en_pausa and tipo == "MarcasRegistradas"
        en_pausa = _PAUSAS.get(tipo, en_pausa)


def suspensiones(entradas: Iterable[Entrada]) -> tuple[Suspension, ...]:
    """Give the suspensions of the voting; one that did not end, ended with the close.

    Raises:
        PausaRota: Begun twice, or ended without a beginning.
    """
    halladas: list[Suspension] = []
    abierta: tuple[datetime, str] | None = None
    for entrada in entradas:
        hecho, hora = entrada.asiento, entrada.hora
        if isinstance(hecho, asientos.VotacionSuspendida) and hora is not None:
            if abierta is not None:
                raise PausaRota(hecho.tipo, entrada=f"asiento {entrada.secuencia}")
            abierta = hora, hecho.causa
        elif isinstance(hecho, asientos.VotacionReanudada | asientos.VotacionCerrada):
            if abierta is not None and hora is not None:
                inicio, causa = abierta
                halladas.append(Suspension(inicio=inicio, fin=hora, causa=causa))
                abierta = None
            elif isinstance(hecho, asientos.VotacionReanudada):
                raise PausaRota(hecho.tipo, entrada=f"asiento {entrada.secuencia}")
    return tuple(halladas)


class SustitucionAjena(ReglaRota):
    """An official was replaced who held no cargo, or by somebody who held one, or in another."""

    explicacion = "La sustitución no corresponde con quienes integraban la mesa"


class FolioSaltado(ReglaRota):
    """Writings are numbered as they come; one is missing, or stands twice."""

    explicacion = "Los folios de los escritos no son consecutivos"


class PresenciaRota(ReglaRota):
    """Somebody came who was there, left without being there, or came in another's place."""

    explicacion = "Las entradas y salidas de la mesa no concuerdan"


def representaciones(entradas: Iterable[Entrada]) -> tuple[Representacion, ...]:
    """Give who represented a planilla at the mesa, from when to when.

    Raises:
        PresenciaRota: Two at a time for one planilla, or a departure of nobody.
    """
    dichas: list[Representacion] = []
    for entrada in entradas:
        hecho, hora = entrada.asiento, entrada.hora
        if hora is None:
            continue
        llegan: tuple[asientos.RepresentantePresente | asientos.RepresentanteLlegado, ...] = ()
        if isinstance(hecho, asientos.MesaInstalada):
            llegan = hecho.representantes
        elif isinstance(hecho, asientos.RepresentanteLlegado):
            llegan = (hecho,)
        elif isinstance(hecho, asientos.RepresentanteRetirado):
            lugar = _presente([r.planilla for r in dichas], dichas, hecho.planilla)
            if lugar is None:
                raise PresenciaRota(hecho.planilla, entrada=f"asiento {entrada.secuencia}")
            dichas[lugar] = replace(dichas[lugar], salida=hora)
        for llega in llegan:
            if _presente([r.planilla for r in dichas], dichas, llega.planilla) is not None:
                raise PresenciaRota(llega.planilla, entrada=f"asiento {entrada.secuencia}")
            dichas.append(
                Representacion(
                    planilla=llega.planilla,
                    nombre=llega.nombre,
                    caracter=llega.caracter,
                    entrada=hora,
                )
            )
    return tuple(dichas)


def observaciones(entradas: Iterable[Entrada]) -> tuple[Observacion, ...]:
    """Give the accredited observers at the mesa, from when to when.

    Raises:
        PresenciaRota: One came twice without leaving, or left without being there.
    """
    dichas: list[Observacion] = []
    for entrada in entradas:
        hecho, hora = entrada.asiento, entrada.hora
        if hora is None or not isinstance(
            hecho, asientos.ObservadorLlegado | asientos.ObservadorRetirado
        ):
            continue
        lugar = _presente([o.acreditacion for o in dichas], dichas, hecho.acreditacion)
        llega = isinstance(hecho, asientos.ObservadorLlegado)
        if llega is (lugar is not None):
            raise PresenciaRota(hecho.acreditacion, entrada=f"asiento {entrada.secuencia}")
        if isinstance(hecho, asientos.ObservadorLlegado):
            dichas.append(
                Observacion(
                    acreditacion=hecho.acreditacion, organizacion=hecho.organizacion, entrada=hora
                )
            )
        elif lugar is not None:
            dichas[lugar] = replace(dichas[lugar], salida=hora)
    return tuple(dichas)


def sustituciones(entradas: Iterable[Entrada]) -> tuple[Sustitucion, ...]:
    """Give the officials who left during the day and who took their cargos."""
    return tuple(
        Sustitucion(
            hora=entrada.hora,
            sale=entrada.asiento.sale,
            entra=FuncionarioPresente.desde(entrada.asiento.entra.a_valor()),
            causa=entrada.asiento.causa,
        )
        for entrada in entradas
        if isinstance(entrada.asiento, asientos.FuncionarioSustituido) and entrada.hora is not None
    )


def en_funciones(entradas: Iterable[Entrada]) -> tuple[FuncionarioPresente, ...]:
    """Give who holds each cargo after these entries, by cargo.

    Raises:
        SustitucionAjena: Somebody who held no cargo was replaced, or took two, or another one, or
            had left before.
    """
    personas: list[FuncionarioPresente] = []
    fuera: set[str] = set()
    for entrada in entradas:
        hecho = entrada.asiento
        if isinstance(hecho, asientos.MesaInstalada):
            personas = [FuncionarioPresente.desde(f.a_valor()) for f in hecho.funcionarios]
        elif isinstance(hecho, asientos.FuncionarioSustituido):
            entra = FuncionarioPresente.desde(hecho.entra.a_valor())
            cargos = {persona.clave: persona.cargo for persona in personas}
            fuera.add(hecho.sale)
            if cargos.get(hecho.sale) != entra.cargo or entra.clave in {*cargos, *fuera}:
                raise SustitucionAjena(hecho.sale, entrada=f"asiento {entrada.secuencia}")
            personas[list(cargos).index(hecho.sale)] = entra
    return tuple(personas)


def salieron(entradas: Iterable[Entrada]) -> frozenset[str]:
    """Give the keys of who left a cargo: they and their cards stay out for the day."""
    return frozenset(
        e.asiento.sale for e in entradas if isinstance(e.asiento, asientos.FuncionarioSustituido)
    )


def reserva_abierta(entradas: Iterable[Entrada]) -> Reserva | None:
    """Give the opening of the reserve; ``None`` where it stayed sealed."""
    for entrada in entradas:
        if isinstance(entrada.asiento, asientos.ReservaAbierta) and entrada.hora is not None:
            return Reserva(
                hora=entrada.hora,
                cantidad=entrada.asiento.cantidad,
                causa=entrada.asiento.causa,
            )
    return None


def protestas(entradas: Iterable[Entrada]) -> tuple[Escrito, ...]:
    """Count the written protests handed in, by planilla.

    Raises:
        FolioSaltado: A writing is missing between two.
    """
    cuantas: Counter[str] = Counter()
    folio = 0
    for entrada in entradas:
        if isinstance(escrito := entrada.asiento, asientos.EscritoRecibido):
            folio += 1
            if escrito.folio != folio:
                raise FolioSaltado(str(escrito.folio), entrada=f"asiento {entrada.secuencia}")
            cuantas[escrito.planilla] += escrito.clase == "protesta"
    cuantas = +cuantas
    return tuple(Escrito(planilla=p, cantidad=cuantas[p]) for p in sorted(cuantas))


def _presente(
    claves: Sequence[str], dichas: Sequence[Representacion | Observacion], clave: str
) -> int | None:
    """Place of who is there under a key, if anybody is."""
    for lugar, propia in enumerate(claves):
        if propia == clave and dichas[lugar].salida is None:
            return lugar
    return None

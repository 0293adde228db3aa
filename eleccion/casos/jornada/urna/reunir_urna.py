"""Join to the urna what only a machine found again held: by credential, before the close.

A ballot enters only with every proof, as any other; nothing of what the urna holds changes. Where
both spent one pase for different ends the urna's own stands, and the other is published apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditoria.registro import relevo
from auditoria.registro.asientos import UrnaReunida
from auditoria.reglas.cuadre import cuenta_testigos
from eleccion.casos.jornada.equipo_hallado import ColaHallada, leer_cola
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.revisar_urna import probar_boleta, revisar_urna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.puertos_urna import (
    ActoApartado,
    AlmacenDeUrna,
    BoletaGuardada,
    TrabajoDeUrna,
)
from eleccion.dominio.relevo import EquipoYaReunido, HistoriaAparte, Reunion, ReunionTardia
from eleccion.dominio.urna import EstadoCredencial, EstadoUrna


@dataclass(frozen=True, slots=True)
class _Hallada:
    """One spent credential of the machine found again."""

    credencial: str
    fin: EstadoCredencial
    boleta: BoletaGuardada | None
    apertura: bytes


def reunir_urna(
    urna: EquipoUrna,
    hallada: AlmacenDeUrna,
    punto_firmado: bytes,
    tarjetas: tuple[Tarjeta, Tarjeta],
) -> Reunion:
    """Join the last acts of a machine that died; its whole log is published with this one's.

    Args:
        hallada: Database of the machine found again; only read.
        punto_firmado: Last checkpoint of its log.

    Raises:
        EquipoNoHallado, HistoriaAparte: It is none that this urna goes on from.
        EquipoYaReunido: It was joined before.
        ReunionTardia: The urna is not open any more, or not yet.
        UrnaAlterada: What it keeps is not what it wrote down, or stands under another's pase.
        Incumplimiento: A ballot of it does not verify; nothing is joined.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    urna.exigir_dos_personas(tarjetas)
    credenciales = urna.mesa.credenciales.publicas
    with hallada.leer() as lectura:
        revisar_urna(lectura, len(credenciales))
        halladas = _gastadas(lectura)
        historia = lectura.historia()
    with urna.almacen.leer() as lectura:
        cola = leer_cola(lectura.historia(), historia, punto_firmado)
        # Every proof is verified before the transaction: no voter waits for another's.
        for nueva in halladas:
            if nueva.boleta is not None and not _esta(lectura, nueva):
                probar_boleta(nueva.boleta, urna.mesa, nueva.apertura)
    with urna.almacen.escribir() as trabajo:
        if trabajo.etapa() not in (EstadoUrna.ABIERTA, EstadoUrna.SUSPENDIDA):
            raise ReunionTardia
        _exigir_primera(trabajo, cola)
        con_papel = cuenta_testigos(urna.mesa.mesa, urna.sellado.reglas)
        reunion = _reunir(trabajo, halladas, cola, con_papel=con_papel)
        trabajo.extender(cola.origen, cola.lineas, cola.cabeza)
        trabajo.asentar(
            UrnaReunida(
                anterior=relevo.citar(cola.cabeza),
                depositadas=reunion.depositadas,
                comprobadas=reunion.comprobadas,
                inutilizadas=reunion.inutilizadas,
                repetidas=reunion.repetidas,
                conflictos=reunion.conflictos,
            ),
            None,
        )
    with urna.almacen.leer() as lectura:
        cabeza = lectura.cabeza()
        revisar_urna(lectura, len(credenciales))
    urna.sellar_punto(cabeza)
    return reunion


def ya_reunida(lectura: TrabajoDeUrna, origen: str) -> bool:
    """Tell whether the machine of that log was joined before."""
    pasos = relevo.leer_historia(lectura.historia()).pasos
    return any(
        isinstance(entrada.asiento, UrnaReunida) and entrada.asiento.anterior.origen == origen
        for entrada, _ in pasos
    )


def _exigir_primera(trabajo: TrabajoDeUrna, cola: ColaHallada) -> None:
    if ya_reunida(trabajo, cola.origen):
        raise EquipoYaReunido


def _gastadas(lectura: TrabajoDeUrna) -> tuple[_Hallada, ...]:
    boletas: Mapping[str, BoletaGuardada] = {b.credencial: b for b in lectura.boletas()}
    abiertas = {a.boleta.credencial: a for a in lectura.comprobadas()}
    dichas = []
    for credencial, fin in lectura.gastadas():
        abierta = abiertas.get(credencial)
        boleta = boletas.get(credencial) if abierta is None else abierta.boleta
        dichas.append(
            _Hallada(credencial, fin, boleta, b"" if abierta is None else abierta.apertura)
        )
    return tuple(dichas)


def _contar(trabajo: TrabajoDeUrna, fin: EstadoCredencial, *, con_papel: bool) -> None:
    """Count what came with a ballot: the way that was given, and the paper of a vote.

    A vote without its paper would leave the next paper refused without an end that it may have.
    """
    if fin is not EstadoCredencial.INUTILIZADA:
        trabajo.habilitar()
    if con_papel and fin is EstadoCredencial.DEPOSITADA:
        trabajo.mandar_testigo()


def _esta(lectura: TrabajoDeUrna, hallada: _Hallada) -> bool:
    """Tell whether the urna holds this very act."""
    if lectura.estado_de(hallada.credencial) is not hallada.fin:
        return False
    return hallada.boleta is None or lectura.boleta_de(hallada.credencial) == hallada.boleta


def _reunir(
    trabajo: TrabajoDeUrna, halladas: Iterable[_Hallada], cola: ColaHallada, *, con_papel: bool
) -> Reunion:
    nuevas: Counter[EstadoCredencial] = Counter()
    conflictos = 0
    for hallada in halladas:
        if trabajo.estado_de(hallada.credencial) is EstadoCredencial.LIBRE:
            trabajo.gastar(hallada.credencial, hallada.fin)
            if hallada.boleta is not None:
                trabajo.guardar_boleta(hallada.boleta)
            if hallada.apertura:
                trabajo.guardar_apertura(hallada.credencial, hallada.apertura)
            _contar(trabajo, hallada.fin, con_papel=con_papel)
            nuevas[hallada.fin] += 1
        elif not _esta(trabajo, hallada):
            texto = b"" if hallada.boleta is None else hallada.boleta.texto
            trabajo.apartar(ActoApartado(hallada.credencial, cola.generacion, hallada.fin, texto))
            conflictos += 1
    # What was in the memory is in both and in no tail; the rest of the tail came here again.
    repetidas = relevo.contar(cola.pasos).total - nuevas.total() - conflictos
    if repetidas < 0:
        raise HistoriaAparte("guarda actos que su bitácora no dice")
    return Reunion(
        depositadas=nuevas[EstadoCredencial.DEPOSITADA],
        comprobadas=nuevas[EstadoCredencial.COMPROBADA],
        inutilizadas=nuevas[EstadoCredencial.INUTILIZADA],
        repetidas=repetidas,
        conflictos=conflictos,
    )

"""Compare what was counted with what the machine says; every difference takes a reason."""

from __future__ import annotations

from auditoria.formatos.cierre import CONTEOS_DE_URNA, CierreUrna
from auditoria.formatos.escrutinio import (
    DiferenciaAsentada,
    Rubros,
    RubrosPapel,
    RubrosTestigos,
    RubrosUrna,
    VotosOpcion,
)
from auditoria.registro.asientos import MesaInstalada
from auditoria.reglas.cuadre import Diferencia, cuadrar
from eleccion.casos.jornada.lista.marcar_persona import (
    BOLETAS,
    BOLETAS_DESHECHAS,
    BOLETAS_REPUESTAS,
)
from eleccion.casos.jornada.mesa.abrir_contingencia import leer_contingencia
from eleccion.casos.jornada.mesa.contar_papeles import (
    exigir_escrutinio_asentado,
    leer_papel,
    leer_pases,
    leer_testigos,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import (
    Diferencias,
    contar_adicionales,
    exigir_acta_por_levantar,
    leer_en_funciones,
    leer_instalada,
)
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.mesa import CapturaFaltante, MotivoDesconocido
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_DIFERENCIAS = "diferencias"


def cuadrar_mesa(mesa: EquipoMesa, cierre: CierreUrna | None) -> tuple[Diferencia, ...]:
    """Compare every total of the mesa.

    Args:
        cierre: The urna's figures, from its own close; ``None`` where the mesa votes on paper only.

    Returns:
        The differences, in the order of the acta; empty when the mesa balances. Nothing is
        corrected.

    Raises:
        CapturaFaltante: The count is not in the log yet, or the urna is not closed.
    """
    with mesa.almacen.leer() as lectura:
        return cuadrar_con(mesa, lectura, cierre)


def cuadrar_con(
    mesa: EquipoMesa, lectura: TrabajoDeMesa, cierre: CierreUrna | None
) -> tuple[Diferencia, ...]:
    """Compare every total, inside a reading that is open already (``cuadrar_mesa``)."""
    return cuadrar(armar_rubros(mesa, lectura, cierre), armar_opciones(mesa, lectura))


def explicar_diferencia(
    mesa: EquipoMesa, diferencia: Diferencia, motivo: str, tarjetas: tuple[Tarjeta, Tarjeta]
) -> None:
    """Give a difference its reason, signed by two officials; a later reason replaces it.

    Args:
        motivo: Key of the convocatoria's list, *no se encontró causa* included.

    Raises:
        MotivoDesconocido: Not of the list.
        CapturaFaltante, ActaYaLevantada: Not the moment.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    if motivo not in mesa.sellado.reglas.claves_de_diferencia:
        raise MotivoDesconocido(motivo)
    firmas = sorted((tarjeta.clave for tarjeta in tarjetas), key=lambda clave: int(clave[1:]))
    asentada = DiferenciaAsentada(
        entre=diferencia.entre,
        cantidad=diferencia.cantidad,
        motivo=motivo,
        firmas=tuple(firmas),
    )
    with mesa.almacen.escribir() as trabajo:
        exigir_escrutinio_asentado(trabajo)
        exigir_acta_por_levantar(trabajo)
        otras = [d for d in leer_explicadas(trabajo) if d.entre != asentada.entre]
        hoja = Diferencias(diferencias=(*otras, asentada))
        trabajo.guardar_hoja(HOJA_DE_DIFERENCIAS, hoja.escribir())


def leer_explicadas(trabajo: TrabajoDeMesa) -> tuple[DiferenciaAsentada, ...]:
    """Give the differences that have a reason, signed by two who integrate the mesa now.

    Who signed one and left before the acta is not in it: the others look at it again.
    """
    contenido = trabajo.hoja(HOJA_DE_DIFERENCIAS)
    if contenido is None:
        return ()
    integran = {persona.clave for persona in leer_en_funciones(trabajo)}
    return tuple(d for d in Diferencias.leer(contenido).diferencias if integran >= {*d.firmas})


def armar_opciones(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> tuple[VotosOpcion, ...]:
    """State the votes per answer, in the order of the ballot."""
    testigos, papel = leer_testigos(mesa, lectura), leer_papel(mesa, lectura)
    return tuple(
        VotosOpcion(
            opcion=opcion,
            testigos=None if testigos is None else testigos.contados[lugar],
            papel=None if papel is None else papel.votos[lugar],
        )
        for lugar, opcion in enumerate(mesa.demarcacion.opciones)
    )


def armar_rubros(mesa: EquipoMesa, lectura: TrabajoDeMesa, cierre: CierreUrna | None) -> Rubros:
    """State every figure of the balance: the hand's, the list's and the urna's."""
    exigir_escrutinio_asentado(lectura)
    instalada, personas = leer_instalada(lectura), lectura.contar_marcas()
    extra = contar_adicionales(lectura)
    urna = _armar_urna(mesa, lectura, instalada, cierre)
    papel = _armar_papel(mesa, lectura, instalada)
    electronicos = 0
    if urna is not None:
        electronicos = urna.testigos.contados if urna.testigos else urna.depositadas
    opciones = armar_opciones(mesa, lectura)
    queda_por_contar = urna is not None and urna.testigos is None
    return Rubros(
        personas=personas,
        extra=extra,
        votantes=personas + extra,
        extraidas=electronicos + (papel.extraidas if papel else 0),
        votacion=None if queda_por_contar else sum(opcion.votos for opcion in opciones),
        electores=instalada.electores,
        urna=urna,
        papel=papel,
    )


def _armar_urna(
    mesa: EquipoMesa,
    lectura: TrabajoDeMesa,
    instalada: MesaInstalada,
    cierre: CierreUrna | None,
) -> RubrosUrna | None:
    """Figures of pases, urna and testigos; ``None`` where the mesa votes on paper only."""
    pases, testigos = leer_pases(mesa, lectura), leer_testigos(mesa, lectura)
    if pases is None:
        return None
    if cierre is None:
        raise CapturaFaltante("el cierre de la urna")
    return RubrosUrna(
        repuestos=lectura.total("repuestos"),
        pases_recibidos=instalada.pases_recibidos or 0,
        reserva_recibida=instalada.reserva_recibida or 0,
        sobrantes=pases.sobrantes + pases.reserva_sobrante,
        inutilizados=pases.inutilizados,
        usados=pases.usados,
        no_devueltos=pases.no_devueltos,
        **{conteo: getattr(cierre, conteo) for conteo in CONTEOS_DE_URNA},
        testigos=None
        if testigos is None
        else RubrosTestigos(
            impresos=testigos.impresos,
            cancelados=testigos.cancelados,
            contados=testigos.hojas,
        ),
    )


def _armar_papel(
    mesa: EquipoMesa, lectura: TrabajoDeMesa, instalada: MesaInstalada
) -> RubrosPapel | None:
    """Figures of the paper ballots; ``None`` where the mesa opened none."""
    papel, abierta = leer_papel(mesa, lectura), leer_contingencia(lectura)
    if papel is None:
        return None
    recibidas = instalada.boletas_recibidas if abierta is None else abierta.boletas
    return RubrosPapel(
        personas=lectura.total(BOLETAS) - lectura.total(BOLETAS_DESHECHAS),
        repuestas=lectura.total(BOLETAS_REPUESTAS),
        recibidas=recibidas or 0,
        sobrantes=papel.sobrantes,
        inutilizadas=papel.inutilizadas,
        extraidas=papel.extraidas,
    )

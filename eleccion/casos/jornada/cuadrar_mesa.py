"""Compare what was counted with what the machine says; every difference takes a reason."""

from __future__ import annotations

from auditoria.formatos.cierre import CierreUrna
from auditoria.formatos.escrutinio import (
    DiferenciaAsentada,
    Rubros,
    RubrosPapel,
    VotosOpcion,
)
from auditoria.reglas.cuadre import Diferencia, cuadrar
from eleccion.casos.jornada.contar_papeles import (
    exigir_escrutinio_asentado,
    leer_papel,
    leer_pases,
    leer_testigos,
)
from eleccion.casos.jornada.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.hojas import (
    Diferencias,
    exigir_acta_por_levantar,
    leer_instalada,
)
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.mesa import MotivoDesconocido
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_DIFERENCIAS = "diferencias"


def cuadrar_mesa(mesa: EquipoMesa, cierre: CierreUrna) -> tuple[Diferencia, ...]:
    """Compare every total of the mesa.

    Args:
        cierre: The urna's figures, from its own close.

    Returns:
        The differences, in the order of the acta; empty when the mesa balances. Nothing is
        corrected.

    Raises:
        CapturaFaltante: The count is not in the log yet.
    """
    with mesa.almacen.leer() as lectura:
        return cuadrar_con(mesa, lectura, cierre)


def cuadrar_con(
    mesa: EquipoMesa, lectura: TrabajoDeMesa, cierre: CierreUrna
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
    if motivo not in {m.clave for m in mesa.sellado.reglas.motivos_diferencia.valor}:
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
    """Give the differences that have a reason."""
    contenido = trabajo.hoja(HOJA_DE_DIFERENCIAS)
    return () if contenido is None else Diferencias.leer(contenido).diferencias


def armar_opciones(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> tuple[VotosOpcion, ...]:
    """State the votes per answer, in the order of the ballot."""
    testigos, papel = leer_testigos(lectura), leer_papel(lectura)
    return tuple(
        VotosOpcion(
            opcion=opcion,
            testigos=testigos.contados[lugar],
            papel=None if papel is None else papel.votos[lugar],
        )
        for lugar, opcion in enumerate(mesa.demarcacion.opciones)
    )


def armar_rubros(mesa: EquipoMesa, lectura: TrabajoDeMesa, cierre: CierreUrna) -> Rubros:
    """State every figure of the balance: the hand's, the list's and the urna's."""
    exigir_escrutinio_asentado(lectura)
    testigos, pases, papel = leer_testigos(lectura), leer_pases(lectura), leer_papel(lectura)
    instalada = leer_instalada(lectura)
    personas = lectura.contar_marcas()
    hojas_de_papel, votos_en_papel = (papel.extraidas, sum(papel.votos)) if papel else (0, 0)
    return Rubros(
        personas=personas,
        extra=0,
        votantes=personas,
        repuestos=lectura.total("repuestos"),
        pases_recibidos=instalada.pases_recibidos,
        reserva_recibida=instalada.reserva_recibida,
        sobrantes=pases.sobrantes + pases.reserva_sobrante,
        inutilizados=pases.inutilizados,
        usados=pases.usados,
        no_devueltos=pases.no_devueltos,
        depositadas=cierre.depositadas,
        comprobadas=cierre.comprobadas,
        inutilizadas=cierre.inutilizadas,
        habilitaciones=cierre.habilitaciones,
        testigos_impresos=testigos.impresos,
        testigos_cancelados=testigos.cancelados,
        testigos_contados=testigos.hojas,
        extraidas=testigos.hojas + hojas_de_papel,
        votacion=sum(testigos.contados) + votos_en_papel,
        electores=instalada.electores,
        papel=None
        if papel is None
        else RubrosPapel(
            recibidas=papel.recibidas,
            sobrantes=papel.sobrantes,
            inutilizadas=papel.inutilizadas,
            extraidas=papel.extraidas,
        ),
    )

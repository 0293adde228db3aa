"""One mesa lives its day: the script is played through the use cases of the station, no short cuts.

Everything happens in the folder of that mesa, so mesas can live their days in parallel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from auditoria.formatos.acta import MotivoCierre
from auditoria.formatos.cierre import CierreUrna
from auditoria.reglas.cuadre import Diferencia, cuenta_testigos
from eleccion.arranque import reabrir_estacion, reabrir_urna
from eleccion.casos.jornada.cierre.clausurar_mesa import (
    clausurar_a_mano,
    clausurar_mesa,
    falta_lista,
    imprimir_lista,
)
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_mesa, explicar_diferencia
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido, remitir_registro
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.contar_papeles import (
    asentar_escrutinio,
    contar_papel,
    contar_pases,
    contar_testigos,
)
from eleccion.casos.jornada.mesa.dibujar_papeles import (
    ACTA_DE_INICIO,
    dibujar_acta_de_inicio,
    dibujar_papeles_de_cierre,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.imprimir_actas import (
    PAPELES_DE_CIERRE,
    imprimir_actas,
    imprimir_otra,
)
from eleccion.casos.jornada.mesa.omitir_impresion import omitir_impresion
from eleccion.casos.jornada.mesa.prueba_de_apertura import omitir_prueba
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna, entregar_cierre
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.dominio.funcionarios import Procedencia
from eleccion.dominio.mesa import ConteoDePases, ConteoDeTestigos
from eleccion.simulacion.caminos import SE_HALLA, TRAS_EL_CIERRE, Camino
from eleccion.simulacion.casos_especiales import casos_del_dia
from eleccion.simulacion.discos import discos
from eleccion.simulacion.dos_equipos import llevar_cierre
from eleccion.simulacion.mesa_abierta import MesaAbierta
from eleccion.simulacion.mostrador import recibir_escritos
from eleccion.simulacion.orden_de_dia import DiaVivido, OrdenDeDia, firmas_de
from eleccion.simulacion.percances import (
    CAUSA_DE_CIERRE,
    CAUSA_DE_TARDANZA,
    asentar_reaperturas,
    comenzar,
    imprimir_cabezas,
    relevar,
    suspender,
)
from eleccion.simulacion.tropiezos import (
    MOTIVO_DE_PERDIDA,
    MOTIVO_DE_RESPALDO,
    MOTIVO_DE_RETIRO,
    Tropiezo,
    contar_mal,
)

MOTIVO_DE_RETIRO_EN_PAPEL: Final = "se_retiro_con_boleta"
"""The same, with their paper ballot."""

SIN_IMPRESORA: Final = "La impresora no enciende"
"""Why a mesa goes on with the blank forms of its envelope."""


def vivir_dia(orden: OrdenDeDia) -> DiaVivido:
    """Play the day of one mesa from the opened kit to the closed registro.

    Raises:
        GuionIncumplido: A person got another answer than the rules say.
        ErrorEleccion, ErrorAuditoria, FallaDeBoletas: An act of the day was refused.
    """
    with discos(orden.carpeta, orden.memoria, orden.papeles) as (equipo, memoria, papeles):
        dia = MesaAbierta(replace(orden, carpeta=equipo, memoria=memoria, papeles=papeles))
        try:
            _abrir(dia)
            dia.recibir_gente()
            vivido = _cerrar(dia)
        finally:
            dia.estacion.cerrar()
    if dia.camino not in TRAS_EL_CIERRE:
        return vivido
    # The machine that died is found: two officials open it, so that it signs what it wrote down.
    reabrir_urna(orden.carpeta, dia.tarjetas).cerrar()
    return replace(vivido, hallado=orden.carpeta)


def _abrir(dia: MesaAbierta) -> None:
    """Open the urna at zero and the voting, with whatever the day begins with."""
    mesa, hora = dia.estacion.mesa, dia.inicio + timedelta(minutes=20)
    abierta = dia.abierta
    if abierta is None and dia.estacion.tiene_urna:
        abierta = abrir_urna(dia.estacion.urna, dia.tarjetas, hora=hora)
    dibujar_acta_de_inicio(mesa, abierta.lineas if abierta else ())
    if dia.camino is Camino.SIN_IMPRESORA:
        omitir_impresion(mesa, dia.tarjetas, (ACTA_DE_INICIO,), causa=SIN_IMPRESORA, hora=hora)
    if dia.camino is Camino.SIN_PRUEBA:
        omitir_prueba(mesa, dia.tarjetas, "La fila ya era larga", hora=hora)
    abrir_votacion(
        mesa,
        dia.tarjetas,
        abierta.cabeza if abierta else None,
        hora=dia.abre,
        causa=dia.guion.causa_retraso,
    )
    comenzar(dia.camino, dia, dia.abre)


def _cerrar(dia: MesaAbierta) -> DiaVivido:
    """Close, count before everybody, balance, draw up the acta and send the registro."""
    cierre, de_urna = _cerrar_votacion(dia)
    mesa, fin = dia.estacion.mesa, dia.cierra + timedelta(minutes=50)
    hora = dia.cierra + timedelta(minutes=3)
    recibir_escritos(mesa, dia.guion, impresora=dia.impresora, hora=hora)
    en_caja = _contar_todo(dia)
    asentar_escrutinio(mesa, hora=fin)
    diferencias = cuadrar_mesa(mesa, cierre)
    for diferencia in diferencias:
        explicar_diferencia(mesa, diferencia, _motivo(dia, diferencia), dia.tarjetas)
    # An urna on another machine seals its own log and the file that it sends, and nothing here.
    sella = de_urna is not None and dia.camino is not Camino.DOS_EQUIPOS
    levantar_acta(
        mesa,
        cierre,
        OrdenDeActa(
            firmas=firmas_de(dia.orden),
            inicio=dia.cierra + timedelta(minutes=5),
            fin=fin,
        ),
        dia.tarjetas,
        sello_de_urna=partial(firmar_cierre, dia.estacion.urna) if sella else None,
    )
    dibujar_papeles_de_cierre(mesa)
    _imprimir(dia, fin)
    if dia.camino is Camino.RELEVO_TRAS_EL_ACTA:
        mesa, de_urna = _relevar_tras_el_acta(dia, fin + timedelta(minutes=5))
    remitido = remitir_registro(
        mesa,
        de_urna,
        dia.orden.destino,
        dia.tarjetas,
        hora=fin + timedelta(minutes=15),
    )
    _clausurar(dia, remitido, fin + timedelta(minutes=25))
    return _contar_lo_vivido(dia, remitido.ruta, en_caja, diferencias)


def _cerrar_votacion(dia: MesaAbierta) -> tuple[CierreUrna | None, Path | None]:
    """Close the voting for the reason of this day, and the urna after it; give what it hands over.

    Returns:
        The figures of the urna and the folder of its files; nothing where there is none.
    """
    mesa, motivo, causa = dia.estacion.mesa, MotivoCierre.SIN_FILA, ""
    if dia.camino is Camino.EN_SUSPENSION:
        suspender(dia, max(dia.ultima, dia.orden.clausura - timedelta(minutes=5)))
        motivo = MotivoCierre.SUSPENDIDA
    elif dia.guion.anticipado:
        motivo = MotivoCierre.VOTARON_TODOS
    elif dia.guion.en_fila:
        motivo = MotivoCierre.CON_FILA
    elif dia.camino in _CAUSAS:
        causa = _CAUSAS[dia.camino]
    cerrar_votacion(mesa, dia.tarjetas, hora=dia.cierra, motivo=motivo, causa=causa)
    if dia.camino is Camino.CABEZAS:
        imprimir_cabezas(dia, "cierre", dia.cierra)
    tiene_urna = dia.estacion.tiene_urna
    if tiene_urna:
        cerrar_urna(dia.estacion.urna, dia.tarjetas, hora=dia.cierra + timedelta(minutes=1))
    if dia.camino is Camino.APAGON_AL_CIERRE:
        dia.estacion.cerrar()
        dia.estacion = reabrir_estacion(dia.orden.carpeta, dia.tarjetas)
        asentar_reaperturas(dia, dia.cierra + timedelta(minutes=2))
    if dia.camino is Camino.DOS_EQUIPOS:
        orden = dia.orden
        return llevar_cierre(orden.carpeta, dia.estacion, orden.memoria, dia.tarjetas)
    if not tiene_urna:
        return None, None
    return entregar_cierre(dia.estacion.urna), dia.estacion.urna.carpeta


_CAUSAS: Final = {Camino.RELOJ: CAUSA_DE_CIERRE, Camino.CIERRE_TARDIO: CAUSA_DE_TARDANZA}


def _imprimir(dia: MesaAbierta, hora: datetime) -> None:
    """Print nothing at most mesas, whose papers are drawn all the same; here, what the road asks.

    A town of tens of thousands of sheets that nobody looks at would only fill a disk.
    """
    mesa = dia.estacion.mesa
    if dia.camino is Camino.SIN_IMPRESORA:
        omitir_impresion(mesa, dia.tarjetas, PAPELES_DE_CIERRE, causa=SIN_IMPRESORA, hora=hora)
    if dia.camino is Camino.REIMPRESO:
        imprimir_actas(mesa, PAPELES_DE_CIERRE, impresora=dia.impresora)
        imprimir_otra(mesa, PAPELES_DE_CIERRE[0], impresora=dia.impresora, hora=hora)


def _relevar_tras_el_acta(dia: MesaAbierta, hora: datetime) -> tuple[EquipoMesa, Path | None]:
    """The machine dies with some copies out: the spare one prints the others of the same acta.

    Returns:
        The table, and the folder with the files of the urna's close, of the spare machine.
    """
    imprimir_actas(dia.estacion.mesa, PAPELES_DE_CIERRE[:1], impresora=dia.impresora)
    relevar(dia, hora)
    imprimir_actas(dia.estacion.mesa, PAPELES_DE_CIERRE, impresora=dia.impresora)
    return dia.estacion.mesa, dia.estacion.urna.carpeta if dia.estacion.tiene_urna else None


def _clausurar(dia: MesaAbierta, remitido: RegistroRemitido, hora: datetime) -> None:
    """Print what is signed last, or fill its forms by hand; a list waits for another printer."""
    mesa, registro = dia.estacion.mesa, remitido.manifiesto
    if dia.camino is not Camino.SIN_IMPRESORA:
        clausurar_mesa(mesa, registro, impresora=dia.impresora, hora=hora)
        return
    clausurar_a_mano(mesa, registro, dia.tarjetas)
    if falta_lista(mesa):
        imprimir_lista(mesa, dia.tarjetas, impresora=dia.de_kiosco)


def _contar_lo_vivido(
    dia: MesaAbierta,
    registro: Path,
    en_caja: tuple[int, ...],
    diferencias: tuple[Diferencia, ...],
) -> DiaVivido:
    opciones = dia.orden.opciones
    return DiaVivido(
        mesa=dia.guion.mesa,
        registro=registro,
        emitidos=tuple(dia.testigos[opcion] + dia.papel.votos[opcion] for opcion in opciones),
        testigos=en_caja,
        papel=tuple(dia.papel.votos[opcion] for opcion in opciones) if dia.papel.se_usa else (),
        recibieron_pase=dia.guion.recibieron_pase,
        negativas=dict(dia.negativas),
        repuestos=dia.repuestos,
        testigos_cancelados=dia.cancelados,
        comprobadas=dia.comprobadas,
        pruebas=dia.pruebas,
        diferencias=tuple(f"{d.comprobacion.clave}: {d.cantidad}" for d in diferencias),
        sobrantes=(*dia.caja, *dia.reserva),
        inutilizados=tuple(dia.danados),
        aparte=tuple(dia.aparte[opcion] for opcion in opciones),
        casos=tuple(sorted({*casos_del_dia(dia.guion), *_casos(dia)})),
    )


def _casos(dia: MesaAbierta) -> Iterator[str]:
    """Name what the day shows at its end and its script does not say."""
    hay = {
        "pase_inutilizado": bool(dia.danados),
        "boleta_inutilizada": bool(dia.papel.inutilizadas),
        "testigo_cancelado": bool(dia.cancelados),
        "comprobacion": dia.comprobadas > dia.pruebas,
        "prueba_publica": bool(dia.pruebas),
        "copia_recibida": any(
            f.recibio_copia for f in firmas_de(dia.orden) if f.rol == "representante"
        ),
        "suplente_en_el_cargo": any(
            p.procedencia is Procedencia.SUPLENTE for p in dia.orden.funcionarios
        ),
        "fila_en_el_cargo": any(p.procedencia is Procedencia.FILA for p in dia.orden.funcionarios),
    }
    yield from (caso for caso, sucede in hay.items() if sucede)


def _motivo(dia: MesaAbierta, diferencia: Diferencia) -> str:
    """Reason for a difference: nobody leaves with a pase where a testigo is lost."""
    if dia.orden.tropiezo is Tropiezo.TESTIGO_PERDIDO:
        return MOTIVO_DE_PERDIDA
    if dia.camino in SE_HALLA:
        return MOTIVO_DE_RESPALDO
    conocidos = dia.estacion.mesa.sellado.reglas.claves_de_diferencia
    en_papel = dia.papel.se_usa and MOTIVO_DE_RETIRO_EN_PAPEL in conocidos
    con_pase = dia.retirados and "papel" not in diferencia.comprobacion.clave
    return MOTIVO_DE_RETIRO_EN_PAPEL if en_papel and not con_pase else MOTIVO_DE_RETIRO


def _contar_todo(dia: MesaAbierta) -> tuple[int, ...]:
    """Count what the mesa has, honestly; gives the testigos that are in the box."""
    mesa, opciones = dia.estacion.mesa, dia.orden.opciones
    emitidos = tuple(dia.testigos[opcion] for opcion in opciones)
    en_caja, contados = contar_mal(dia.orden.tropiezo, emitidos)
    if cuenta_testigos(mesa.mesa, mesa.sellado.reglas):
        testigos = ConteoDeTestigos(
            impresos=sum(emitidos) + dia.cancelados,
            cancelados=dia.cancelados,
            hojas=sum(en_caja),
            contados=contados,
        )
        contar_testigos(mesa, testigos, testigos)
    if dia.estacion.tiene_urna:
        pases = ConteoDePases(
            sobrantes=len(dia.caja),
            reserva_sobrante=len(dia.reserva),
            inutilizados=len(dia.danados),
            usados=sum(emitidos) + dia.comprobadas,
            no_devueltos=dia.retirados,
        )
        contar_pases(mesa, pases, pases)
    if dia.papel.se_usa:
        papel = dia.papel.conteo(opciones)
        contar_papel(mesa, papel, papel)
    return en_caja

"""A day on which everything happens: what the log says, the acta says, and the verifier accepts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from auditoria.formatos.acta import Acta, EstadoFirma, FirmaActa, MotivoCierre
from auditoria.formatos.cierre import CierreUrna
from boletas.cripto.credencial import derivar_credencial
from eleccion.arranque import Estacion
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_mesa
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido, remitir_registro
from eleccion.casos.jornada.lista.admitir_adicional import (
    admitir_con_resolucion,
    admitir_representante,
)
from eleccion.casos.jornada.lista.marcar_persona import anotar_acompanado, reponer_pase
from eleccion.casos.jornada.mesa.abrir_reserva import abrir_reserva
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.contar_papeles import (
    asentar_escrutinio,
    contar_pases,
    contar_testigos,
)
from eleccion.casos.jornada.mesa.dibujar_papeles import dibujar_papeles_de_cierre
from eleccion.casos.jornada.mesa.recibir_escrito import recibir_escrito
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_observador,
    recibir_representante,
    retirar_observador,
    retirar_representante,
)
from eleccion.casos.jornada.mesa.sustituir_funcionario import sustituir_funcionario
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.dominio.mesa import ConteoDePases, ConteoDeTestigos
from tests.dobles.impresora import ImpresoraEnMemoria
from tests.eleccion.comision import fallas, publicar
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    contar,
    depositar_con_papel,
    instalar,
    preparar,
    votar,
)

LISTA = (0, 1, 1)
ADICIONALES = (0, 0)
VOTOS = (*LISTA, *ADICIONALES)
DANADO, RESERVA = 5, 4


def vivir(estacion: Estacion, hora: datetime) -> None:
    """People come and go, beside the list too; an official leaves, the reserve is opened."""
    mesa, urna, tarjetas = estacion.mesa, estacion.urna, preparar().tarjetas
    una, otra, tercera = preparar().planillas[:3]
    votar(estacion, LISTA)
    retirar_representante(mesa, una, hora=hora)
    recibir_representante(mesa, una, "Luis Soto Vega", "suplente", hora=hora + MINUTO)
    retirar_representante(mesa, otra, hora=hora + MINUTO)
    recibir_observador(mesa, "OE-0417", "Observatorio Vecinal", hora=hora + MINUTO)
    retirar_observador(mesa, "OE-0417", hora=hora + 2 * MINUTO)
    recibir_observador(mesa, "OE-0500", hora=hora + 2 * MINUTO)
    recibir_escrito(
        mesa, una, "Luis Soto", "De protesta", 2, impresora=ImpresoraEnMemoria(), hora=hora
    )
    sustituir_funcionario(
        mesa, "f3", tarjetas, fila=("Rosa Meza Luna",), hora=hora, causa="Se sintió mal"
    )
    admitir_con_resolucion(mesa, "TESLP-JDC-12/2027", tarjetas, hora=hora + 3 * MINUTO)
    admitir_representante(mesa, tercera, tarjetas, hora=hora + 4 * MINUTO)
    anotar_acompanado(mesa, hora=hora + 4 * MINUTO)
    definicion, pases = preparar().definicion, preparar().pases
    publica = derivar_credencial(definicion.uuid, pases[DANADO].codigo).publica
    inutilizar_pase(urna, publica, tarjetas)
    reponer_pase(mesa, hora=hora + 5 * MINUTO)
    cuantos = preparar().catalogo.ubicar(MESA)[1].pases.reserva
    abrir_reserva(mesa, tarjetas, cuantos, hora=hora + 6 * MINUTO, causa="Se mojó la caja")
    for turno, opcion in enumerate(ADICIONALES, start=len(LISTA)):
        habilitar_kiosco(urna)
        depositar_con_papel(urna, preparar().boleta(turno, opcion).texto)


def contar_a_mano(estacion: Estacion) -> CierreUrna:
    """Close and count: one pase spoiled, two of the reserve handed out."""
    mesa, tarjetas, hora = estacion.mesa, preparar().tarjetas, preparar().clausura
    pases = preparar().catalogo.ubicar(MESA)[1].pases
    cerrar_votacion(mesa, tarjetas, hora=hora, motivo=MotivoCierre.SIN_FILA)
    cierre = cerrar_urna(estacion.urna, tarjetas, hora=hora + MINUTO)
    testigos = ConteoDeTestigos(
        impresos=len(VOTOS), cancelados=0, hojas=len(VOTOS), contados=contar(VOTOS)
    )
    contar_testigos(mesa, testigos, testigos)
    de_la_caja = len(VOTOS) + 1 - 2
    contados = ConteoDePases(
        sobrantes=pases.cantidad - de_la_caja,
        reserva_sobrante=pases.reserva - 2,
        inutilizados=1,
        usados=len(VOTOS),
    )
    contar_pases(mesa, contados, contados)
    asentar_escrutinio(mesa, hora=hora + 30 * MINUTO)
    assert cuadrar_mesa(mesa, cierre) == ()
    return cierre


def firmas() -> tuple[FirmaActa, ...]:
    """The officials who end the day, the suplente who stayed, and the absence of who left."""
    una, otra, *resto = preparar().planillas
    firma = FirmaActa(quien="f1", rol="funcionario", estado=EstadoFirma.FIRMO, recibio_copia=True)
    de_mesa = [f.clave for f in preparar().designados if not f.suplente]
    suple = preparar().designados[-1].clave
    personas = [replace(firma, quien=suple if clave == "f3" else clave) for clave in de_mesa]
    representantes = [replace(firma, quien=p, rol="representante") for p in (una, *resto)]
    ausente = replace(
        firma,
        quien=otra,
        rol="representante",
        estado=EstadoFirma.AUSENTE,
        recibio_copia=False,
    )
    return (*personas, representantes[0], ausente, *representantes[1:])


def levantar(estacion: Estacion, cierre: CierreUrna, destino: Path) -> RegistroRemitido:
    """Draw up the acta, with everybody who ends the day, and send the record."""
    mesa, tarjetas, hora = estacion.mesa, preparar().tarjetas, preparar().clausura
    orden = OrdenDeActa(firmas=firmas(), inicio=hora + 5 * MINUTO, fin=hora + 40 * MINUTO)
    sello = partial(firmar_cierre, estacion.urna)
    levantar_acta(mesa, cierre, orden, tarjetas, sello_de_urna=sello)
    dibujar_papeles_de_cierre(mesa)
    return remitir_registro(mesa, estacion.urna.carpeta, destino, tarjetas, hora=hora + 60 * MINUTO)


def test_de_un_dia_con_percances_al_expediente(tmp_path: Path) -> None:
    """Everybody and everything in the acta and its paper, balanced, and the record verifies."""
    destino, hora = tmp_path / "usb", preparar().apertura + 90 * MINUTO
    destino.mkdir()
    with instalar(tmp_path / "estacion") as estacion:
        vivir(estacion, hora)
        remitido = levantar(estacion, contar_a_mano(estacion), destino)
        carpeta = estacion.mesa.carpeta
        acta = Acta.leer((carpeta / "acta.json").read_bytes())
        papel = (carpeta / "acta_jornada.html").read_text()
    una, otra = preparar().planillas[:2]
    assert acta.representante(una).nombre == "Luis Soto Vega"
    assert acta.representante(otra).salida == hora + MINUTO
    assert [o.acreditacion for o in acta.observaciones] == ["OE-0417", "OE-0500"]
    assert [(s.sale, s.entra.nombre) for s in acta.sustituciones] == [("f3", "Rosa Meza Luna")]
    assert (acta.adicionales.con_resolucion, acta.adicionales.representantes) == (1, 1)
    rubros = acta.escrutinio.rubros
    assert (rubros.personas, rubros.extra, rubros.votantes) == (3, 2, 5)
    assert [(e.planilla, e.cantidad) for e in acta.escritos] == [(una, 1)]
    assert acta.acompanados == 1
    for dicho in ("Luis Soto Vega", "OE-0500", "Rosa Meza Luna", "Se mojó la caja"):
        assert dicho in papel
    assert fallas(publicar(tmp_path, remitido, danados=[DANADO])) == []

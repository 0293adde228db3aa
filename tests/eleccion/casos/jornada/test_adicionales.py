"""Beside the list and out of the reserve: what adds votes or pases to a mesa, with two cards."""

from __future__ import annotations

import pytest

from auditoria.formatos.acta import MotivoCierre
from auditoria.registro.asientos import MarcasRegistradas
from auditoria.registro.esquema import FormatoInvalido
from eleccion.arranque import Estacion
from eleccion.casos.jornada.lista.admitir_adicional import (
    admitir_con_resolucion,
    admitir_representante,
)
from eleccion.casos.jornada.mesa.abrir_reserva import abrir_reserva
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.contar_papeles import contar_pases
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_observador,
    recibir_representante,
    retirar_observador,
    retirar_representante,
)
from eleccion.casos.jornada.mesa.revisar_mesa import revisar_mesa
from eleccion.dominio.mesa import (
    AdicionalRepetido,
    ConteoDePases,
    ObservacionRepetida,
    PersonaAusente,
    PlanillaAjena,
    RepresentacionOcupada,
    ReservaSellada,
    ReservaYaAbierta,
    VotacionNoAbierta,
)
from tests.eleccion.escenario import MESA, MINUTO, preparar

RESOLUCION = "TESLP-JDC-12/2027"


def test_una_resolucion_y_una_representacion_sirven_una_vez(estacion: Estacion) -> None:
    """Once each, however it is written; the log tells counts, and the accounts agree with it."""
    mesa, tarjetas, hora = estacion.mesa, preparar().tarjetas, preparar().apertura + MINUTO
    una, otra = preparar().planillas[:2]
    admitir_con_resolucion(mesa, RESOLUCION, tarjetas, hora=hora)
    otras = (
        f" {RESOLUCION.lower()} ",
        "TESLP/JDC/12/2027",
        "TESLP JDC 12 2027",
        "ＴESLP-JDC-12/2027",
    )
    for escrita in (RESOLUCION, *otras):
        with pytest.raises(AdicionalRepetido):
            admitir_con_resolucion(mesa, escrita, tarjetas, hora=hora)
    admitir_representante(mesa, una, tarjetas, hora=hora)
    with pytest.raises(AdicionalRepetido):
        admitir_representante(mesa, una, tarjetas, hora=hora)
    retirar_representante(mesa, otra, hora=hora)
    with pytest.raises(PersonaAusente):
        admitir_representante(mesa, otra, tarjetas, hora=hora)
    with mesa.almacen.leer() as lectura:
        assert (lectura.total("con_resolucion"), lectura.total("representantes")) == (1, 1)
        assert revisar_mesa(lectura) == 0
    cerrar_votacion(mesa, tarjetas, hora=preparar().clausura, motivo=MotivoCierre.SIN_FILA)
    with mesa.almacen.leer() as lectura:
        ((lote, _, _),) = Diario.de(lectura).buscar(MarcasRegistradas)
        assert (lote.marcas, lote.con_resolucion, lote.representantes) == (0, 1, 1)
        assert RESOLUCION.encode() not in b"".join(lectura.lineas())
        revisar_mesa(lectura)
    with pytest.raises(VotacionNoAbierta):
        admitir_con_resolucion(mesa, "OTRA-1/2027", tarjetas, hora=hora)


def test_una_planilla_tiene_una_representacion_a_la_vez(estacion: Estacion) -> None:
    """The suplente takes the place of the propietaria when she has left, and not before."""
    mesa, hora = estacion.mesa, preparar().apertura + MINUTO
    planilla = preparar().planillas[0]
    with pytest.raises(RepresentacionOcupada):
        recibir_representante(mesa, planilla, "Luis Soto", "suplente", hora=hora)
    retirar_representante(mesa, planilla, hora=hora)
    with pytest.raises(PersonaAusente):
        retirar_representante(mesa, planilla, hora=hora)
    recibir_representante(mesa, planilla, "Luis Soto", "suplente", hora=hora + MINUTO)
    with pytest.raises(PlanillaAjena):
        recibir_representante(mesa, "D009-P1", "Nadie", "suplente", hora=hora)


def test_la_observacion_entra_y_sale_por_su_numero(estacion: Estacion) -> None:
    """By number and without a name; the same accreditation is not there twice."""
    mesa, hora = estacion.mesa, preparar().apertura + MINUTO
    recibir_observador(mesa, "OE-0417", "Observatorio Vecinal", hora=hora)
    with pytest.raises(ObservacionRepetida):
        recibir_observador(mesa, "OE-0417", hora=hora)
    retirar_observador(mesa, "OE-0417", hora=hora + MINUTO)
    with pytest.raises(PersonaAusente):
        retirar_observador(mesa, "OE-0417", hora=hora + MINUTO)
    with pytest.raises(FormatoInvalido):
        recibir_observador(mesa, "Juan Pérez", hora=hora)
    recibir_observador(mesa, "OE-0417", hora=hora + 2 * MINUTO)


def test_la_reserva_se_abre_una_vez_y_sellada_se_cuenta_entera(estacion: Estacion) -> None:
    """From a sealed reserve with pases missing somebody took them: say so, or count well."""
    mesa, tarjetas, hora = estacion.mesa, preparar().tarjetas, preparar().clausura
    pases = preparar().catalogo.ubicar(MESA)[1].pases
    cerrar_votacion(mesa, tarjetas, hora=hora, motivo=MotivoCierre.SIN_FILA)
    falta = ConteoDePases(
        sobrantes=pases.cantidad, reserva_sobrante=pases.reserva - 1, inutilizados=0, usados=0
    )
    with pytest.raises(ReservaSellada):
        contar_pases(mesa, falta, falta)
    with pytest.raises(FormatoInvalido):
        abrir_reserva(mesa, tarjetas, pases.reserva - 1, hora=hora, causa="")
    abrir_reserva(mesa, tarjetas, pases.reserva - 1, hora=hora, causa="Se halló abierta al contar")
    with pytest.raises(ReservaYaAbierta):
        abrir_reserva(mesa, tarjetas, pases.reserva, hora=hora, causa="Otra vez")
    contar_pases(mesa, falta, falta)

"""One person, one mark; and the log learns of counts, half an hour at a time, and of nobody."""

from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest

from auditoria.formatos.acta import MotivoCierre
from auditoria.registro import bitacora
from auditoria.registro.asientos import FilaCerrada, MarcasRegistradas
from eleccion.arranque import Estacion
from eleccion.casos.jornada.lista.consultar_lista import consultar_lista
from eleccion.casos.jornada.lista.marcar_persona import (
    anotar_negativa,
    desmarcar_persona,
    marcar_persona,
    reponer_pase,
    reponer_prueba,
)
from eleccion.casos.jornada.mesa.aceptar_reloj import aceptar_reloj
from eleccion.casos.jornada.mesa.cerrar_votacion import (
    ampliar_fila,
    cerrar_fila,
    cerrar_votacion,
)
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.tarjetas import MismaTarjeta
from eleccion.dominio.lista_nominal import (
    Consulta,
    CredencialNoVigente,
    NoAparece,
    PuedeVotar,
    YaMarcada,
)
from eleccion.dominio.mesa import (
    CierreAnticipado,
    FilaAgotada,
    FilaSinCerrar,
    FilaYaCerrada,
    MotivoDeCierreContrario,
    NadieFaltaba,
    PersonaDesconocida,
    PersonaSinMarca,
    PersonaYaMarcada,
    PruebaDeMas,
    VotacionNoAbierta,
)
from tests.eleccion.escenario import MINUTO, desmarcar, preparar


def lotes(estacion: Estacion) -> list[tuple[MarcasRegistradas, object]]:
    """Batches told to the log, with their hours."""
    with estacion.mesa.almacen.leer() as lectura:
        pasos = bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)
        return [(p.asiento, p.hora) for p, _ in pasos if isinstance(p.asiento, MarcasRegistradas)]


def test_quien_ya_tiene_la_marca_no_vota_otra_vez(estacion: Estacion) -> None:
    """The list is what stops a second pase for one person."""
    renglon, hora = preparar().lista[0], preparar().apertura
    consulta = Consulta(curp=renglon.curp)
    assert consultar_lista(estacion.mesa, consulta) == PuedeVotar(renglon)
    marcar_persona(estacion.mesa, renglon.numero, hora=hora)
    assert consultar_lista(estacion.mesa, consulta) == YaMarcada(renglon)
    with pytest.raises(PersonaYaMarcada):
        marcar_persona(estacion.mesa, renglon.numero, hora=hora)
    desmarcar(estacion.mesa, renglon.numero, hora=hora)
    with pytest.raises(PersonaSinMarca):
        desmarcar(estacion.mesa, renglon.numero, hora=hora)
    assert consultar_lista(estacion.mesa, consulta) == PuedeVotar(renglon)


def test_nadie_de_fuera_se_marca(estacion: Estacion) -> None:
    """A number that the list does not hold is a fault, not a voter."""
    with pytest.raises(PersonaDesconocida):
        marcar_persona(estacion.mesa, 9999, hora=preparar().apertura)


def test_cada_respuesta_sale_del_catalogo(estacion: Estacion) -> None:
    """Nobody is sent away with an empty list."""
    renglon = preparar().lista[0]
    nadie = Consulta(clave10="ZZZZZZ0000")
    assert consultar_lista(estacion.mesa, nadie) == NoAparece()
    vencida = Consulta(clave10=renglon.clave10, vigencia=2020)
    assert consultar_lista(estacion.mesa, vencida) == CredencialNoVigente(2020)


def test_los_lotes_duran_media_hora_y_suman_las_marcas(estacion: Estacion) -> None:
    """A count a minute would tell who came when; counts of half an hour tell how many."""
    preparado = preparar()
    mesa, inicio = estacion.mesa, preparado.apertura
    for turno, renglon in enumerate(preparado.lista[:10]):
        marcar_persona(mesa, renglon.numero, hora=inicio + 9 * turno * MINUTO)
    desmarcar(mesa, preparado.lista[0].numero, hora=inicio + 95 * MINUTO)
    anotar_negativa(mesa, NoAparece(), hora=inicio + 96 * MINUTO)
    reponer_pase(mesa, hora=inicio + 97 * MINUTO)
    cerrar_votacion(mesa, preparado.tarjetas, hora=preparado.clausura, motivo=MotivoCierre.SIN_FILA)
    hechos = lotes(estacion)
    assert sum(lote.marcas - lote.deshechas for lote, _ in hechos) == 9
    assert sum(lote.repuestos for lote, _ in hechos) == 1
    assert [n.motivo for lote, _ in hechos for n in lote.negativas] == ["no_aparece"]
    horas = [inicio, *(hora for _, hora in hechos)]
    for antes, despues in pairwise(horas):
        assert despues - antes >= timedelta(minutes=30)  # type: ignore[operator]


def test_las_pruebas_de_cada_quien_tienen_un_limite_que_no_quita_el_voto(
    estacion: Estacion,
) -> None:
    """Beyond the number two officials swap the slip; who it was is written nowhere."""
    mesa, (una, otra) = estacion.mesa, preparar().tarjetas
    hora = preparar().apertura + 40 * MINUTO
    limite = mesa.sellado.reglas.comprobaciones_por_votante.valor
    for cual in range(1, limite + 1):
        reponer_prueba(mesa, cual, quien=una.clave, hora=hora)
    de_mas = partial(reponer_prueba, mesa, limite + 1, quien=una.clave, hora=hora)
    with pytest.raises(PruebaDeMas):
        de_mas()
    with pytest.raises(MismaTarjeta):
        de_mas(autoriza=una)
    de_mas(autoriza=otra)
    reponer_pase(mesa, hora=hora)
    cerrar_votacion(
        mesa, preparar().tarjetas, hora=preparar().clausura, motivo=MotivoCierre.SIN_FILA
    )
    ((lote, _),) = lotes(estacion)
    assert (lote.repuestos, lote.por_prueba, lote.pruebas_de_mas) == (limite + 2, limite + 1, 1)


def test_en_la_ultima_media_hora_no_se_asienta_lote(estacion: Estacion) -> None:
    """The batch of the close would otherwise tell of a few people in a few minutes."""
    preparado = preparar()
    marcar_persona(estacion.mesa, 1, hora=preparado.apertura + MINUTO)
    marcar_persona(estacion.mesa, 2, hora=preparado.clausura - 29 * MINUTO)
    assert lotes(estacion) == []
    cerrar_votacion(
        estacion.mesa, preparado.tarjetas, hora=preparado.clausura, motivo=MotivoCierre.SIN_FILA
    )
    assert [lote.marcas for lote, _ in lotes(estacion)] == [2]


def test_la_bitacora_no_nombra_a_nadie(estacion: Estacion) -> None:
    """Canary: nothing of the person marked is in the log, nor in clear in the database."""
    preparado = preparar()
    renglon = preparado.lista[0]
    marcar_persona(estacion.mesa, renglon.numero, hora=preparado.apertura)
    reponer_pase(estacion.mesa, hora=preparado.apertura + 40 * MINUTO)
    with estacion.mesa.almacen.leer() as lectura:
        todo = b"".join(lectura.lineas())
    archivos = estacion.mesa.carpeta.parent.rglob("*")
    en_disco = b"".join(ruta.read_bytes() for ruta in archivos if ruta.is_file())
    for canario in (renglon.curp, renglon.clave10, renglon.apellido_paterno, renglon.nombre):
        assert canario.encode() not in todo
        assert canario.encode() not in en_disco


def test_se_cierra_a_su_hora_o_cuando_votaron_todos(estacion: Estacion) -> None:
    """Closing early while somebody has not voted is a ground of nullity."""
    preparado = preparar()
    temprano = preparado.clausura - timedelta(hours=2)
    with pytest.raises(CierreAnticipado):
        cerrar_votacion(
            estacion.mesa, preparado.tarjetas, hora=temprano, motivo=MotivoCierre.VOTARON_TODOS
        )
    for renglon in preparado.lista:
        marcar_persona(estacion.mesa, renglon.numero, hora=preparado.apertura)
    cerrar_votacion(
        estacion.mesa, preparado.tarjetas, hora=temprano, motivo=MotivoCierre.VOTARON_TODOS
    )
    with pytest.raises(VotacionNoAbierta):
        desmarcar(estacion.mesa, 1, hora=temprano)


def test_la_fila_se_cierra_una_vez(estacion: Estacion) -> None:
    """How many waited is a figure of the acta: it is stated once."""
    cerrar_fila(estacion.mesa, 2, hora=preparar().clausura)
    with pytest.raises(FilaYaCerrada):
        cerrar_fila(estacion.mesa, 3, hora=preparar().clausura)


def test_la_fila_no_se_cierra_antes_de_la_hora(estacion: Estacion) -> None:
    """Whoever comes within the hours votes: no screen and no order turns them away before."""
    with pytest.raises(CierreAnticipado):
        cerrar_fila(estacion.mesa, 0, hora=preparar().clausura - MINUTO)
    cerrar_fila(estacion.mesa, 0, hora=preparar().clausura)


def test_tras_cerrar_la_fila_se_atiende_a_quienes_esperaban(estacion: Estacion) -> None:
    """Two waited: two are attended, one of them sent away, and a third who ran is too late."""
    hora = preparar().clausura
    cerrar_fila(estacion.mesa, 2, hora=hora)
    marcar_persona(estacion.mesa, 1, hora=hora + MINUTO)
    anotar_negativa(estacion.mesa, NoAparece(), hora=hora + 2 * MINUTO)
    with pytest.raises(FilaAgotada):
        marcar_persona(estacion.mesa, 2, hora=hora + 3 * MINUTO)
    reponer_pase(estacion.mesa, hora=hora + 4 * MINUTO)
    cerrar_votacion(
        estacion.mesa, preparar().tarjetas, hora=hora + 5 * MINUTO, motivo=MotivoCierre.CON_FILA
    )
    assert [lote.marcas for lote, _ in lotes(estacion)] == [1]


@pytest.mark.parametrize("contadas", [0, 1])
def test_a_quien_no_se_conto_en_la_fila_lo_suman_dos(estacion: Estacion, contadas: int) -> None:
    """One figure typed in a hurry must not turn away who waited; both stay in the log."""
    hora, tarjetas = preparar().clausura, preparar().tarjetas
    with pytest.raises(FilaSinCerrar):
        ampliar_fila(estacion.mesa, 1, tarjetas, hora=hora)
    cerrar_fila(estacion.mesa, contadas, hora=hora)
    for numero in range(1, contadas + 1):
        marcar_persona(estacion.mesa, numero, hora=hora + MINUTO)
    with pytest.raises(FilaAgotada):
        marcar_persona(estacion.mesa, 2, hora=hora + 2 * MINUTO)
    with pytest.raises(NadieFaltaba):
        ampliar_fila(estacion.mesa, 0, tarjetas, hora=hora + 3 * MINUTO)
    ampliar_fila(estacion.mesa, 1, tarjetas, hora=hora + 3 * MINUTO)
    marcar_persona(estacion.mesa, 2, hora=hora + 4 * MINUTO)
    with pytest.raises(FilaAgotada):
        marcar_persona(estacion.mesa, 3, hora=hora + 5 * MINUTO)
    cerrar_votacion(estacion.mesa, tarjetas, hora=hora + 6 * MINUTO, motivo=MotivoCierre.CON_FILA)
    with estacion.mesa.almacen.leer() as lectura:
        filas = [fila.esperan for fila, _, _ in Diario.de(lectura).buscar(FilaCerrada)]
    assert filas == ([contadas, 1] if contadas else [1])
    with pytest.raises(VotacionNoAbierta):
        ampliar_fila(estacion.mesa, 1, tarjetas, hora=hora + 7 * MINUTO)


def test_con_un_reloj_ajeno_tampoco_entra_quien_no_esperaba(estacion: Estacion) -> None:
    """It fell back to another day: the hour of the close never comes, and the queue is closed."""
    lenta = preparar().apertura - timedelta(days=1)
    aceptar_reloj(estacion.mesa, preparar().tarjetas, hora=lenta)
    marcar_persona(estacion.mesa, 1, hora=lenta + MINUTO)
    cerrar_fila(estacion.mesa, 1, hora=lenta + 2 * MINUTO)
    anotar_negativa(estacion.mesa, NoAparece(), hora=lenta + 3 * MINUTO)
    with pytest.raises(FilaAgotada):
        marcar_persona(estacion.mesa, 2, hora=lenta + 4 * MINUTO)


def test_una_marca_por_error_no_quita_su_turno_a_quien_esperaba(estacion: Estacion) -> None:
    """One waited and another was marked: once that is taken back, the one who waited votes."""
    hora, (_, otra) = preparar().clausura, preparar().tarjetas
    cerrar_fila(estacion.mesa, 1, hora=hora)
    marcar_persona(estacion.mesa, 1, hora=hora + MINUTO)
    desmarcar_persona(estacion.mesa, 1, quien="f1", confirma=otra, hora=hora + 2 * MINUTO)
    marcar_persona(estacion.mesa, 2, hora=hora + 3 * MINUTO)
    with pytest.raises(FilaAgotada):
        marcar_persona(estacion.mesa, 1, hora=hora + 4 * MINUTO)


@pytest.mark.parametrize(
    ("esperan", "motivo"), [(0, MotivoCierre.CON_FILA), (2, MotivoCierre.SIN_FILA)]
)
def test_el_motivo_del_cierre_concuerda_con_la_fila(
    estacion: Estacion, esperan: int, motivo: MotivoCierre
) -> None:
    """Were it taken, no acta of this mesa could ever be drawn up: it is refused in time."""
    hora = preparar().clausura
    cerrar_fila(estacion.mesa, esperan, hora=hora)
    with pytest.raises(MotivoDeCierreContrario):
        cerrar_votacion(estacion.mesa, preparar().tarjetas, hora=hora, motivo=motivo)
    bueno = MotivoCierre.CON_FILA if esperan else MotivoCierre.SIN_FILA
    cerrar_votacion(estacion.mesa, preparar().tarjetas, hora=hora, motivo=bueno)
